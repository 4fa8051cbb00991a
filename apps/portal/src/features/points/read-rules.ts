import { ledgerRoutes } from '@candor/api'
import { abiOf, createLedgerReader, type LedgerAddresses } from '@candor/ledger'
import { zeroAddress } from 'viem'
import { getBlockNumber, getContractEvents, readContract } from 'viem/actions'
import { call } from '../../lib/api.ts'

/** A version of a rule as the contract published it. */
export interface PublishedVersion {
  readonly merchant: number
  readonly version: number
  readonly pointsNumerator: string
  readonly spendUnit: string
  readonly minimumSpend: string
  readonly maximumPoints: string
  readonly currency: string
  readonly startsAt: string
  readonly endsAt: string | null
  readonly blockNumber: number
  readonly transactionHash: string
}

/** A programme of the ledger with every version of every merchant's rule, newest first. */
export interface PublishedProgramme {
  readonly number: number
  readonly name: string
  readonly merchants: readonly {
    readonly member: number
    readonly name: string
    readonly versions: readonly PublishedVersion[]
  }[]
}

/** What was read, and how far the ledger had come then. */
export interface PublishedRules {
  readonly contract: string
  readonly blockNumber: number
  readonly programmes: readonly PublishedProgramme[]
}

const instant = (seconds: number): string => new Date(seconds * 1000).toISOString()

/** Programmes shown at most: those made last. */
const mostProgrammes = 50

/**
 * Reads every version of every rule from the contracts, by this browser. The server is only asked where the contracts are.
 * @throws Error when the server or the ledger cannot be asked
 */
export const readPublishedRules = async (): Promise<PublishedRules> => {
  const { contracts } = await call(ledgerRoutes.contracts)
  const at = (step: string) => contracts.find((each) => each.step === step)?.address ?? zeroAddress
  const addresses = {
    Members: at('Members'),
    Programmes: at('Programmes'),
    EarnRules: at('EarnRules'),
    Points: at('Points'),
    JournalAnchors: zeroAddress,
    Rewards: zeroAddress,
    Consents: zeroAddress,
  } as LedgerAddresses
  const { client, memberOf } = createLedgerReader({
    rpcUrl: new URL('/rpc', globalThis.location.href).href,
    addresses,
  })
  const programmes = { address: addresses.Programmes, abi: abiOf('Programmes') } as const
  const count = await readContract(client, { ...programmes, functionName: 'programmeCount' })
  const published = await getContractEvents(client, {
    address: addresses.EarnRules,
    abi: abiOf('EarnRules'),
    eventName: 'RulePublished',
    fromBlock: 0n,
    strict: true,
  })
  const numbers = Array.from({ length: count }, (_, index) => index + 1).slice(-mostProgrammes)
  const facts = await Promise.all(
    numbers.map(async (number) => readContract(client, { ...programmes, functionName: 'programmeOf', args: [number] })),
  )
  const members = [...new Set(published.map(({ args }) => args.merchant))]
  const names = new Map(
    await Promise.all(members.map(async (member) => [member, (await memberOf(member)).name] as const)),
  )
  return {
    contract: addresses.EarnRules,
    blockNumber: Number(await getBlockNumber(client)),
    programmes: numbers.map((number, index) => {
      const { name = '', currency = '0x' } = facts[index] ?? {}
      const versions = published
        .filter(({ args }) => args.programme === number)
        .map(({ args: { merchant, version, rule }, blockNumber, transactionHash }): PublishedVersion => ({
          merchant,
          version,
          pointsNumerator: String(rule.pointsNumerator),
          spendUnit: String(rule.spendUnit),
          minimumSpend: String(rule.minimumSpend),
          maximumPoints: String(rule.maximumPoints),
          currency: String.fromCodePoint(...(currency.slice(2).match(/../g) ?? []).map((byte) => Number(`0x${byte}`))),
          startsAt: instant(rule.startsAt),
          endsAt: rule.endsAt === 0 ? null : instant(rule.endsAt),
          blockNumber: Number(blockNumber),
          transactionHash,
        }))
      return {
        number,
        name,
        merchants: [...Map.groupBy(versions, ({ merchant }) => merchant)]
          .toSorted(([one], [other]) => one - other)
          .map(([member, own]) => ({
            member,
            name: names.get(member) ?? '',
            versions: own.toSorted((one, other) => other.version - one.version),
          })),
      }
    }),
  }
}
