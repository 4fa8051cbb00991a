import type { Tx } from '../../platform/db/index.ts'
import type { Purchase } from './needs.ts'
import type { Programme } from './programme.ts'

/** A purchase whose turn is passed over, and when it gets another one: never, if null. */
export type Exception = {
  readonly purchaseNumber: number
  readonly customerId: string
  readonly reason: 'future' | 'currency' | 'amount' | 'refused' | 'erased'
  readonly dueAt: Date | null
  /** Name of the contract's error, and how often it has refused the purchase or a batch that held it. */
  readonly refusal?: string
  readonly refusals?: number
}

/** The contract takes amounts of 48 bits. */
const largestAmount = 2n ** 48n - 1n
/** A purchase dated further ahead than this gives way to those behind it (milliseconds). */
const soon = 60_000

/** Why a purchase cannot be credited now, if it cannot. */
export const reasonToPassOver = (
  { purchaseNumber, customerId, amount, currency, placedAt }: Purchase,
  programme: Programme,
  now: number,
  erased: ReadonlySet<string>,
): Exception | undefined => {
  if (erased.has(customerId)) return { purchaseNumber, customerId, reason: 'erased', dueAt: null }
  if (currency !== programme.currency) return { purchaseNumber, customerId, reason: 'currency', dueAt: null }
  if (amount < 0n || amount > largestAmount) return { purchaseNumber, customerId, reason: 'amount', dueAt: null }
  if (placedAt.getTime() > now + soon) return { purchaseNumber, customerId, reason: 'future', dueAt: placedAt }
  return undefined
}

/** Numbers of the purchases that were dated in the future and have come due. */
export const dueAgain = async (tx: Tx, programmeId: string, merchantId: string, now: number): Promise<number[]> => {
  const rows = await tx.rows<{ number: number }>({
    name: 'loyalty-due-again',
    text: `select purchase_number as number from earn_exception
            where organisation_id = $1 and programme_id = $2 and merchant_id = $3 and reason = 'future' and due_at <= $4
            order by purchase_number limit 100`,
    values: [tx.organisationId, programmeId, merchantId, new Date(now - soon)],
  })
  return rows.map(({ number }) => number)
}

/** Purchases of refused batches that wait for another try: those of the batch that is due first. */
export type Refused = {
  readonly dueAt: Date
  readonly refusal: string
  readonly refusals: number
  readonly numbers: readonly number[]
}

/** @returns nothing when none waits */
export const refusedBefore = async (tx: Tx, programmeId: string, merchantId: string): Promise<Refused | undefined> =>
  tx.maybe<Refused>({
    name: 'loyalty-refused-before',
    text: `select due_at as "dueAt", refusal, refusals, array_agg(purchase_number order by purchase_number) as numbers
             from earn_exception
            where organisation_id = $1 and programme_id = $2 and merchant_id = $3 and reason = 'refused'
              and due_at is not null
            group by due_at, refusal, refusals order by due_at, refusals limit 1`,
    values: [tx.organisationId, programmeId, merchantId],
  })

/** Keeps who was passed over, and forgets those whose turn came. */
export const noteExceptions = async (
  tx: Tx,
  programmeId: string,
  merchantId: string,
  passed: readonly number[],
  exceptions: readonly Exception[],
): Promise<void> => {
  await tx.rows({
    name: 'loyalty-exceptions-over',
    text: `delete from earn_exception
            where organisation_id = $1 and programme_id = $2 and merchant_id = $3 and purchase_number = any($4::int[])`,
    values: [tx.organisationId, programmeId, merchantId, passed],
  })
  if (exceptions.length === 0) return
  await tx.rows({
    name: 'loyalty-exceptions-note',
    text: `insert into earn_exception
             (organisation_id, programme_id, merchant_id, purchase_number, customer_id, reason, due_at, refusal, refusals)
           select $1, $2, $3, made.*
             from unnest($4::int[], $5::uuid[], $6::text[], $7::timestamptz[], $8::text[], $9::int[]) as made`,
    values: [
      tx.organisationId,
      programmeId,
      merchantId,
      exceptions.map(({ purchaseNumber }) => purchaseNumber),
      exceptions.map(({ customerId }) => customerId),
      exceptions.map(({ reason }) => reason),
      exceptions.map(({ dueAt }) => dueAt),
      exceptions.map(({ refusal }) => refusal ?? null),
      exceptions.map(({ refusals }) => refusals ?? 0),
    ],
  })
}
