import type { EarnedBatch, EarnedLine } from '@candor/ledger'
import type { JsonValue } from '@candor/journal'
import type { Tx } from '../../../platform/db/index.ts'
import { hexOf } from '../../../platform/hex.ts'
import type { Hex, Purchases } from '../needs.ts'
import { findProgramme, takingPart, type Programme } from '../programme.ts'
import { ruleVersions } from '../rules.ts'
import { finding, type Finding } from './finding.ts'
import { checkEntry, checkLine, differences, type LedgerRule, type StoredLine } from './line.ts'
import {
  batchesUnderWay,
  customersOfHolders,
  linesOfEntries,
  skippedPurchases,
  unrecordedLines,
  wrongSums,
} from './read.ts'

/** The ledger as the audit asks it: the contracts themselves, not what was indexed from them. */
export type AuditedLedger = {
  readonly earnedBatches: (transactionHash: Hex) => Promise<readonly EarnedBatch[]>
  readonly ruleVersions: (programme: number, merchant: number) => Promise<readonly LedgerRule[]>
  readonly totalsOf: (programme: number) => Promise<{ readonly issued: bigint }>
}

/** What the audit needs of others. */
export type PointsAuditNeeds = {
  readonly ledger: () => AuditedLedger
  readonly purchases: Pick<Purchases, 'byNumber'>
}

type Entry = { readonly id: string; readonly body: JsonValue }

const earnedIn = async (
  ledger: AuditedLedger,
  programme: Programme,
  lines: readonly StoredLine[],
): Promise<Map<string, EarnedLine>> => {
  const found = new Map<string, EarnedLine>()
  for (const hash of new Set(lines.map(({ transactionHash }) => hexOf(transactionHash)))) {
    // A transaction that the ledger does not have, or that is no batch, has earned nothing: the lines say so below.
    const batches = await ledger.earnedBatches(hash).catch((error: unknown) => {
      if (isAbsence(error)) return []
      throw error
    })
    for (const batch of batches) {
      if (batch.programme !== programme.number) continue
      for (const line of batch.lines) found.set(`${hash}/${batch.merchant}/${line.purchaseNumber}`, line)
    }
  }
  return found
}

const absences = new Set(['TransactionNotFoundError', 'TransactionReceiptNotFoundError', 'LedgerError'])
const isAbsence = (error: unknown): boolean => error instanceof Error && absences.has(error.name)

const purchasesOf = async (tx: Tx, needs: PointsAuditNeeds, lines: readonly StoredLine[]) => {
  const found = new Map<string, Awaited<ReturnType<Purchases['byNumber']>>[number]>()
  for (const [merchantId, own] of Map.groupBy(lines, (line) => line.merchantId)) {
    const numbers = own.map(({ purchaseNumber }) => purchaseNumber)
    for (const purchase of await needs.purchases.byNumber(tx, merchantId, numbers)) {
      found.set(`${merchantId}/${purchase.purchaseNumber}`, purchase)
    }
  }
  return found
}

const rulesOf = async (ledger: AuditedLedger, programme: Programme, lines: readonly StoredLine[]) => {
  const rules = new Map<number, readonly LedgerRule[]>()
  for (const member of new Set(lines.map((line) => line.member))) {
    rules.set(member, await ledger.ruleVersions(programme.number, member))
  }
  return rules
}

const compare = async (tx: Tx, needs: PointsAuditNeeds, entries: readonly Entry[]): Promise<Finding[]> => {
  const programme = await findProgramme(tx)
  const lines = await linesOfEntries(
    tx,
    entries.map(({ id }) => id),
  )
  const byEntry = new Map(lines.map((line) => [line.entryId, line]))
  const gone = entries.filter(({ id }) => !byEntry.has(id))
  const missing = gone.map(({ id, body }) => {
    const order = (Object(body) as { orderNumber?: string }).orderNumber ?? ''
    const what = 'The journal recorded points whose line is gone.'
    return finding('POINTS_LINE_MISSING', 'points_movement', `order ${order}, entry ${id}`, what)
  })
  if (!programme || lines.length === 0) return missing
  const ledger = needs.ledger()
  const [earned, purchases, holders, rules] = [
    await earnedIn(ledger, programme, lines),
    await purchasesOf(tx, needs, lines),
    await customersOfHolders(
      tx,
      lines.map(({ holder }) => holder),
    ),
    await rulesOf(ledger, programme, lines),
  ]
  const checked = entries.flatMap(({ id, body }) => {
    const line = byEntry.get(id)
    if (!line) return []
    const { merchantId, member, purchaseNumber, transactionHash } = line
    return [
      ...checkEntry(line, body),
      ...checkLine(line, {
        purchase: purchases.get(`${merchantId}/${purchaseNumber}`),
        earned: earned.get(`${hexOf(transactionHash)}/${member}/${purchaseNumber}`),
        holderOf: holders.get(line.holder),
        rules: rules.get(member) ?? [],
      }),
    ]
  })
  return [...missing, ...checked]
}

const seconds = (time: Date | null): number => (time === null ? 0 : Math.floor(time.getTime() / 1000))

const checkRules = async (tx: Tx, ledger: AuditedLedger, programme: Programme): Promise<Finding[]> => {
  const kept = await ruleVersions(tx, programme.id)
  const findings: Finding[] = []
  for (const { merchantId, member } of await takingPart(tx, programme.id)) {
    const published = await ledger.ruleVersions(programme.number, member)
    const own = kept.filter((rule) => rule.merchantId === merchantId)
    for (const version of new Set([...published, ...own].map((rule) => rule.version))) {
      const onLedger = published.find((rule) => rule.version === version)
      const here = own.find((rule) => rule.version === version)
      const said = (rule: typeof onLedger) => ({
        pointsNumerator: String(rule?.pointsNumerator),
        spendUnit: String(rule?.spendUnit),
        minimumSpend: String(rule?.minimumSpend),
        maximumPoints: String(rule?.maximumPoints),
        startsAt: rule?.startsAt ?? null,
        endsAt: rule?.endsAt ?? null,
      })
      const stored = here && { ...here, startsAt: seconds(here.startsAt), endsAt: seconds(here.endsAt) }
      const detail = differences(said(onLedger), said(stored))
      const what = 'A version of an earn rule is kept otherwise than it was published on the ledger.'
      const key = `merchant ${merchantId}, version ${version}`
      if (detail) findings.push(finding('POINTS_RULE_CHANGED', 'earn_rule', key, what, detail))
    }
  }
  return findings
}

const checkTotal = async (tx: Tx, ledger: AuditedLedger, programme: Programme): Promise<Finding[]> => {
  if ((await batchesUnderWay(tx)) > 0) return []
  const { issued } = await ledger.totalsOf(programme.number)
  const { posted } = await tx.one<{ posted: string }>({
    text: `select coalesce(sum(points), 0)::text as posted from points_movement
            where organisation_id = $1 and programme_id = $2`,
    values: [tx.organisationId, programme.id],
  })
  if (String(issued) === posted) return []
  const what = 'The contract has credited another total than the lines hold.'
  const detail = { contract: String(issued), lines: posted }
  return [finding('POINTS_TOTAL_DIFFERS', 'points_movement', `programme ${programme.number}`, what, detail)]
}

const finish = async (tx: Tx, needs: PointsAuditNeeds): Promise<Finding[]> => {
  const programme = await findProgramme(tx)
  if (!programme) return []
  const ledger = needs.ledger()
  const unrecorded = (await unrecordedLines(tx)).map(({ id, orderNumber, entryId }) => {
    const what = 'The journal does not speak of this points line.'
    const detail = { entry: entryId }
    return finding('POINTS_LINE_UNRECORDED', 'points_movement', `order ${orderNumber}, line ${id}`, what, detail)
  })
  const skipped = (await skippedPurchases(tx)).map(({ orderNumber, orderId }) => {
    const what = 'A purchase whose turn is over has no points, and there is no reason why.'
    return finding('POINTS_PURCHASE_SKIPPED', 'order', `order ${orderNumber}`, what, { order: orderId })
  })
  const sums = (await wrongSums(tx)).map(({ customerId, merchantId, kept, summed }) => {
    const table = customerId === null ? 'programme_merchant' : 'customer_points'
    const key = customerId === null ? `merchant ${merchantId}` : `customer ${customerId}, merchant ${merchantId}`
    return finding('POINTS_SUM_CHANGED', table, key, 'A sum of points is not the sum of its lines.', { kept, summed })
  })
  return [
    ...unrecorded,
    ...skipped,
    ...sums,
    ...(await checkRules(tx, ledger, programme)),
    ...(await checkTotal(tx, ledger, programme)),
  ]
}

/**
 * The auditor of points: every line against its journal entry, against what the contract received and computed, and
 * against an independent count from order and published rules; then sums, rules and totals.
 */
export const pointsAuditor = (needs: PointsAuditNeeds) => ({
  name: 'points',
  kinds: ['points.earned'],
  compare: async (tx: Tx, entries: readonly Entry[]): Promise<Finding[]> => compare(tx, needs, entries),
  finish: async (tx: Tx): Promise<Finding[]> => finish(tx, needs),
})
