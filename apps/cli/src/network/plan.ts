import { isAddress, type Hex } from 'viem'
import { usageError } from '../errors.ts'

export const consensuses = ['qbft', 'clique'] as const
export type Consensus = (typeof consensuses)[number]

/** What a network is to be like. */
export type NetworkPlan = {
  readonly consensus: Consensus
  readonly chainId: number
  /** Seconds from block to block. */
  readonly blockSeconds: number
  readonly gasLimit: bigint
  /** IPv4 address of each validator, as the others reach it. */
  readonly hosts: readonly string[]
  /** Names of the companies. */
  readonly companies: readonly string[]
  /** Accounts besides the companies' that may send transactions. */
  readonly accounts: readonly Hex[]
}

/** What was typed. */
export type NetworkRequest = {
  readonly consensus?: string | undefined
  readonly 'chain-id'?: string | undefined
  readonly 'block-seconds'?: string | undefined
  readonly 'gas-limit'?: string | undefined
  readonly validators?: string | undefined
  readonly host?: readonly string[] | undefined
  readonly company?: readonly string[] | undefined
  readonly account?: readonly string[] | undefined
}

/** Most validators that a network may start with: all of them talk with all. */
const mostValidators = 64
/** The largest chain id that every wallet and library takes: EIP-2294 bounds it by 2^53 − 1 rounded down for `v`. */
const largestChainId = 4_503_599_627_370_476

const wholeNumber = (name: string, text: string, least: number, most: number): number => {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (value >= least && value <= most) return value
  throw usageError(`--${name} takes a whole number from ${least} to ${most}, not "${text}".`, `Correct --${name}.`)
}

const consensusOf = (text: string): Consensus => {
  const found = consensuses.find((name) => name === text)
  if (found !== undefined) return found
  throw usageError(
    `--consensus takes ${consensuses.join(' or ')}, not "${text}".`,
    'Use qbft unless you have a reason.',
  )
}

const isIpv4 = (text: string): boolean =>
  /^\d{1,3}(\.\d{1,3}){3}$/.test(text) && text.split('.').every((part) => Number(part) <= 255)

/** Addresses in the private network of the compose file. */
const composeHost = (index: number): string => `172.30.0.${11 + index}`

const hostsOf = (count: number | undefined, given: readonly string[]): string[] => {
  const wrong = given.find((host) => !isIpv4(host))
  if (wrong !== undefined) {
    throw usageError(`--host takes an IPv4 address, not "${wrong}".`, 'Nodes find each other by address, not by name.')
  }
  const twice = given.find((host, index) => given.indexOf(host) !== index)
  if (twice !== undefined) throw usageError(`--host ${twice} is given twice.`, 'Give each validator its own machine.')
  if (given.length === 0) return Array.from({ length: count ?? 4 }, (_, index) => composeHost(index))
  if (count === undefined || count === given.length) return [...given]
  throw usageError(
    `--validators says ${count}, but there are ${given.length} addresses.`,
    'Give --host once for each validator, or leave it out to run all of them on one machine.',
  )
}

const companiesOf = (given: readonly string[]): string[] => {
  const names = given.map((name) => name.trim())
  const wrong = names.find((name) => name === '' || Buffer.byteLength(name) > 200 || /\p{Cc}/u.test(name))
  if (wrong !== undefined) {
    throw usageError('A company needs a name of 1 to 200 bytes without control characters.', 'Correct --company.')
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw usageError(`The company "${twice}" is given twice.`, 'Give each company once.')
  if (names.length > 0) return names
  throw usageError('There is no company.', 'Give --company <name> for each of them.')
}

const accountOf = (text: string): Hex => {
  if (isAddress(text)) return text.toLowerCase() as Hex
  throw usageError(`--account takes an address of 20 bytes, not "${text}".`, 'Copy it whole, with 0x in front.')
}

/**
 * Reads what was typed.
 * @throws CliError USAGE naming the option that is wrong, and how to mend it
 */
export const planOf = (request: NetworkRequest): NetworkPlan => {
  const consensus = consensusOf(request.consensus ?? 'qbft')
  const count =
    request.validators === undefined ? undefined : wholeNumber('validators', request.validators, 1, mostValidators)
  const hosts = hostsOf(count, request.host ?? [])
  if (hosts.length > mostValidators) {
    throw usageError(`A network starts with at most ${mostValidators} validators.`, 'More can be voted in later.')
  }
  return {
    consensus,
    hosts,
    chainId: wholeNumber('chain-id', request['chain-id'] ?? '20261122', 1, largestChainId),
    blockSeconds: wholeNumber('block-seconds', request['block-seconds'] ?? '2', 1, 600),
    gasLimit: BigInt(wholeNumber('gas-limit', request['gas-limit'] ?? '1000000000', 30_000_000, 9_007_199_254_740_991)),
    companies: companiesOf(request.company ?? []),
    accounts: (request.account ?? []).map(accountOf),
  }
}

/** How many validators may fail while blocks are still made: a third of them, rounded down, for QBFT; under half for Clique. */
export const tolerated = ({ consensus, hosts }: Pick<NetworkPlan, 'consensus' | 'hosts'>): number =>
  consensus === 'qbft' ? Math.floor((hosts.length - 1) / 3) : Math.ceil(hosts.length / 2) - 1

/** What to think of before the network is started, one sentence each. */
export const warningsOf = (plan: NetworkPlan): string[] => [
  ...(tolerated(plan) === 0
    ? [
        `With ${plan.hosts.length} validators no block is made while one is away: take at least ${plan.consensus === 'qbft' ? 4 : 3}.`,
      ]
    : []),
  ...(plan.consensus === 'clique'
    ? [
        'Clique is for trials: blocks may be taken back, anybody may send transactions, and a present geth does not seal it.',
      ]
    : []),
]
