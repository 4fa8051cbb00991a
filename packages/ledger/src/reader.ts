import type { EarnPeriod, EarnTerms } from '@candor/api'
import {
  consentsAbi,
  earnRulesAbi,
  journalAnchorsAbi,
  membersAbi,
  pointsAbi,
  programmesAbi,
  rewardsAbi,
} from '@candor/contracts'
import {
  createClient,
  custom,
  http,
  webSocket,
  zeroHash,
  type Client,
  type ContractFunctionReturnType,
  type EIP1193RequestFn,
  type Hex,
  type Transport,
} from 'viem'
import { getChainId, getTransaction, getTransactionReceipt, readContract } from 'viem/actions'
import {
  consentStates,
  voucherStates,
  type ConsentState,
  type LedgerAddresses,
  type VoucherState,
} from './contracts.ts'
import { decodeEarnedBatch, earnedBatchTopic, type EarnedBatch } from './earned-batch.ts'

/** How to reach a ledger: a viem transport, the URL of any node, or an EIP-1193 provider. */
export type LedgerSource =
  | { readonly transport: Transport }
  | { readonly rpcUrl: string }
  | { readonly provider: { request(args: { method: string; params?: unknown }): Promise<unknown> } }

/** Newest anchor of a log. */
export type LatestAnchor = { readonly treeSize: bigint; readonly rootHash: Hex; readonly anchoredAt: Date }

/** One version of a merchant's rule. */
export type RuleVersion = EarnTerms & EarnPeriod & { readonly version: number }

/** What the contract keeps of a consent. */
export type ConsentRecord = {
  readonly state: ConsentState
  /** Salted commitment to the newest decision. */
  readonly content: Hex
  readonly validUntil: Date | undefined
  /** Number of decisions so far. */
  readonly nonce: number
  readonly decidedAt: Date
}

/** Points of one epoch. */
export type PointsBucket = { readonly epoch: number; readonly lapsesAt: Date; readonly points: bigint }

/** What the contract keeps of a reward. */
export type RewardItem = ContractFunctionReturnType<typeof rewardsAbi, 'view', 'itemOf'>

/** What the contract keeps of a voucher. */
export type RewardVoucher = {
  readonly item: number
  readonly holder: number
  readonly redeemedAt: Date
  readonly expiresAt: Date
  readonly state: VoucherState
}

/** Reads the contracts, trusting nobody but the node it asks. Runs in browsers too. */
export type LedgerReader = {
  readonly client: Client
  readonly chainId: () => Promise<number>
  /** Root anchored for a size of a log. */
  readonly readAnchor: (log: Hex, treeSize: bigint) => Promise<Hex | undefined>
  readonly latestAnchor: (log: Hex) => Promise<LatestAnchor | undefined>
  /** Points that a holder has now. */
  readonly balanceOf: (programme: number, holder: number) => Promise<bigint>
  /** The same by epoch, oldest first. */
  readonly bucketsOf: (programme: number, holder: number) => Promise<readonly PointsBucket[]>
  /** Number of an account within a programme. */
  readonly holderOf: (programme: number, account: Hex) => Promise<number | undefined>
  readonly totalsOf: (programme: number) => Promise<ContractFunctionReturnType<typeof pointsAbi, 'view', 'totalsOf'>>
  /** The version in force at a time. */
  readonly ruleAt: (programme: number, merchant: number, time: Date) => Promise<RuleVersion | undefined>
  /** Every version, oldest first. */
  readonly ruleVersions: (programme: number, merchant: number) => Promise<readonly RuleVersion[]>
  /** What the contract itself says that a purchase earns. */
  readonly pointsFor: (
    programme: number,
    merchant: number,
    amountMinor: bigint,
    time: Date,
  ) => Promise<{ readonly points: bigint; readonly version: number }>
  /** Number of the programme that a member created under a reference. */
  readonly programmeByReference: (operator: number, reference: Hex) => Promise<number | undefined>
  /** What the contract keeps of a consent; nothing where nothing was decided. */
  readonly consentOf: (account: Hex, member: number, consent: Hex) => Promise<ConsentRecord | undefined>
  /** What the contract keeps of a reward; nothing for a number that was not given. */
  readonly rewardOf: (item: number) => Promise<RewardItem | undefined>
  /** What the contract keeps of a merchant's voucher; nothing where there is none. */
  readonly voucherOf: (merchant: number, voucher: Hex) => Promise<RewardVoucher | undefined>
  /** Name and state of a member. */
  readonly memberOf: (member: number) => Promise<ContractFunctionReturnType<typeof membersAbi, 'view', 'memberOf'>>
  /** The batches of purchases in a transaction. */
  readonly earnedBatches: (transactionHash: Hex) => Promise<readonly EarnedBatch[]>
}

/** Requests of one moment that travel together: nodes, ours included, take a hundred at most. */
export const requestBatch = { batchSize: 100 }

/** viem transport of a source. */
export const transportOf = (source: LedgerSource): Transport => {
  if ('transport' in source) return source.transport
  if ('provider' in source) {
    const request = (async (args) => source.provider.request(args)) as EIP1193RequestFn
    return custom({ request }, { retryCount: 0 })
  }
  return source.rpcUrl.startsWith('ws') ? webSocket(source.rpcUrl) : http(source.rpcUrl, { batch: requestBatch })
}

const seconds = (time: Date): number => Math.floor(time.getTime() / 1000)

type Rule = ContractFunctionReturnType<typeof earnRulesAbi, 'view', 'ruleOf'>

const versionOf = (version: number, rule: Rule): RuleVersion => ({
  version,
  pointsNumerator: BigInt(rule.pointsNumerator),
  spendUnit: BigInt(rule.spendUnit),
  minimumSpend: BigInt(rule.minimumSpend),
  maximumPoints: BigInt(rule.maximumPoints),
  startsAt: rule.startsAt,
  endsAt: rule.endsAt,
})

/**
 * Opens a ledger for reading.
 * @example
 * const ledger = createLedgerReader({ rpcUrl: 'http://localhost:3000/rpc', addresses })
 * await ledger.readAnchor(log, 42n)
 */
export const createLedgerReader = (source: LedgerSource & { readonly addresses: LedgerAddresses }): LedgerReader => {
  const { addresses } = source
  const client = createClient({ transport: transportOf(source) })
  const anchors = { address: addresses.JournalAnchors, abi: journalAnchorsAbi } as const
  const rules = { address: addresses.EarnRules, abi: earnRulesAbi } as const
  const points = { address: addresses.Points, abi: pointsAbi } as const
  const rewards = { address: addresses.Rewards, abi: rewardsAbi } as const

  return {
    client,
    chainId: async () => getChainId(client),
    readAnchor: async (log, treeSize) => {
      const root = await readContract(client, { ...anchors, functionName: 'rootAt', args: [log, treeSize] })
      return root === zeroHash ? undefined : root
    },
    latestAnchor: async (log) => {
      const [treeSize, rootHash, at] = await readContract(client, { ...anchors, functionName: 'latest', args: [log] })
      return treeSize === 0n ? undefined : { treeSize, rootHash, anchoredAt: new Date(at * 1000) }
    },
    balanceOf: async (programme, holder) =>
      readContract(client, { ...points, functionName: 'balanceOf', args: [programme, holder] }),
    bucketsOf: async (programme, holder) => {
      const buckets = await readContract(client, { ...points, functionName: 'bucketsOf', args: [programme, holder] })
      return buckets.map(({ epoch, lapsesAt, points }) => ({ epoch, lapsesAt: new Date(lapsesAt * 1000), points }))
    },
    holderOf: async (programme, account) => {
      const holder = await readContract(client, { ...points, functionName: 'holderOf', args: [programme, account] })
      return holder === 0 ? undefined : holder
    },
    totalsOf: async (programme) => readContract(client, { ...points, functionName: 'totalsOf', args: [programme] }),
    ruleAt: async (programme, merchant, time) => {
      const args = [programme, merchant, seconds(time)] as const
      const [version, rule] = await readContract(client, { ...rules, functionName: 'ruleAt', args })
      return version === 0 ? undefined : versionOf(version, rule)
    },
    ruleVersions: async (programme, merchant) => {
      const of = [programme, merchant] as const
      const count = await readContract(client, { ...rules, functionName: 'versionCount', args: of })
      const numbers = Array.from({ length: count }, (_, index) => index + 1)
      return Promise.all(
        numbers.map(async (version) =>
          versionOf(version, await readContract(client, { ...rules, functionName: 'ruleOf', args: [...of, version] })),
        ),
      )
    },
    pointsFor: async (programme, merchant, amountMinor, time) => {
      const args = [programme, merchant, Number(amountMinor), seconds(time)] as const
      const [earned, version] = await readContract(client, { ...rules, functionName: 'pointsFor', args })
      return { points: BigInt(earned), version }
    },
    programmeByReference: async (operator, reference) => {
      const programmes = { address: addresses.Programmes, abi: programmesAbi } as const
      const args = [operator, reference] as const
      const programme = await readContract(client, { ...programmes, functionName: 'programmeByReference', args })
      return programme === 0 ? undefined : programme
    },
    consentOf: async (account, member, consent) => {
      const consents = { address: addresses.Consents, abi: consentsAbi } as const
      const args = [account, member, consent] as const
      const found = await readContract(client, { ...consents, functionName: 'consentOf', args })
      const { content, state, validUntil, nonce, decidedAt } = found
      if (nonce === 0) return undefined
      return {
        state: consentStates[state] ?? 'none',
        content,
        validUntil: validUntil === 0 ? undefined : new Date(validUntil * 1000),
        nonce,
        decidedAt: new Date(decidedAt * 1000),
      }
    },
    rewardOf: async (item) => {
      if (item < 1 || item > (await readContract(client, { ...rewards, functionName: 'itemCount' }))) return undefined
      return readContract(client, { ...rewards, functionName: 'itemOf', args: [item] })
    },
    voucherOf: async (merchant, voucher) => {
      const found = await readContract(client, { ...rewards, functionName: 'voucherOf', args: [merchant, voucher] })
      const { item, holder, redeemedAt, expiresAt, state } = found
      if (state === 0) return undefined
      return {
        item,
        holder,
        redeemedAt: new Date(redeemedAt * 1000),
        expiresAt: new Date(expiresAt * 1000),
        state: voucherStates[state] ?? 'none',
      }
    },
    memberOf: async (member) =>
      readContract(client, { address: addresses.Members, abi: membersAbi, functionName: 'memberOf', args: [member] }),
    earnedBatches: async (hash) => {
      const [{ input }, { logs }] = await Promise.all([
        getTransaction(client, { hash }),
        getTransactionReceipt(client, { hash }),
      ])
      return logs
        .filter(({ address, topics }) => address === addresses.Points.toLowerCase() && topics[0] === earnedBatchTopic)
        .map((log) => decodeEarnedBatch(input, log))
    },
  }
}
