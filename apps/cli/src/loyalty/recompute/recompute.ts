import { linesOf, programmeIn, reader, FactsError, type Reader } from './facts.ts'
import { readSpendings } from './spendings.ts'
import { pointsOf, ruleAt, ruleOf, type Rule } from './rules.ts'

/*
 * Counts points again from exported facts. Written from the description of the files and of the rules in the handbook
 * (points.md) alone. The files of this folder import nothing of Candor, so that a mistake in the contract, the
 * server or the export shows as a difference.
 */

/** Something that is not as the facts and the rules give it. */
export type Difference = {
  readonly kind:
    | 'rules'
    | 'member'
    | 'twice'
    | 'time'
    | 'rule'
    | 'points'
    | 'epoch'
    | 'record'
    | 'shown'
    | 'spending'
    | 'lot'
    | 'balance'
    | 'total'
  readonly merchant?: number
  readonly purchase?: number
  readonly member?: number
  readonly rule?: number
  readonly what: string
  readonly expected: string
  readonly found: string
}

/** What was counted again, and everything that does not agree. */
export type Recomputed = {
  readonly programme: {
    readonly chainId: number
    readonly number: number
    readonly name: string
    readonly block: number
    readonly at: string
  }
  readonly merchants: number
  readonly rules: number
  readonly members: number
  readonly purchases: number
  /** Spendings, those given back included. */
  readonly spendings: number
  readonly points: {
    readonly issued: string
    readonly outstanding: string
    readonly lapsed: string
    /** Spent and not given back. */
    readonly removed: string
  }
  /** How many purchases were compared with the company's own orders; null where only the ledger was exported. */
  readonly records: number | null
  /** The first thousand; `differenceCount` counts all. */
  readonly differences: readonly Difference[]
  readonly differenceCount: number
}

const kept = 1_000
const never = Number.POSITIVE_INFINITY

type Value = bigint | number | string
type Check = (kind: Difference['kind'], what: string, expected: Value, found: Value) => void

/** What is remembered of the folder while it is read; nothing of it grows with the number of purchases but a bit each. */
export type Count = {
  readonly programme: Reader
  readonly epochAt: (time: number) => number
  readonly openedAt: Map<number, number>
  readonly rules: Map<number, Rule[]>
  /** Points by member and epoch. */
  readonly lots: Map<number, Map<number, bigint>>
  /** Purchases seen: 256 of a merchant to a word, as they are numbered without gaps. */
  readonly seen: Map<string, bigint>
  readonly differ: (difference: Difference) => void
  purchases: number
  records: number
  shown: number
  issued: bigint
}

const readMerchants = async (folder: string, { openedAt }: Count): Promise<void> => {
  for await (const { where, facts } of linesOf(folder, 'merchants.jsonl')) {
    const merchant = reader(where, facts)
    openedAt.set(merchant.count('merchant'), facts['openedAt'] === null ? never : merchant.time('openedAt'))
  }
}

const readRules = async (folder: string, { rules, openedAt, differ }: Count): Promise<number> => {
  let count = 0
  for await (const { where, facts } of linesOf(folder, 'rules.jsonl')) {
    const read = reader(where, facts)
    const merchant = read.count('merchant')
    const rule = ruleOf(where, read, facts['endsAt'] !== null)
    const { version, from } = rule
    const versions = rules.get(merchant) ?? []
    const before = versions.at(-1)
    const found = read.text('startsAt')
    if (version !== (before?.version ?? 0) + 1 || (before !== undefined && from <= before.from)) {
      const what = 'versions are numbered 1, 2, 3 …, and each starts later than the one before'
      differ({ kind: 'rules', merchant, rule: version, what, expected: 'the next one', found })
    }
    const publishedAt = read.time('publishedAt')
    if (publishedAt > (openedAt.get(merchant) ?? never) && from <= publishedAt) {
      const what = 'once the rules are open, a version starts after it is published'
      differ({ kind: 'rules', merchant, rule: version, what, expected: `after ${read.text('publishedAt')}`, found })
    }
    rules.set(merchant, [...versions, rule])
    count += 1
  }
  return count
}

/** Whether a purchase was seen before; it is now. */
const isRepeated = ({ seen }: Count, merchant: number, purchase: number): boolean => {
  const place = `${merchant}/${Math.floor(purchase / 256)}`
  const word = seen.get(place) ?? 0n
  const bit = 1n << BigInt(purchase % 256)
  seen.set(place, word | bit)
  return (word & bit) !== 0n
}

/** Compares a purchase with the order that the company keeps of it, and with the points that it shows. */
const checkRecord = (
  count: Count,
  read: Reader,
  where: string,
  check: Check,
  points: bigint,
  version: number,
): void => {
  const record = read.inner('record')
  if (record === undefined) return
  const own = reader(`${where}, "record"`, record)
  const order = own.text('reference')
  count.records += 1
  check('record', `amount of order ${order}`, own.whole('amount'), read.whole('amount'))
  check('record', `currency of order ${order}`, own.text('currency'), count.programme.text('currency'))
  check('record', `time of order ${order}`, own.time('time'), read.time('time'))
  check('record', `customer of order ${order}`, own.text('customer'), read.text('customer'))
  const shown = own.inner('shown')
  if (shown === undefined) return
  const said = reader(`${where}, "shown"`, shown)
  count.shown += 1
  check('shown', `points that the company shows for order ${order}`, points, said.whole('points'))
  check('shown', `rule version that the company shows for order ${order}`, version, said.count('rule'))
}

const readPurchases = async (folder: string, count: Count, onProgress: (purchases: number) => void): Promise<void> => {
  for await (const { where, facts } of linesOf(folder, 'purchases.jsonl')) {
    const read = reader(where, facts)
    const [merchant, purchase, member] = [read.count('merchant'), read.count('purchase'), read.count('member')]
    const [time, creditedAt] = [read.time('time'), read.time('creditedAt')]
    const credited = reader(`${where}, "credited"`, read.inner('credited') ?? {})
    const rule = ruleAt(count.rules.get(merchant) ?? [], time)
    const version = rule?.version ?? 0
    const points = pointsOf(rule, read.whole('amount'))
    const epoch = count.epochAt(creditedAt)
    const check: Check = (kind, what, expected, found) => {
      if (expected === found) return
      const said = { expected: String(expected), found: String(found) }
      count.differ({ kind, merchant, purchase, member, rule: version, what, ...said })
    }
    check('rule', 'version of the rule that was in force', version, credited.count('rule'))
    check('points', 'points of the purchase', points, credited.whole('points'))
    check('epoch', 'epoch in which the points were credited', epoch, credited.count('epoch'))
    if (isRepeated(count, merchant, purchase)) check('twice', 'a purchase earns', 'once', 'again')
    if (time > creditedAt) {
      check('time', 'a purchase lies before its points', `at most ${read.text('creditedAt')}`, read.text('time'))
    }
    if (creditedAt < (count.openedAt.get(merchant) ?? never)) {
      check('rules', 'a merchant credits points once its rules are open', 'open', 'not open')
    }
    checkRecord(count, read, where, check, points, version)
    if (points > 0n) {
      const lots = count.lots.get(member) ?? new Map<number, bigint>()
      count.lots.set(member, lots.set(epoch, (lots.get(epoch) ?? 0n) + points))
    }
    count.issued += points
    count.purchases += 1
    if (count.purchases % 10_000 === 0) onProgress(count.purchases)
  }
}

/** Compares what each member holds with what the contract says. @returns members, and points held by all of them */
const readMembers = async (folder: string, count: Count, oldest: number): Promise<[members: number, held: bigint]> => {
  let members = 0
  let outstanding = 0n
  for await (const { where, facts } of linesOf(folder, 'members.jsonl')) {
    const read = reader(where, facts)
    const member = read.count('member')
    const differ = (kind: Difference['kind'], what: string, expected: Value, found: Value): void => {
      if (expected !== found) count.differ({ kind, member, what, expected: String(expected), found: String(found) })
    }
    members += 1
    differ('member', 'members are numbered 1, 2, 3 …', members, member)
    const said = read.inner('lots') ?? {}
    const lots = count.lots.get(member) ?? new Map<number, bigint>()
    count.lots.delete(member)
    let balance = 0n
    for (const epoch of new Set([...lots.keys(), ...Object.keys(said).map(Number)])) {
      const points = epoch < oldest ? 0n : (lots.get(epoch) ?? 0n)
      const found = Object.hasOwn(said, String(epoch)) ? reader(`${where}, "lots"`, said).whole(String(epoch)) : 0n
      differ('lot', `points credited in epoch ${epoch}`, points, found)
      balance += points
    }
    differ('balance', 'balance', balance, read.whole('balance'))
    outstanding += balance
  }
  for (const member of count.lots.keys()) {
    count.differ({ kind: 'member', member, what: 'earned points', expected: 'a member', found: 'none of this number' })
  }
  return [members, outstanding]
}

/**
 * Recomputes every movement and every balance from a folder of exported facts, line by line.
 * @param folder as `candor loyalty export` writes it
 * @param onProgress told how many purchases were counted
 * @throws FactsError for a file that is missing or cannot be understood
 */
export const recompute = async (
  folder: string,
  onProgress: (purchases: number) => void = () => {},
): Promise<Recomputed> => {
  const programme = programmeIn(folder)
  const [startedAt, epochSeconds] = [programme.time('startedAt'), programme.count('epochSeconds')]
  if (epochSeconds === 0) throw new FactsError('programme.json: "epochSeconds" is 0.')
  const differences: Difference[] = []
  let differenceCount = 0
  const count: Count = {
    programme,
    epochAt: (time) => Math.floor((time - startedAt) / epochSeconds),
    openedAt: new Map(),
    rules: new Map(),
    lots: new Map(),
    seen: new Map(),
    differ: (difference) => {
      differenceCount += 1
      if (differences.length < kept) differences.push(difference)
    },
    purchases: 0,
    records: 0,
    shown: 0,
    issued: 0n,
  }
  await readMerchants(folder, count)
  const rules = await readRules(folder, count)
  await readPurchases(folder, count, onProgress)
  // Points live for so many epochs, the one in which they were credited included.
  const lifetime = programme.count('lifetimeEpochs')
  const oldest = count.epochAt(programme.time('at')) - lifetime + 1
  const { spendings, removed } = await readSpendings(folder, count, lifetime)
  const [members, outstanding] = await readMembers(folder, count, oldest)

  const { issued, purchases } = count
  const total = (what: string, expected: bigint, found: bigint): void => {
    if (expected !== found) count.differ({ kind: 'total', what, expected: String(expected), found: String(found) })
  }
  total('points issued', issued, programme.whole('issued'))
  total('points held', outstanding, programme.whole('outstanding'))
  total('points spent', removed, programme.whole('removed'))
  total('points lapsed', issued - outstanding - removed, programme.whole('lapsed'))
  total('members', BigInt(members), programme.whole('members'))
  const books = programme.inner('records')
  if (books !== undefined) {
    const lines = reader('programme.json, "records"', books).count('movements')
    total('lines of points that the company shows', BigInt(count.shown), BigInt(lines))
  }
  return {
    programme: {
      chainId: programme.count('chainId'),
      number: programme.count('programme'),
      name: programme.text('name'),
      block: programme.count('block'),
      at: programme.text('at'),
    },
    merchants: count.openedAt.size,
    rules,
    members,
    purchases,
    spendings,
    points: {
      issued: String(issued),
      outstanding: String(outstanding),
      lapsed: String(issued - outstanding - removed),
      removed: String(removed),
    },
    records: books === undefined ? null : count.records,
    differences,
    differenceCount,
  }
}
