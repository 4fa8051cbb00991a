import type { Difference, Recomputed } from './recompute/recompute.ts'
import type { WrittenFacts } from './write-facts.ts'

const count = (value: number | bigint, one: string): string =>
  `${value.toLocaleString('en-GB')} ${one}${Number(value) === 1 ? '' : 's'}`

/** Differences told one by one; more are counted. */
const told = 50

const place = ({ merchant, purchase, member, rule }: Difference): string =>
  [
    ...(merchant === undefined ? [] : [`merchant ${merchant}`]),
    ...(purchase === undefined ? [] : [`purchase ${purchase}`]),
    ...(member === undefined ? [] : [`member ${member}`]),
    ...(rule === undefined ? [] : [`rule version ${rule}`]),
  ].join(', ')

const differenceText = (difference: Difference): string =>
  `  ✗ ${place(difference) || 'the programme'}\n      ${difference.what}: expected ${difference.expected}, found ${difference.found} [${difference.kind}]`

/** What a recomputation found, for people. */
export const recomputedText = (recomputed: Recomputed): string => {
  const { programme, points, records, differences, differenceCount } = recomputed
  const more = differenceCount - Math.min(differences.length, told)
  return [
    `${programme.name} (programme ${programme.number} on ledger ${programme.chainId}), as of ${programme.at}`,
    `  recomputed: ${count(recomputed.purchases, 'purchase')} under ${count(recomputed.rules, 'rule version')} of ${count(recomputed.merchants, 'merchant')}, ${count(recomputed.members, 'balance')}`,
    `  points: ${BigInt(points.issued).toLocaleString('en-GB')} issued, ${BigInt(points.outstanding).toLocaleString('en-GB')} held, ${BigInt(points.lapsed).toLocaleString('en-GB')} lapsed, ${BigInt(points.removed).toLocaleString('en-GB')} spent`,
    ...(records === null ? [] : [`  compared with ${count(records, 'order')} in the company’s books`]),
    ...differences.slice(0, told).map(differenceText),
    ...(more > 0 ? [`  … and ${more.toLocaleString('en-GB')} more`] : []),
    differenceCount === 0
      ? '  Every movement and every balance agrees with the contract.'
      : `  ${count(differenceCount, 'difference')}: this does not agree.`,
  ].join('\n')
}

/** What was exported, for people. */
export const writtenText = ({ folder, purchases, spendings, members, rules, records, block }: WrittenFacts): string =>
  [
    `${folder}: ${count(purchases, 'purchase')}, ${count(spendings, 'spending')}, ${count(members, 'member')}, ${count(rules, 'rule version')}, up to block ${block.toLocaleString('en-GB')}`,
    ...(records === null
      ? []
      : [`  beside them ${count(records.returns, 'return')}, ${count(records.waiting, 'purchase')} without points`]),
  ].join('\n')
