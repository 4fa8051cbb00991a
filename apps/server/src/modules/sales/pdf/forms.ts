import type { SalesDiscount } from '@candor/api'
import { decimalText, minorDigits } from '@candor/money'

/** How a language writes amounts, days and numbers of one currency. */
export const formsOf = (language: 'en' | 'zh', currency: string) => {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
  const digits = minorDigits(currency)
  const amounts = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 4 })
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  const exactly = (decimal: string): `${number}` => decimal as `${number}`
  /** Minor units, without the sign of the currency. */
  const amount = (minor: string | bigint): string => amounts.format(exactly(decimalText(BigInt(minor), digits)))
  return {
    amount,
    /** With the code of the currency, which no sign can be mistaken for. */
    money: (minor: string | bigint): string => `${currency} ${amount(minor)}`,
    number: (decimal: string): string => numbers.format(exactly(decimal)),
    day: (day: string): string => days.format(new Date(`${day}T00:00:00Z`)),
    discount: (discount: SalesDiscount | null): string =>
      discount === null ? '' : discount.kind === 'percent' ? `${discount.rate}%` : amount(discount.amount),
  }
}
export type SalesForms = ReturnType<typeof formsOf>
