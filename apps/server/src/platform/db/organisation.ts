import type { Tx } from './types.ts'

/** The currency (ISO 4217) in which the transaction's organisation counts what its customers spend. */
export const homeCurrency = async (tx: Tx): Promise<string> => {
  const { currency } = await tx.one<{ currency: string }>({
    name: 'organisation-currency',
    text: 'select currency from organisation where id = $1',
    values: [tx.organisationId],
  })
  return currency
}
