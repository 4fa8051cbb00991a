import type { SalesKind } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'

const initials: Readonly<Record<SalesKind, string>> = { quote: 'Q', invoice: 'INV', 'credit-note': 'CN' }

/** A number as it is printed: `INV-2026-0042`. */
export const numberText = (kind: SalesKind, year: number, count: number): string =>
  `${initials[kind]}-${year}-${String(count).padStart(4, '0')}`

/**
 * The next number of a year. The row stays locked until the transaction ends, so that a document that is not issued after
 * all leaves no gap; whoever comes at the same time waits.
 * @param day of the document, `YYYY-MM-DD`
 */
export const nextNumber = async (tx: Tx, kind: SalesKind, day: string): Promise<string> => {
  const year = Number(day.slice(0, 4))
  const { last } = await tx.one<{ last: number }>({
    name: 'sales-number-next',
    text: `insert into sales_number as n (organisation_id, kind, year, last) values ($1, $2, $3, 1)
           on conflict (organisation_id, kind, year) do update set last = n.last + 1 returning last`,
    values: [tx.organisationId, kind, year],
  })
  return numberText(kind, year, last)
}
