import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { abiOf, type EarnedBatch } from '@candor/ledger'
import { reasonOf } from '@candor/ledger/node'
import type { Hex } from 'viem'
import { failure } from '../errors.ts'
import { lotsOfMembers, type Lots } from './balances.ts'
import { jsonLines } from './json-lines.ts'
import {
  eventsOf,
  newestBlock,
  programmeFacts,
  type Block,
  type LoyaltyEvent,
  type LoyaltyLedger,
} from './ledger-facts.ts'
import type { OwnRecords } from './own-records.ts'

/** What is to be exported, and where to. */
export type FactsTask = {
  readonly ledger: LoyaltyLedger
  readonly programme: number
  readonly folder: string
  /** The company's own books, where they are at hand. */
  readonly own?: OwnRecords
  readonly onStep: (step: string) => void
}

/** What was written. */
export type WrittenFacts = {
  readonly folder: string
  readonly programme: number
  readonly block: number
  readonly purchases: number
  readonly spendings: number
  readonly members: number
  readonly rules: number
  /** Orders of the company that stand beside them; null where only the ledger was asked. */
  readonly records: { readonly waiting: number; readonly returns: number; readonly publications: number } | null
}

const iso = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')

type State = {
  readonly merchants: Map<number, { takesPart: boolean; openedAt: number | undefined }>
  readonly rules: object[]
  readonly accounts: Hex[]
  readonly lots: Map<number, Lots>
  /** Members who have to be asked for (again). */
  readonly stale: Set<number>
  purchases: number
  spendings: number
}

const merchantOf = (state: State, merchant: number) => {
  const known = state.merchants.get(merchant) ?? { takesPart: false, openedAt: undefined }
  state.merchants.set(merchant, known)
  return known
}

const writeBatch = async (
  { own }: FactsTask,
  write: (line: object) => Promise<void>,
  state: State,
  { batch, time, transaction }: { batch: EarnedBatch; time: number; transaction: Hex },
): Promise<void> => {
  const { lines, merchant, epoch } = batch
  const numbers = lines.map(({ purchaseNumber }) => purchaseNumber)
  const [records, customers] = await Promise.all([
    own?.purchases(merchant, numbers),
    own?.customers([...new Set(lines.map(({ holder }) => holder))]),
  ])
  for (const line of lines) {
    const record = records?.get(line.purchaseNumber)
    await write({
      merchant,
      purchase: line.purchaseNumber,
      member: line.holder,
      amount: String(line.amountMinor),
      time: iso(line.occurredAt.getTime() / 1000),
      creditedAt: iso(time),
      transaction,
      credited: { points: String(line.points), rule: line.ruleVersion, epoch },
      ...(record !== undefined && { customer: customers?.get(line.holder)?.customer ?? '', record }),
    })
    state.stale.add(line.holder)
  }
  state.purchases += lines.length
}

type Files = Readonly<Record<'purchases' | 'spendings', (line: object) => Promise<void>>>

const writeSpending = async (
  write: Files['spendings'],
  state: State,
  {
    kind,
    member,
    reference,
    points,
    time,
    transaction,
    ...more
  }: LoyaltyEvent & { readonly kind: 'spent' | 'restored' },
): Promise<void> => {
  const said = 'spender' in more ? { spender: more.spender, purpose: more.purpose } : { lapsed: String(more.lapsed) }
  await write({ kind, member, reference, points: String(points), ...said, time: iso(time), transaction })
  state.stale.add(member)
  state.spendings += 1
}

const takeIn = async (task: FactsTask, write: Files, state: State, event: LoyaltyEvent): Promise<void> => {
  if (event.kind === 'batch') return writeBatch(task, write.purchases, state, event)
  if (event.kind === 'spent' || event.kind === 'restored') return writeSpending(write.spendings, state, event)
  if (event.kind === 'merchant') merchantOf(state, event.merchant).takesPart = event.takesPart
  if (event.kind === 'opened') merchantOf(state, event.merchant).openedAt = event.time
  if (event.kind === 'enrolled') {
    for (const [index, account] of event.accounts.entries()) {
      state.accounts[event.first - 1 + index] = account
      state.stale.add(event.first + index)
    }
  }
  if (event.kind === 'rule') {
    const { merchant, version, rule, time, transaction } = event
    state.rules.push({
      merchant,
      version,
      pointsNumerator: String(rule.pointsNumerator),
      spendUnit: String(rule.spendUnit),
      minimumSpend: String(rule.minimumSpend),
      maximumPoints: String(rule.maximumPoints),
      startsAt: iso(rule.startsAt),
      endsAt: rule.endsAt === 0 ? null : iso(rule.endsAt),
      publishedAt: iso(time),
      transaction,
    })
  }
  return undefined
}

/** The programme as a whole at a block, and the epoch that ran then. */
const totalsAt = async ({ ledger: { client, contracts }, programme }: FactsTask, blockNumber: bigint) => {
  const totals = { address: contracts.Points, abi: abiOf('Points'), functionName: 'totalsOf' } as const
  return client.readContract({ ...totals, args: [programme], blockNumber })
}
const epochAt = async ({ ledger: { client, contracts }, programme }: FactsTask, blockNumber: bigint) => {
  const epoch = { address: contracts.Programmes, abi: abiOf('Programmes'), functionName: 'epochNow' } as const
  const [now] = await client.readContract({ ...epoch, args: [programme], blockNumber })
  return now
}

/** Asks for the members who are to be asked for; those who were answered need not be asked again. */
const readBalances = async (task: FactsTask, state: State, blockNumber?: bigint): Promise<void> => {
  const asked = [...state.stale]
  let done = 0
  for await (const [member, lots] of lotsOfMembers(task.ledger, task.programme, asked, blockNumber)) {
    state.lots.set(member, lots)
    done += 1
    task.onStep(`${state.purchases} purchases, balances ${done} of ${asked.length}`)
  }
  state.stale.clear()
}

/** Members that are asked for at one block: few enough that a node still has the state of that block at the last of them. */
const atOneBlock = 2_000
/** How often the ledger is asked for what came meanwhile. */
const rounds = 10

/**
 * Reads events and balances until both speak of the same block. What takes long is read while the ledger goes on; then only
 * the members that it touched meanwhile are asked for again, as of the block up to which the events are read.
 */
const readAll = async (task: FactsTask, write: Files, state: State) => {
  const { ledger, programme, onStep } = task
  let from = 0n
  let epoch: number | undefined
  for (let round = 0; round < rounds; round += 1) {
    const head = await newestBlock(ledger)
    const step = (block: bigint) => onStep(`${state.purchases} purchases, block ${block} of ${head.number}`)
    for await (const event of eventsOf(ledger, programme, from, head.number, step))
      await takeIn(task, write, state, event)
    from = head.number + 1n
    try {
      const now = await epochAt(task, head.number)
      // Points lapse when an epoch begins, for members whom no event names.
      if (epoch !== undefined && epoch !== now) state.accounts.forEach((_, index) => state.stale.add(index + 1))
      epoch = now
      if (state.stale.size <= atOneBlock) {
        await readBalances(task, state, head.number)
        return { head, totals: await totalsAt(task, head.number) }
      }
    } catch (error) {
      // The node may have dropped the state of that block: a later one is tried.
      if (round === rounds - 1)
        throw failure('LEDGER_UNREADABLE', reasonOf(error), 'Ask another node, or try again.', error)
    }
    await readBalances(task, state)
  }
  throw failure('LEDGER_BUSY', 'The ledger goes on faster than it can be read.', 'Try again at a quieter hour.')
}

const writeMembers = async ({ folder, own }: FactsTask, { accounts, lots }: State): Promise<void> => {
  const file = jsonLines(folder, 'members.jsonl')
  const page = 2_000
  for (let at = 0; at < accounts.length; at += page) {
    const numbers = accounts.slice(at, at + page).map((_, index) => at + index + 1)
    const customers = await own?.customers(numbers)
    for (const member of numbers) {
      const held = lots.get(member) ?? {}
      const balance = Object.values(held).reduce((sum, points) => sum + BigInt(points), 0n)
      const customer = customers?.get(member)
      await file.write({ member, account: accounts[member - 1], ...customer, balance: String(balance), lots: held })
    }
  }
  await file.end()
}

const writeOwn = async ({ folder, own, onStep }: FactsTask): Promise<WrittenFacts['records']> => {
  if (own === undefined) return null
  const counts = { waiting: 0, returns: 0, publications: 0 }
  for (const name of ['waiting', 'returns', 'publications'] as const) {
    const file = jsonLines(folder, `${name}.jsonl`)
    for await (const line of own[name]()) {
      await file.write(line)
      counts[name] += 1
      onStep(`${name}: ${counts[name]}`)
    }
    await file.end()
  }
  return counts
}

const sameHistory = async ({ ledger }: FactsTask, head: Block): Promise<void> => {
  const { hash } = await ledger.client.getBlock({ blockNumber: head.number })
  if (hash === head.hash) return
  throw failure('LEDGER_WENT_BACK', 'The ledger took blocks back while it was read.', 'Export the facts once more.')
}

/**
 * Writes the facts of a programme, the versions of its rules and what the contract says about them into a folder, in the form
 * that the handbook describes. Purchases go through line by line, however many there are.
 * @throws CliError when the ledger cannot be read
 */
export const writeFacts = async (task: FactsTask): Promise<WrittenFacts> => {
  const { ledger, programme, folder, own } = task
  mkdirSync(folder, { recursive: true })
  const facts = await programmeFacts(ledger, programme)
  const state: State = {
    merchants: new Map(),
    rules: [],
    accounts: [],
    lots: new Map(),
    stale: new Set(),
    purchases: 0,
    spendings: 0,
  }
  const purchases = jsonLines(folder, 'purchases.jsonl')
  const spendings = jsonLines(folder, 'spendings.jsonl')
  const write = { purchases: purchases.write, spendings: spendings.write }
  const { head, totals } = await readAll(task, write, state)
  await purchases.end()
  await spendings.end()
  await sameHistory(task, head)
  await writeMembers(task, state)

  const merchants = jsonLines(folder, 'merchants.jsonl')
  for (const [merchant, { takesPart, openedAt }] of state.merchants) {
    const name = own?.merchantName(merchant)
    await merchants.write({
      merchant,
      ...(name !== undefined && { name }),
      takesPart,
      openedAt: openedAt === undefined ? null : iso(openedAt),
    })
  }
  await merchants.end()
  const rules = jsonLines(folder, 'rules.jsonl')
  for (const rule of state.rules) await rules.write(rule)
  await rules.end()

  const records = await writeOwn(task)
  const movements = await own?.movements()
  const programmeFile = {
    format: 1,
    chainId: ledger.chainId,
    contracts: ledger.contracts,
    programme,
    name: facts.name,
    operator: facts.operator,
    currency: facts.currency,
    startedAt: iso(facts.startedAt),
    epochSeconds: facts.epochLength,
    lifetimeEpochs: facts.lifetimeEpochs,
    block: Number(head.number),
    blockHash: head.hash,
    at: iso(head.time),
    issued: String(totals.issued),
    outstanding: String(totals.outstanding),
    lapsed: String(totals.lapsed),
    removed: String(totals.removed),
    members: String(totals.holders),
    ...(records !== null && { records: { movements, ...records } }),
  }
  writeFileSync(join(folder, 'programme.json'), `${JSON.stringify(programmeFile, undefined, 2)}\n`, { mode: 0o600 })
  return {
    folder,
    programme,
    block: Number(head.number),
    purchases: state.purchases,
    spendings: state.spendings,
    members: state.accounts.length,
    rules: state.rules.length,
    records,
  }
}
