import type { SalesSettings } from '@candor/api'
import { roundingOf } from '@candor/money'
import { homeCurrency, settingsTable, type Tx } from '../../platform/db/index.ts'
import { salesErrors } from './errors.ts'

/** How an organisation writes quotes and invoices. What is usual lacks what {@link settingsOf} knows of the organisation. */
export const salesSettings = settingsTable<'settings', SalesSettings>({
  table: 'sales_settings',
  column: 'settings',
  usual: {
    seller: { name: '', address: '', taxNumber: '', bank: '' },
    taxIncluded: false,
    rounding: roundingOf(''),
    quoteDays: 30,
    paymentDays: 30,
    approvalAbove: null,
  },
  kind: 'sales.settings-changed',
  changed: salesErrors.SALES_SETTINGS_CHANGED_MEANWHILE,
})

/** Where a currency is the only one: enough to begin with the country's own way of rounding. */
const countryOf: Readonly<Record<string, string>> = { CNY: 'CN', GBP: 'GB', JPY: 'JP' }

/** How the transaction's organisation writes its documents; until somebody says so, under its name and as is usual where it is. */
export const settingsOf = async (tx: Tx) => {
  const stored = await salesSettings.read(tx)
  if (stored.version > 0) return stored
  const { name } = await tx.one<{ name: string }>({
    name: 'sales-organisation',
    text: 'select name from organisation where id = $1',
    values: [tx.organisationId],
  })
  const rounding = roundingOf(countryOf[await homeCurrency(tx)] ?? '')
  return { version: 0, settings: { ...stored.settings, seller: { ...stored.settings.seller, name }, rounding } }
}
