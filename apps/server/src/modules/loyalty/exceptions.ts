import type { Tx } from '../../platform/db/index.ts'
import type { Purchase } from './needs.ts'
import type { Programme } from './programme.ts'

/** A purchase whose turn is passed over, and when it gets another one: never, if null. */
export type Exception = {
  readonly purchaseNumber: number
  readonly customerId: string
  readonly reason: 'future' | 'currency' | 'amount'
  readonly dueAt: Date | null
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
): Exception | undefined => {
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
            where organisation_id = $1 and programme_id = $2 and merchant_id = $3 and due_at <= $4
            order by purchase_number limit 100`,
    values: [tx.organisationId, programmeId, merchantId, new Date(now - soon)],
  })
  return rows.map(({ number }) => number)
}

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
             (organisation_id, programme_id, merchant_id, purchase_number, customer_id, reason, due_at)
           select $1, $2, $3, made.* from unnest($4::int[], $5::uuid[], $6::text[], $7::timestamptz[]) as made`,
    values: [
      tx.organisationId,
      programmeId,
      merchantId,
      exceptions.map(({ purchaseNumber }) => purchaseNumber),
      exceptions.map(({ customerId }) => customerId),
      exceptions.map(({ reason }) => reason),
      exceptions.map(({ dueAt }) => dueAt),
    ],
  })
}
