import { localeOf, type Language } from '../i18n/language.ts'
import { storedForms, type Forms } from './forms.ts'

const decimalsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

/**
 * An amount in minor units as an exact decimal string: `('12345', 2)` gives `123.45`.
 *
 * @param minor Whole minor units (pence, fen) as a string or bigint, with a sign for negative amounts.
 * @param decimals Decimal places of the currency.
 */
export const decimalOf = (minor: string | bigint, decimals: number): `${number}` => {
  const value = BigInt(minor)
  const digits = (value < 0n ? -value : value).toString().padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const fraction = decimals === 0 ? '' : `.${digits.slice(-decimals)}`
  return `${value < 0n ? '-' : ''}${whole}${fraction}` as `${number}`
}

/**
 * Reads an amount a person typed into minor units: `('12.5', 'GBP')` gives `1250`. Thousands separators are ignored.
 *
 * @returns The minor units, or undefined when the text is not an amount or finer than the currency.
 */
export const minorOf = (text: string, currency: string): string | undefined => {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text.replaceAll(/[,，\s]/g, ''))
  const decimals = decimalsOf(currency)
  const [, sign = '', whole = '', fraction = ''] = match ?? []
  if (!match || fraction.length > decimals) return undefined
  const minor = BigInt(whole + fraction.padEnd(decimals, '0'))
  return `${minor === 0n ? '' : sign}${minor}`
}

const steps: readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

const separators = {
  point: { group: ',', decimal: '.' },
  comma: { group: '.', decimal: ',' },
  // Narrow and unbreakable (SI Brochure, 5.4.4).
  space: { group: '\u202f', decimal: ',' },
} as const

/** Writes numbers with the separators that somebody chose. */
const withSeparators =
  (form: Forms['numberForm']) =>
  (format: Intl.NumberFormat, value: number | bigint | `${number}`): string => {
    if (!form) return format.format(value)
    const chosen = separators[form]
    return format
      .formatToParts(value)
      .map(({ type, value: part }) => (type === 'group' || type === 'decimal' ? chosen[type] : part))
      .join('')
  }

const numericDate = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
/** Languages whose numeric dates have the wanted order. */
const dateLocales = { iso: 'sv-SE', 'day-first': 'en-GB', 'month-first': 'en-US' } as const

const createDates = (locale: string, { timeZone, dateForm, clock }: Forms) => {
  const zone = { timeZone: timeZone ?? undefined }
  const hours = { hour12: clock ? clock === '12' : undefined }
  const date = dateForm
    ? new Intl.DateTimeFormat(dateLocales[dateForm], { ...numericDate, ...zone })
    : new Intl.DateTimeFormat(locale, { dateStyle: 'medium', ...zone })
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short', ...hours, ...zone })
  const both = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', ...hours, ...zone })
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long', ...hours, ...zone })
  return {
    date,
    time,
    exact,
    dateTime: (at: Date): string => (dateForm ? `${date.format(at)} ${time.format(at)}` : both.format(at)),
  }
}

const create = (locale: string, forms: Forms) => {
  const shape = withSeparators(forms.numberForm)
  const whole = new Intl.NumberFormat(locale)
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 })
  const { date, time, exact, dateTime } = createDates(locale, forms)
  const month = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short', timeZone: 'UTC' })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const money = new Map<string, { full: Intl.NumberFormat; compact: Intl.NumberFormat; decimals: number }>()
  const moneyFor = (currency: string) => {
    const currencyDisplay = forms.amountForm === 'code' ? 'code' : 'narrowSymbol'
    const options = { style: 'currency', currency, currencyDisplay } as const
    const known = money.get(currency) ?? {
      full: new Intl.NumberFormat(locale, options),
      compact: new Intl.NumberFormat(locale, { ...options, notation: 'compact', maximumFractionDigits: 1 }),
      decimals: decimalsOf(currency),
    }
    money.set(currency, known)
    return known
  }
  return {
    /** Minor units with the currency's sign, to the last penny. */
    money: (minor: string | bigint, currency: string): string => {
      const { full, decimals } = moneyFor(currency)
      return shape(full, decimalOf(minor, decimals))
    },
    /** Minor units shortened for a chart or a tile: £1.2m, £120万. */
    moneyShort: (minor: string | bigint, currency: string): string => {
      const { compact, decimals } = moneyFor(currency)
      return shape(compact, decimalOf(minor, decimals))
    },
    /** Whole numbers and points, grouped. */
    number: (value: number | string | bigint): string =>
      shape(whole, typeof value === 'string' ? BigInt(value) : value),
    numberShort: (value: number | bigint): string => shape(compact, value),
    percent: (share: number): string =>
      shape(new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }), share),
    /** An ISO instant as a day in the reader's zone. */
    date: (instant: string): string => date.format(new Date(instant)),
    dateTime: (instant: string): string => dateTime(new Date(instant)),
    /** The time of day alone. */
    time: (instant: string): string => time.format(new Date(instant)),
    /** With seconds and zone, for a tooltip. */
    exact: (instant: string): string => exact.format(new Date(instant)),
    /** A month given as `YYYY-MM`. */
    month: (yearMonth: string): string => month.format(new Date(`${yearMonth}-01T00:00:00Z`)),
    /** "3 minutes ago" within a month; the day beyond. */
    relative: (instant: string, now: number = Date.now()): string => {
      const seconds = (new Date(instant).getTime() - now) / 1000
      if (Math.abs(seconds) > 30 * 86_400) return date.format(new Date(instant))
      const [unit, size] = steps.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1]
      return relative.format(unit === 'second' && Math.abs(seconds) < 10 ? 0 : Math.round(seconds / size), unit)
    },
    /** File sizes in powers of 1000, as systems show them. */
    bytes: (size: number): string => {
      const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
      const power = Math.min(Math.floor(Math.log10(Math.max(size, 1)) / 3), units.length - 1)
      const unit = units[power] ?? 'byte'
      if (unit === 'byte') return `${shape(whole, size)} B`
      return shape(
        new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }),
        size / 1000 ** power,
      )
    },
  }
}

const made = new Map<string, ReturnType<typeof create>>()

/**
 * Formatters for one language: money, points, instants in the reader's zone, relative time; in the forms that the reader
 * chose.
 */
export const formatFor = (language: Language, forms: Forms = storedForms.get()): Format => {
  const key = `${language} ${JSON.stringify(forms)}`
  const known = made.get(key) ?? create(localeOf(language), forms)
  made.set(key, known)
  return known
}
export type Format = ReturnType<typeof create>
