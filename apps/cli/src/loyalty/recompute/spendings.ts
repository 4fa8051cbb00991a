import { linesOf, reader } from './facts.ts'
import type { Count } from './recompute.ts'

/** What a spending took from which epoch. */
type Taken = { readonly points: bigint; readonly parts: ReadonlyMap<number, bigint>; returned: boolean }

/** What was counted of spendings. */
export type CountedSpendings = {
  readonly spendings: number
  /** Points spent and not given back. */
  readonly removed: bigint
}

/**
 * Takes spendings out of the lots, in the order of the ledger: oldest epoch first, of those that lived at the time; what is
 * given back returns to the epochs that it was taken from. To be called when every purchase is counted: what is credited
 * later lies in the epoch of the spending or after it, and so changes nothing of what it takes.
 * @param lifetime for how many epochs points live
 * @throws FactsError
 */
export const readSpendings = async (
  folder: string,
  { lots, epochAt, differ }: Count,
  lifetime: number,
): Promise<CountedSpendings> => {
  const known = new Map<string, Taken>()
  let spendings = 0
  let removed = 0n
  for await (const { where, facts } of linesOf(folder, 'spendings.jsonl')) {
    const read = reader(where, facts)
    const member = read.count('member')
    const [reference, points, epoch] = [read.text('reference'), read.whole('points'), epochAt(read.time('time'))]
    const wrong = (what: string, expected: bigint | string, found: bigint | string): void =>
      differ({
        kind: 'spending',
        member,
        what: `${what} (${reference})`,
        expected: String(expected),
        found: String(found),
      })
    const key = `${member}/${reference}`
    const held = lots.get(member) ?? new Map<number, bigint>()
    const earlier = known.get(key)
    if (read.text('kind') === 'restored') {
      const lapsed = read.whole('lapsed')
      if (earlier === undefined || earlier.returned) {
        wrong(
          'points are given back once, for a spending',
          earlier === undefined ? 'spent before' : 'once',
          'given back',
        )
        continue
      }
      earlier.returned = true
      removed -= earlier.points
      let back = 0n
      for (const [from, part] of earlier.parts) {
        held.set(from, (held.get(from) ?? 0n) + part)
        if (from > epoch - lifetime) back += part
      }
      if (back !== points) wrong('points given back', back, points)
      if (earlier.points - back !== lapsed)
        wrong('points that lapsed while they were spent', earlier.points - back, lapsed)
      continue
    }
    spendings += 1
    if (earlier !== undefined) {
      wrong('a reference is spent under', 'once', 'again')
      continue
    }
    let left = points
    const parts = new Map<number, bigint>()
    for (let from = Math.max(0, epoch - lifetime + 1); from <= epoch && left > 0n; from += 1) {
      const lot = held.get(from) ?? 0n
      const part = lot < left ? lot : left
      if (part === 0n) continue
      held.set(from, lot - part)
      parts.set(from, part)
      left -= part
    }
    if (left > 0n) wrong('points that the member had to spend', points - left, points)
    known.set(key, { points, parts, returned: false })
    removed += points
  }
  return { spendings, removed }
}
