import { z } from 'zod'
import { hex, instant, pageOf, pageQuery, uuid } from './common.ts'
import { defineRoute } from './route.ts'

const blockNumber = z.number().int().min(0)

export const ledgerContractNames = [
  'Members',
  'JournalAnchors',
  'Programmes',
  'EarnRules',
  'Points',
  'Rewards',
  'Consents',
] as const

/** A contract as it stands on the ledger. */
export const ledgerContract = z.object({
  name: z.enum(ledgerContractNames),
  address: hex,
  /** Keccak-256 of the code at the address. */
  codeHash: hex,
  /** Where the code of an upgradeable contract is; null if the contract can never change. */
  implementation: hex.nullable(),
  blockNumber,
})
export type LedgerContract = z.infer<typeof ledgerContract>

export const ledgerMember = z.object({
  number: z.number().int(),
  name: z.string(),
  state: z.enum(['active', 'suspended', 'left']),
  admittedAt: instant,
  /** Whether the member is the reader's organisation or one of its merchants. */
  own: z.boolean(),
})
export type LedgerMember = z.infer<typeof ledgerMember>

export const ledgerBlock = z.object({
  number: blockNumber,
  hash: hex,
  at: instant,
  transactions: z.number().int(),
  gasUsed: z.string().regex(/^\d+$/),
})
export type LedgerBlock = z.infer<typeof ledgerBlock>

/** How far a call has come. `failed` is final: the contract refused, and says why. */
export const ledgerCallState = z.enum(['queued', 'sent', 'mined', 'final', 'failed'])
export type LedgerCallState = z.infer<typeof ledgerCallState>

/** What a contract said when it refused. */
export const ledgerRefusal = z.object({
  /** Name of the contract's error, such as AlreadyEarned. */
  name: z.string(),
  /** The same in plain words, in the reader's language. */
  message: z.string(),
})

export const ledgerCall = z.object({
  id: uuid,
  /** The business reference under which the contract takes the call once. */
  reference: hex,
  contract: z.enum(ledgerContractNames),
  functionName: z.string(),
  /** What the call does, in plain words, in the reader's language. */
  description: z.string(),
  state: ledgerCallState,
  refusal: ledgerRefusal.nullable(),
  createdAt: instant,
  sentAt: instant.nullable(),
  minedAt: instant.nullable(),
  transactionHash: hex.nullable(),
  blockNumber: blockNumber.nullable(),
})
export type LedgerCall = z.infer<typeof ledgerCall>

export const ledgerTransaction = z.object({
  hash: hex,
  from: hex,
  to: hex.nullable(),
  contract: z.enum(ledgerContractNames).nullable(),
  functionName: z.string().nullable(),
  description: z.string(),
  succeeded: z.boolean(),
  gasUsed: z.string().regex(/^\d+$/),
})
export type LedgerTransaction = z.infer<typeof ledgerTransaction>

export const ledgerEvent = z.object({
  contract: z.enum(ledgerContractNames),
  event: z.string(),
  description: z.string(),
  /** The event's values by name; whole numbers as decimal strings. */
  values: z.record(z.string(), z.unknown()),
  blockNumber,
  logIndex: z.number().int(),
  transactionHash: hex,
  at: instant,
})
export type LedgerEvent = z.infer<typeof ledgerEvent>

export const ledgerAnchor = z.object({
  member: z.number().int(),
  memberName: z.string().nullable(),
  log: hex,
  treeSize: z.number().int(),
  rootHash: hex,
  checkpointHash: hex,
  transactionHash: hex,
  blockNumber,
  at: instant,
})
export type LedgerAnchor = z.infer<typeof ledgerAnchor>

/** What is put on a ledger: contracts, some of them as a proxy before the code that it runs. */
export const ledgerContractSteps = [
  'Members',
  'JournalAnchors',
  'Programmes.implementation',
  'Programmes',
  'EarnRules.implementation',
  'EarnRules',
  'Points.implementation',
  'Points',
  'Consents',
  'Rewards.implementation',
  'Rewards',
] as const

const address = z.templateLiteral(['0x', z.string().regex(/^[0-9a-fA-F]{40}$/)])
const hash = z.templateLiteral(['0x', z.string().regex(/^[0-9a-fA-F]{64}$/)])

/** A company that asks to be admitted, or a shop of it: what it tells the company that admits. */
export const ledgerAdmission = z.strictObject({
  /** The asking server's own reference, by which it recognises the answer. */
  reference: hash,
  name: z.string().trim().min(1).max(200),
  /** Account that will sign for the member. */
  account: address,
})
export type LedgerAdmission = z.infer<typeof ledgerAdmission>

const tag = 'Ledger'

export const ledgerRoutes = {
  overview: defineRoute({
    id: 'getLedgerOverview',
    method: 'GET',
    path: '/api/ledger/overview',
    access: { right: 'ledger.read' },
    tag,
    summary: 'The ledger at a glance: network, newest block, contracts, members, what waits',
    response: z.object({
      /** Null while no network has answered since the first start. */
      chainId: z.number().int().nullable(),
      /** Whether the chain runs inside this server, which alone proves nothing against its operator. */
      embedded: z.boolean(),
      head: ledgerBlock.nullable(),
      /** Newest block whose events are indexed here. */
      indexedBlock: blockNumber,
      contracts: z.array(ledgerContract),
      members: z.array(ledgerMember),
      anchors: z.number().int(),
      pendingCalls: z.number().int(),
      failedCalls: z.number().int(),
      /** Whether calls wait and the ledger takes none. Nothing is lost: they go out when it answers again. */
      stalled: z.boolean(),
      stalledSince: instant.nullable(),
      /** Why there is no way to the network yet, in the words of the network or of the way to it; null once there is. */
      absent: z.object({ since: instant, reason: z.string() }).nullable(),
    }),
  }),
  blocks: defineRoute({
    id: 'listLedgerBlocks',
    method: 'GET',
    path: '/api/ledger/blocks',
    access: { right: 'ledger.read' },
    tag,
    summary: 'Blocks, newest first',
    query: z.strictObject({ ...pageQuery }),
    response: pageOf(ledgerBlock),
  }),
  block: defineRoute({
    id: 'getLedgerBlock',
    method: 'GET',
    path: '/api/ledger/blocks/:number',
    access: { right: 'ledger.read' },
    tag,
    summary: 'One block with its transactions in plain words',
    params: z.strictObject({ number: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER) }),
    response: z.object({ block: ledgerBlock, parentHash: hex, transactions: z.array(ledgerTransaction) }),
  }),
  calls: defineRoute({
    id: 'listLedgerCalls',
    method: 'GET',
    path: '/api/ledger/calls',
    access: { right: 'ledger.read' },
    tag,
    summary: 'Calls that this organisation makes to the contracts, newest first, in plain words',
    query: z.strictObject({ ...pageQuery, state: ledgerCallState.optional() }),
    response: pageOf(ledgerCall),
  }),
  anchors: defineRoute({
    id: 'listLedgerAnchors',
    method: 'GET',
    path: '/api/ledger/anchors',
    access: { right: 'ledger.read' },
    tag,
    summary: 'Anchored journal checkpoints of all members, newest first',
    query: z.strictObject({ ...pageQuery }),
    response: pageOf(ledgerAnchor),
  }),
  events: defineRoute({
    id: 'listLedgerEvents',
    method: 'GET',
    path: '/api/ledger/contracts/:name/events',
    access: { right: 'ledger.read' },
    tag,
    summary: 'Events of a contract, newest first, in plain words',
    params: z.strictObject({ name: z.enum(ledgerContractNames) }),
    query: z.strictObject({ ...pageQuery }),
    response: pageOf(ledgerEvent),
  }),
  contracts: defineRoute({
    id: 'getLedgerContracts',
    method: 'GET',
    path: '/api/ledger/contracts',
    access: 'public',
    tag,
    summary: 'Where the contracts are, for another company that takes part in them',
    response: z.object({
      chainId: z.number().int(),
      genesisHash: hash,
      contracts: z.array(z.object({ step: z.enum(ledgerContractSteps), address, blockNumber })),
    }),
  }),
  admissions: defineRoute({
    id: 'listLedgerAdmissions',
    method: 'GET',
    path: '/api/ledger/admissions',
    access: { right: 'ledger.read' },
    tag,
    summary: 'Members of this organisation that wait to be admitted, and whether this server admits by itself',
    response: z.object({
      /** Whether this installation’s account admits members; otherwise another company has to. */
      admits: z.boolean(),
      items: z.array(ledgerAdmission),
      /** Every account that signs for this organisation: nodes that list accounts have to know them. Name null: the server’s own. */
      accounts: z.array(z.object({ name: z.string().nullable(), account: address })),
    }),
  }),
  admit: defineRoute({
    id: 'admitLedgerMember',
    method: 'POST',
    path: '/api/ledger/admissions',
    access: { right: 'settings.manage' },
    tag,
    summary: 'Admits a company, or a shop of it, to the ledger',
    body: ledgerAdmission,
    response: z.object({ id: uuid }),
    idempotent: true,
  }),
  setMemberState: defineRoute({
    id: 'setLedgerMemberState',
    method: 'PUT',
    path: '/api/ledger/members/:number/state',
    access: { right: 'settings.manage' },
    tag,
    summary: 'Suspends a member of the ledger, reinstates it, or lets it leave for good',
    params: z.strictObject({ number: z.coerce.number().int().min(1).max(4_294_967_295) }),
    body: z.strictObject({ state: z.enum(['active', 'suspended', 'left']) }),
    response: z.object({ id: uuid }),
    idempotent: true,
  }),
} as const
