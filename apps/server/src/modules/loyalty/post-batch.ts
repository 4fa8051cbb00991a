import { pointsEntryBody } from '@candor/api'
import { decodeEarnedBatch, type EarnedLine } from '@candor/ledger'
import type { Tx } from '../../platform/db/index.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { noteExceptions } from './exceptions.ts'
import { bytesOf } from '../../platform/hex.ts'
import type { Entry, LedgerLog, Purchase, Purchases, Recorded } from './needs.ts'
import type { Programme } from './programme.ts'
import { ruleVersions, type RuleVersion } from './rules.ts'

/** What posting needs of others. */
export type PostNeeds = {
  readonly purchases: Pick<Purchases, 'byNumber'>
  readonly recordMany: (tx: Tx, entries: readonly Entry[]) => Promise<readonly Recorded[]>
}

/** A line of the batch that is new here, or differs from what was posted before the chain went back. */
type NewLine = { readonly line: EarnedLine; readonly purchase: Purchase; readonly customerId: string }
type Posted = { readonly purchaseNumber: number; readonly points: string; readonly ruleVersion: number }

const iso = (time: Date): string => time.toISOString()

const customersByHolder = async (tx: Tx, programmeId: string, holders: readonly number[]) => {
  const rows = await tx.rows<{ number: number; customerId: string }>({
    name: 'loyalty-customers-by-holder',
    text: `select number, customer_id as "customerId" from holder
            where organisation_id = $1 and programme_id = $2 and number = any($3::int[])`,
    values: [tx.organisationId, programmeId, [...new Set(holders)]],
  })
  return new Map(rows.map(({ number, customerId }) => [number, customerId]))
}

const postedBefore = async (tx: Tx, programmeId: string, merchantId: string, numbers: readonly number[]) => {
  const rows = await tx.rows<Posted>({
    name: 'loyalty-posted-before',
    text: `select purchase_number as "purchaseNumber", points, rule_version as "ruleVersion" from points_movement
            where organisation_id = $1 and programme_id = $2 and merchant_id = $3 and purchase_number = any($4::int[])`,
    values: [tx.organisationId, programmeId, merchantId, numbers],
  })
  return new Map(rows.map((row) => [row.purchaseNumber, row]))
}

const entryOf = (
  { line, purchase, customerId }: NewLine,
  log: LedgerLog,
  programme: Programme,
  merchantId: string,
  rule: RuleVersion | undefined,
): Entry => ({
  subject: customerId,
  kind: 'points.earned',
  actor: 'system',
  purpose: 'service-contract',
  occurredAt: iso(line.occurredAt),
  body: pointsEntryBody({
    orderId: purchase.orderId,
    orderNumber: purchase.orderNumber,
    orderEntryId: purchase.entryId,
    merchantId,
    purchaseNumber: line.purchaseNumber,
    amount: String(line.amountMinor),
    currency: programme.currency,
    points: String(line.points),
    occurredAt: iso(line.occurredAt),
    postedAt: iso(log.blockTime),
    transactionHash: log.transactionHash,
    rule: rule
      ? {
          version: rule.version,
          pointsNumerator: String(rule.pointsNumerator),
          spendUnit: String(rule.spendUnit),
          minimumSpend: String(rule.minimumSpend),
          maximumPoints: String(rule.maximumPoints),
          startsAt: iso(rule.startsAt),
          endsAt: rule.endsAt && iso(rule.endsAt),
        }
      : null,
  }),
})

const insertMovements = `
  insert into points_movement (organisation_id, id, programme_id, customer_id, merchant_id, order_id, order_number,
    order_entry_id, purchase_number, holder, amount, occurred_at, points, rule_version, epoch, entry_id,
    transaction_hash, block_number, posted_at)
  select $1::uuid, m.id, $2::uuid, m.customer_id, $3::uuid, m.order_id, m.order_number, m.order_entry_id,
    m.purchase_number, m.holder, m.amount, m.occurred_at, m.points, m.rule_version, $4::int, m.entry_id, $5::bytea,
    $6::int8, $7::timestamptz
  from unnest($8::uuid[], $9::uuid[], $10::uuid[], $11::text[], $12::uuid[], $13::int[], $14::int[], $15::int8[],
    $16::timestamptz[], $17::numeric[], $18::int[], $19::uuid[])
    as m (id, customer_id, order_id, order_number, order_entry_id, purchase_number, holder, amount, occurred_at, points,
      rule_version, entry_id)
  on conflict (organisation_id, programme_id, merchant_id, purchase_number) do update set
    customer_id = excluded.customer_id, holder = excluded.holder, amount = excluded.amount,
    occurred_at = excluded.occurred_at, points = excluded.points, rule_version = excluded.rule_version,
    epoch = excluded.epoch, entry_id = excluded.entry_id, transaction_hash = excluded.transaction_hash,
    block_number = excluded.block_number, posted_at = excluded.posted_at`

/** Sums per customer are written in the order of the customers, so that two batches never wait for each other crosswise. */
const addSums = `
  insert into customer_points (organisation_id, customer_id, merchant_id, points, purchases)
  select $1::uuid, s.customer_id, $2::uuid, s.points, s.purchases
    from unnest($3::uuid[], $4::numeric[], $5::int[]) as s (customer_id, points, purchases) order by s.customer_id
  on conflict (organisation_id, customer_id, merchant_id) do update set
    points = customer_points.points + excluded.points, purchases = customer_points.purchases + excluded.purchases`

const storeMovements = async (
  tx: Tx,
  lines: readonly NewLine[],
  entries: readonly Recorded[],
  { programme, merchantId, epoch, log }: { programme: Programme; merchantId: string; epoch: number; log: LedgerLog },
): Promise<void> => {
  await tx.rows({
    name: 'loyalty-movements-insert',
    text: insertMovements,
    values: [
      tx.organisationId,
      programme.id,
      merchantId,
      epoch,
      bytesOf(log.transactionHash),
      log.blockNumber,
      log.blockTime,
      lines.map(() => uuidv7()),
      lines.map(({ customerId }) => customerId),
      lines.map(({ purchase }) => purchase.orderId),
      lines.map(({ purchase }) => purchase.orderNumber),
      lines.map(({ purchase }) => purchase.entryId),
      lines.map(({ line }) => line.purchaseNumber),
      lines.map(({ line }) => line.holder),
      lines.map(({ line }) => String(line.amountMinor)),
      lines.map(({ line }) => line.occurredAt),
      lines.map(({ line }) => String(line.points)),
      lines.map(({ line }) => line.ruleVersion),
      entries.map(({ id }) => id),
    ],
  })
}

const addToSums = async (
  tx: Tx,
  programmeId: string,
  merchantId: string,
  lines: readonly NewLine[],
  before: ReadonlyMap<number, Posted>,
): Promise<void> => {
  const sums = new Map<string, { points: bigint; purchases: number }>()
  const total = { points: 0n, purchases: 0 }
  for (const { line, customerId } of lines) {
    const known = before.get(line.purchaseNumber)
    const points = line.points - BigInt(known?.points ?? 0)
    const sum = sums.get(customerId) ?? { points: 0n, purchases: 0 }
    for (const each of [sum, total]) {
      each.points += points
      each.purchases += known ? 0 : 1
    }
    sums.set(customerId, sum)
  }
  await tx.rows({
    name: 'loyalty-sums-add',
    text: addSums,
    values: [
      tx.organisationId,
      merchantId,
      [...sums.keys()],
      [...sums.values()].map(({ points }) => String(points)),
      [...sums.values()].map(({ purchases }) => purchases),
    ],
  })
  await tx.rows({
    name: 'loyalty-merchant-sums-add',
    text: `update programme_merchant set posted = posted + $4, points = points + $5::numeric
            where organisation_id = $1 and programme_id = $2 and merchant_id = $3`,
    values: [tx.organisationId, programmeId, merchantId, total.purchases, String(total.points)],
  })
}

/** Lines that another block now holds, with the same content. */
const moveBlock = async (
  tx: Tx,
  programmeId: string,
  merchantId: string,
  numbers: readonly number[],
  { blockNumber }: LedgerLog,
): Promise<void> => {
  await tx.rows({
    name: 'loyalty-movements-move',
    text: `update points_movement set block_number = $5
            where organisation_id = $1 and programme_id = $2 and merchant_id = $3
              and purchase_number = any($4::int[]) and block_number <> $5`,
    values: [tx.organisationId, programmeId, merchantId, numbers, blockNumber],
  })
}

/**
 * Takes over what the contract computed for a batch: a movement and a journal entry for each purchase, all in the
 * transaction in which the ledger's event is indexed. Said twice, as after the chain went back, it changes only what the
 * new block says otherwise.
 * @returns how many purchases have their points now that had none before
 */
export const postBatch = async (
  tx: Tx,
  needs: PostNeeds,
  programme: Programme,
  merchantId: string,
  log: LedgerLog,
): Promise<number> => {
  const { lines, reference, epoch } = decodeEarnedBatch(log.input ?? '0x', log)
  const numbers = lines.map(({ purchaseNumber }) => purchaseNumber)
  const [purchases, customers, before, rules] = await Promise.all([
    needs.purchases.byNumber(tx, merchantId, numbers),
    customersByHolder(
      tx,
      programme.id,
      lines.map(({ holder }) => holder),
    ),
    postedBefore(tx, programme.id, merchantId, numbers),
    ruleVersions(tx, programme.id),
  ])
  const byNumber = new Map(purchases.map((purchase) => [purchase.purchaseNumber, purchase]))
  // What is not known here, or otherwise, was reported by another system of the same merchant: no line of ours, whether
  // our purchase of that number came before or after it.
  const own = lines.flatMap((line): NewLine[] => {
    const purchase = byNumber.get(line.purchaseNumber)
    const customerId = customers.get(line.holder)
    return purchase?.amount === line.amountMinor && customerId ? [{ line, purchase, customerId }] : []
  })
  const changed = own.filter(({ line }) => {
    const known = before.get(line.purchaseNumber)
    return !known || BigInt(known.points) !== line.points || known.ruleVersion !== line.ruleVersion
  })
  if (changed.length > 0) {
    const ruleOf = ({ line }: NewLine) =>
      rules.find((rule) => rule.merchantId === merchantId && rule.version === line.ruleVersion)
    const entries = await needs.recordMany(
      tx,
      changed.map((each) => entryOf(each, log, programme, merchantId, ruleOf(each))),
    )
    await Promise.all([
      storeMovements(tx, changed, entries, { programme, merchantId, epoch, log }),
      addToSums(tx, programme.id, merchantId, changed, before),
    ])
  }
  // A refused purchase has its points after all, when the chain took back the refusal.
  await noteExceptions(tx, programme.id, merchantId, numbers, [])
  if (changed.length < own.length) await moveBlock(tx, programme.id, merchantId, numbers, log)
  await tx.rows({
    name: 'loyalty-batch-posted',
    text: `update earn_batch set posted_at = $4, block_number = $5
            where organisation_id = $1 and programme_id = $2 and reference = $3`,
    values: [tx.organisationId, programme.id, bytesOf(reference), log.blockTime, log.blockNumber],
  })
  return changed.filter(({ line }) => !before.has(line.purchaseNumber)).length
}
