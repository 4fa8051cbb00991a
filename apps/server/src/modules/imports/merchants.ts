import type { ImportOptions } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import type { ImportsNeeds, Merchant } from './needs.ts'
import type { OrderRow } from './row/row-reader.ts'

/** Finds the merchant of a row; nothing where it names none that exists. */
export type MerchantReader = (row: OrderRow) => string | undefined

const plain = (name: string): string => name.normalize('NFKC').trim().toLowerCase()

const byColumn = (merchants: readonly Merchant[]): MerchantReader => {
  const known = new Map(
    merchants.flatMap(({ id, slug, name, nameZh }) =>
      [id, slug, name, nameZh].map((text) => [plain(text), id] as const),
    ),
  )
  return ({ merchant }) => known.get(plain(merchant ?? ''))
}

/** Makes the function that finds a row's merchant in the way that was chosen. */
export const merchantReader = async (
  tx: Tx,
  needs: Pick<ImportsNeeds, 'merchantsOf' | 'familyRules' | 'familyReader'>,
  choice: ImportOptions['merchant'],
): Promise<MerchantReader> => {
  if (choice.by === 'fixed') return () => choice.merchantId
  if (choice.by === 'column') return byColumn(await needs.merchantsOf(tx))
  const merchantOf = needs.familyReader(await needs.familyRules(tx))
  return ({ description }) => merchantOf(description)
}

/**
 * Names the document of a row: rows with the same name are dealt with as one. Where a column names the merchant, two
 * merchants may use the same number for different orders; otherwise a number is one invoice, whoever sold its lines.
 */
export const documentOf = (row: OrderRow, merchantId: string, choice: ImportOptions['merchant']): string =>
  choice.by === 'column' ? `${row.orderNumber}\n${merchantId}` : row.orderNumber
