import { abiOf, decodeEarnedBatch, decodeEvent, transportOf, type EarnedBatch } from '@candor/ledger'
import { createPublicClient, numberToHex, type Hex, type PublicClient, type RpcLog } from 'viem'
import { failure, usageError } from '../errors.ts'

/** The loyalty contracts of a ledger, and a node to ask. */
export type LoyaltyLedger = {
  readonly client: PublicClient
  readonly chainId: number
  readonly contracts: { readonly Points: Hex; readonly EarnRules: Hex; readonly Programmes: Hex }
}

/** A block that was read to. */
export type Block = { readonly number: bigint; readonly hash: Hex; readonly time: number }

/** A version of a rule as it was published. Times in seconds. */
export type PublishedRule = {
  readonly pointsNumerator: number
  readonly spendUnit: number
  readonly minimumSpend: number
  readonly maximumPoints: number
  readonly startsAt: number
  readonly endsAt: number
}

/** Something that happened in a programme. */
export type LoyaltyEvent = { readonly time: number; readonly transaction: Hex } & (
  | { readonly kind: 'merchant'; readonly merchant: number; readonly takesPart: boolean }
  | { readonly kind: 'opened'; readonly merchant: number }
  | { readonly kind: 'rule'; readonly merchant: number; readonly version: number; readonly rule: PublishedRule }
  | { readonly kind: 'enrolled'; readonly first: number; readonly accounts: readonly Hex[] }
  | { readonly kind: 'batch'; readonly batch: EarnedBatch }
  | {
      readonly kind: 'spent'
      readonly member: number
      readonly reference: Hex
      readonly points: number
      readonly spender: Hex
      readonly purpose: number
    }
  | {
      readonly kind: 'restored'
      readonly member: number
      readonly reference: Hex
      readonly points: number
      readonly lapsed: number
    }
)

const unreachable = (url: string, error: unknown) =>
  failure(
    'LEDGER_UNREACHABLE',
    `The ledger node at ${url} does not answer: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`,
    'Check the address, and that the contract is one of this ledger.',
    error,
  )

/** Finds the other contracts by the one that is known: it names them itself. */
export const loyaltyAt = async (client: PublicClient, points: Hex): Promise<LoyaltyLedger> => {
  const read = { address: points, abi: abiOf('Points') } as const
  const [chainId, EarnRules, Programmes] = await Promise.all([
    client.getChainId(),
    client.readContract({ ...read, functionName: 'rules' }),
    client.readContract({ ...read, functionName: 'programmes' }),
  ])
  return { client, chainId, contracts: { Points: points, EarnRules, Programmes } }
}

/**
 * Opens a ledger through any node of it.
 * @param contract address of the Points contract
 * @throws CliError for an address that is none, or a node or contract that does not answer
 */
export const loyaltyThrough = async (url: string, contract: string): Promise<LoyaltyLedger> => {
  if (!URL.canParse(url) || !/^(https?|wss?):$/.test(new URL(url).protocol)) {
    throw usageError(`${JSON.stringify(url)} is not the address of a ledger node.`, 'Give it as http://host:port/rpc.')
  }
  if (!/^0x[0-9a-fA-F]{40}$/.test(contract)) {
    throw usageError(
      `${JSON.stringify(contract)} is not the address of a contract.`,
      'Give 0x and 40 hexadecimal digits.',
    )
  }
  try {
    const client = createPublicClient({ transport: transportOf({ rpcUrl: url }) })
    return await loyaltyAt(client, contract.toLowerCase() as Hex)
  } catch (error) {
    throw unreachable(url, error)
  }
}

/** What is stored of a programme. @throws CliError where there is none of that number */
export const programmeFacts = async ({ client, contracts }: LoyaltyLedger, programme: number) => {
  const read = { address: contracts.Programmes, abi: abiOf('Programmes') } as const
  const count = await client.readContract({ ...read, functionName: 'programmeCount' })
  if (programme < 1 || programme > count) {
    throw usageError(`There is no programme ${programme} on this ledger.`, `Its programmes are numbered 1 to ${count}.`)
  }
  const { currency, ...facts } = await client.readContract({ ...read, functionName: 'programmeOf', args: [programme] })
  return { ...facts, currency: Buffer.from(currency.slice(2), 'hex').toString('latin1') }
}

/** The newest block. */
export const newestBlock = async ({ client }: LoyaltyLedger): Promise<Block> => {
  const { number, hash, timestamp } = await client.getBlock()
  return { number, hash, time: Number(timestamp) }
}

const widest = 200_000n
/** Logs of an answer that make the next span narrower, or let it be wider. */
const [many, few] = [400, 50]

const contractOf = ({ contracts }: LoyaltyLedger, address: string) =>
  (['Points', 'EarnRules', 'Programmes'] as const).find(
    (name) => contracts[name].toLowerCase() === address.toLowerCase(),
  )

const opened = (ledger: LoyaltyLedger, log: RpcLog, time: number, input: Hex | undefined): LoyaltyEvent | undefined => {
  const contract = contractOf(ledger, log.address)
  const found = contract === undefined ? undefined : decodeEvent(contract, log)
  if (found === undefined) return undefined
  const { args } = found
  const said = { time, transaction: log.transactionHash ?? '0x' } as const
  const merchant = Number(args['merchant'] ?? 0)
  const spending = () =>
    ({
      ...said,
      member: Number(args['holder']),
      reference: args['ref'] as Hex,
      points: Number(args['points']),
    }) as const
  if (found.event === 'Spent') {
    return { ...spending(), kind: 'spent', spender: args['spender'] as Hex, purpose: Number(args['purpose']) }
  }
  if (found.event === 'Restored') return { ...spending(), kind: 'restored', lapsed: Number(args['lapsed']) }
  if (found.event === 'EarnedBatch') return { ...said, kind: 'batch', batch: decodeEarnedBatch(input ?? '0x', log) }
  if (found.event === 'Opened') return { ...said, kind: 'opened', merchant }
  if (found.event === 'MerchantSet')
    return { ...said, kind: 'merchant', merchant, takesPart: args['takesPart'] === true }
  if (found.event === 'RulePublished') {
    return { ...said, kind: 'rule', merchant, version: Number(args['version']), rule: args['rule'] as PublishedRule }
  }
  if (found.event !== 'Enrolled') return undefined
  return { ...said, kind: 'enrolled', first: Number(args['firstHolder']), accounts: args['accounts'] as readonly Hex[] }
}

/** Newer nodes say the time of a block with the log; others are asked for the block. */
const timesOf = async ({ client }: LoyaltyLedger, logs: readonly RpcLog[]): Promise<Map<string, number>> => {
  const times = new Map<string, number>()
  const asked = new Set<string>()
  for (const log of logs) {
    const { blockNumber } = log
    const blockTimestamp = (log as { readonly blockTimestamp?: unknown }).blockTimestamp
    if (typeof blockTimestamp === 'string') times.set(blockNumber ?? '0x0', Number(blockTimestamp))
    else if (blockNumber !== null) asked.add(blockNumber)
  }
  await Promise.all(
    [...asked].map(async (number) => {
      const { timestamp } = await client.getBlock({ blockNumber: BigInt(number) })
      times.set(number, Number(timestamp))
    }),
  )
  return times
}

const inputsOf = async (ledger: LoyaltyLedger, logs: readonly RpcLog[]): Promise<Map<Hex, Hex>> => {
  const batches = logs.filter((log) => contractOf(ledger, log.address) === 'Points' && log.topics.length === 4)
  const hashes = [...new Set(batches.flatMap(({ transactionHash }) => transactionHash ?? []))]
  const inputs = await Promise.all(
    hashes.map(async (hash) => [hash, (await ledger.client.getTransaction({ hash })).input] as const),
  )
  return new Map(inputs)
}

const logsOf = async (ledger: LoyaltyLedger, programme: number, from: bigint, to: bigint): Promise<readonly RpcLog[]> =>
  ledger.client.request({
    method: 'eth_getLogs',
    params: [
      {
        address: Object.values(ledger.contracts),
        // The programme's number is the first indexed value of every one of these events.
        topics: [null, numberToHex(programme, { size: 32 })],
        fromBlock: numberToHex(from),
        toBlock: numberToHex(to),
      },
    ],
  })

/**
 * Everything that happened in a programme from block `from` to `to`, in the order of the ledger. Asks for spans of blocks,
 * narrower where much happened or where the node refuses so many.
 * @throws CliError when the node does not answer
 */
export async function* eventsOf(
  ledger: LoyaltyLedger,
  programme: number,
  from: bigint,
  to: bigint,
  onBlock: (block: bigint) => void = () => {},
): AsyncGenerator<LoyaltyEvent> {
  let span = 2_000n
  for (let at = from; at <= to;) {
    const last = at + span - 1n < to ? at + span - 1n : to
    let logs: readonly RpcLog[]
    try {
      logs = await logsOf(ledger, programme, at, last)
    } catch (error) {
      if (span === 1n) throw unreachable('the given address', error)
      span = span / 4n > 1n ? span / 4n : 1n
      continue
    }
    const [times, inputs] = await Promise.all([timesOf(ledger, logs), inputsOf(ledger, logs)])
    for (const log of logs) {
      const event = opened(
        ledger,
        log,
        times.get(log.blockNumber ?? '0x0') ?? 0,
        inputs.get(log.transactionHash ?? '0x'),
      )
      if (event !== undefined) yield event
    }
    onBlock(last)
    at = last + 1n
    if (logs.length > many && span > 1n) span /= 2n
    if (logs.length < few && span < widest) span *= 2n
  }
}
