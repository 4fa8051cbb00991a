import {
  customerProfile,
  type CustomerImportField,
  type CustomerImportOptions,
  type CustomerProfile,
  type CustomerRowReason,
  type CustomerRowWarning,
  type OwnImportField,
  type EmailPoint,
  type PhonePoint,
} from '@candor/api'
import { dateOrderOf, hasHan, readDate, readEmail, readPhone, readPostalCode, regionOf } from '@candor/contact'
import { withoutGuard } from '@candor/tabular'
import { keepable } from '../../../platform/uploads/characters.ts'
import type { OwnTexts } from '../needs.ts'
import { emailKindOf, phoneKindOf, saysKind } from './kinds.ts'

/** A row as it would be kept. */
export type StandardRow = {
  readonly cells: readonly string[]
  readonly reference: string | null
  /** The id that Candor gave the customer, where the file came from here. */
  readonly customerId: string | null
  /** What the row says of the customer; fields that it leaves empty are not there. */
  readonly profile: Partial<CustomerProfile>
  /** What the row says of fields of the company’s own, and by which columns. */
  readonly own?: OwnTexts
  readonly ownColumns?: Readonly<Record<string, string>>
  readonly warnings: readonly CustomerRowWarning[]
  readonly refusal: { readonly reason: CustomerRowReason; readonly column: string | null } | undefined
}

/** What {@link rowStandard} is made from. */
export type StandardOptions = {
  readonly columns: readonly string[]
  readonly options: Pick<CustomerImportOptions, 'mapping' | 'region'>
  /** Columns that hold dates, and in which order. */
  readonly dates: ReadonlyMap<string, 'YMD' | 'DMY' | 'MDY'>
  /** Whether a row must have just as many cells as there are columns. */
  readonly isStrict: boolean
  /** Whether apostrophes stand before cells that a spreadsheet program would run. */
  readonly isGuarded: boolean
}

/** Longest cell that is kept whole. */
const longestCell = 100_000

/** What programs write where they have nothing to say. */
const nothing = /^(?:na|n\/a|null|none|nil|\\n|-|—|无|空)$/i

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

type Columns = ReadonlyMap<
  CustomerImportField | OwnImportField,
  readonly { readonly column: string; readonly at: number }[]
>

const columnsOf = ({ columns, options }: StandardOptions): Columns => {
  const places = new Map(columns.map((column, at) => [column, at]))
  const mapped = Object.entries(options.mapping).map(([column, field]) => ({
    column,
    field,
    at: places.get(column) ?? -1,
  }))
  return Map.groupBy(
    mapped.filter(({ at }) => at >= 0),
    ({ field }) => field,
  )
}

const languages: Readonly<Record<string, 'zh' | 'en'>> = {
  zh: 'zh',
  chinese: 'zh',
  中文: 'zh',
  汉语: 'zh',
  简体中文: 'zh',
  en: 'en',
  english: 'en',
  英语: 'en',
  英文: 'en',
}

const languageOf = (text: string): 'zh' | 'en' | undefined =>
  languages[text.toLowerCase()] ?? languages[text.toLowerCase().split(/[-_]/)[0] ?? '']

const countryNames = new Map(['en', 'zh'].map((locale) => [locale, new Intl.DisplayNames(locale, { type: 'region' })]))

/** A country by its name: codes become names, names stay as they are written. */
const countryOf = (text: string, region: string): string => {
  if (!/^[a-z]{2}$/i.test(text)) return text
  const code = regionOf(text)
  return code === undefined ? text : (countryNames.get(region === 'CN' ? 'zh' : 'en')?.of(code) ?? text)
}

const isNew = (seen: Set<string>, value: string): boolean => {
  if (seen.has(value)) return false
  seen.add(value)
  return true
}

/** The points of a row; the first of them is the primary one. */
const first = <Point extends object>([primary, ...others]: readonly Point[]): Point[] =>
  primary === undefined ? [] : [{ ...primary, primary: true }, ...others].slice(0, 20)

/** Several values in one cell. */
const split = (text: string): string[] =>
  text
    .split(/[;\n、；]|,(?=\s*[^\s,@]+@)/)
    .map((part) => part.trim())
    .filter((part) => part !== '')

/**
 * Makes the function that turns rows of a file into what is kept: trimmed, names put together, e-mail addresses, phone
 * numbers, postal codes and countries in their standard forms. What cannot be understood is a warning and stays in the
 * row; only a row that gives no customer is refused.
 */
export const rowStandard = (given: StandardOptions): ((row: readonly string[]) => StandardRow) => {
  const { columns, options, dates, isStrict, isGuarded } = given
  const by = columnsOf(given)
  const dateColumns = columns.flatMap((column, at) =>
    dates.has(column) ? [{ column, at, order: dates.get(column)! }] : [],
  )
  const mappedPlaces = [...by.values()].flat()

  const emailsIn = (text: (at: number) => string, warnings: CustomerRowWarning[]): EmailPoint[] => {
    const seen = new Set<string>()
    const found: EmailPoint[] = []
    for (const { column, at } of by.get('email') ?? []) {
      for (const written of split(text(at))) {
        const read = readEmail(written)
        if ('problem' in read || !customerProfile.shape.email.safeParse(read.address).success) {
          warnings.push({ column, code: 'BAD_EMAIL' })
        } else if (!isNew(seen, read.address.toLowerCase())) {
          const same = found.find(({ address }) => address.toLowerCase() === read.address.toLowerCase())
          if (same !== undefined && saysKind(column)) same.kind = emailKindOf(column)
        } else {
          const original = read.address === written ? {} : { original: written.slice(0, 600) }
          found.push({ kind: emailKindOf(column), address: read.address, ...original })
        }
      }
    }
    return first(found)
  }

  const phonesIn = (text: (at: number) => string, region: string, warnings: CustomerRowWarning[]): PhonePoint[] => {
    const seen = new Set<string>()
    const found: PhonePoint[] = []
    for (const { column, at } of by.get('phone') ?? []) {
      for (const written of split(text(at))) {
        const read = readPhone(written, region)
        if ('problem' in read && (read.problem === 'not-a-number' || written.length > 40)) {
          warnings.push({ column, code: 'BAD_PHONE' })
          continue
        }
        if ('problem' in read) warnings.push({ column, code: 'UNUSUAL_PHONE' })
        // A number with an extension cannot be said in E.164, and one that its country does not have stays as written.
        const isPlain = !('problem' in read) && read.extension === undefined
        const number = isPlain ? read.e164 : written
        if (number.length > 40) warnings.push({ column, code: 'BAD_PHONE' })
        else if (!isNew(seen, number)) {
          const same = found.find((point) => point.number === number)
          if (same !== undefined && saysKind(column)) same.kind = phoneKindOf(column, 'other')
        } else {
          const kind = phoneKindOf(column, 'problem' in read ? 'other' : read.kind)
          found.push({ kind, number, ...(number === written ? {} : { original: written }) })
        }
      }
    }
    return first(found)
  }

  const ownIn = (text: (at: number) => string): Pick<StandardRow, 'own' | 'ownColumns'> => {
    const own: Record<string, { text: string; order: 'YMD' | 'DMY' | 'MDY' }> = {}
    const ownColumns: Record<string, string> = {}
    for (const [field, places] of by) {
      if (!field.startsWith('custom:')) continue
      const filled = places.find(({ at }) => text(at) !== '')
      if (filled === undefined) continue
      const key = field.slice('custom:'.length)
      own[key] = { text: text(filled.at), order: dates.get(filled.column) ?? dateOrderOf(`und-${options.region}`) }
      ownColumns[key] = filled.column
    }
    return Object.keys(own).length === 0 ? {} : { own, ownColumns }
  }

  const refusalOf = (row: readonly string[], cells: readonly string[]): StandardRow['refusal'] => {
    if (isStrict && row.length !== columns.length) {
      return { reason: 'WRONG_COLUMN_COUNT', column: null }
    }
    const long = cells.findIndex((cell) => cell.length > longestCell)
    if (long >= 0) return { reason: 'CELL_TOO_LARGE', column: columns[long] ?? null }
    const bad = mappedPlaces.find(({ at }) => cells[at]?.includes('\ufffd'))
    return bad && { reason: 'BAD_CHARACTER', column: bad.column }
  }

  return (row) => {
    const cells = columns.map((_, at) => keepable(isGuarded ? withoutGuard(row[at] ?? '') : (row[at] ?? '')))
    const refused = refusalOf(row, cells)
    if (refused !== undefined) {
      return {
        cells: cells.map((cell) => cell.slice(0, 1000)),
        customerId: null,
        reference: null,
        profile: {},
        warnings: [],
        refusal: refused,
      }
    }
    const text = (at: number): string => {
      const cell = (cells[at] ?? '').replaceAll(/\s+/g, ' ').trim()
      return nothing.test(cell) ? '' : cell
    }
    const lines = (at: number): string => (nothing.test((cells[at] ?? '').trim()) ? '' : (cells[at] ?? '').trim())
    const joined = (field: CustomerImportField, separator = ' '): string =>
      (by.get(field) ?? [])
        .map(({ at }) => text(at))
        .filter((part) => part !== '')
        .join(separator)
    const warnings: CustomerRowWarning[] = []
    const country = joined('country') === '' ? '' : countryOf(joined('country'), options.region)
    const region = regionOf(country) ?? options.region
    const emails = emailsIn(lines, warnings)
    const phones = phonesIn(lines, region, warnings)
    const [given, middle, family] = [joined('givenName'), joined('middleName'), joined('familyName')]
    const parts = hasHan(family + given)
      ? family + given
      : [given, middle, family].filter((part) => part !== '').join(' ')
    const reference = joined('reference')
    const said = joined('name') || parts || joined('company')
    const name = said || emails[0]?.address || phones[0]?.number || reference
    const postal = joined('postalCode')
    if (postal !== '' && 'problem' in readPostalCode(postal, region) && regionOf(country) !== undefined) {
      const read = readPostalCode(postal, region)
      const [place] = by.get('postalCode') ?? []
      if ('problem' in read && read.problem === 'wrong-format')
        warnings.push({ column: place!.column, code: 'BAD_POSTAL_CODE' })
    }
    for (const { column, at, order } of dateColumns) {
      const cell = text(at)
      if (cell !== '' && !('iso' in readDate(cell, { order }))) warnings.push({ column, code: 'BAD_DATE' })
    }
    const [city, street, district, state] = [
      joined('city'),
      joined('address', ', '),
      joined('district'),
      joined('region'),
    ]
    const point = Object.entries({
      country,
      region: state,
      city,
      district,
      postalCode: postal.slice(0, 16),
      address: street,
    })
    const hasMore = district !== '' || state !== '' || postal !== ''
    const language = languageOf(joined('language'))
    const profile: Partial<CustomerProfile> = {
      ...(said !== '' && { name: said }),
      ...(emails.length > 0 && { emails }),
      ...(phones.length > 0 && { phones }),
      ...(hasMore
        ? {
            addresses: [
              { kind: 'home', ...Object.fromEntries(point.filter(([, part]) => part !== '')), primary: true },
            ],
          }
        : {
            ...(country !== '' && { country }),
            ...(city !== '' && { city }),
            ...(street !== '' && { address: street }),
          }),
      ...(language !== undefined && { language }),
    }
    const id = joined('customerId')
    const base = {
      cells,
      customerId: uuid.test(id) ? id.toLowerCase() : null,
      reference: reference === '' ? null : reference,
      profile,
      ...ownIn(text),
      warnings,
    }
    if (name === '') return { ...base, refusal: { reason: 'NO_NAME', column: null } }
    if (reference.length > 64) {
      return { ...base, refusal: { reason: 'FIELD_TOO_LONG', column: by.get('reference')![0]!.column } }
    }
    const checked = customerProfile.safeParse({ ...profile, name })
    if (!checked.success) {
      const field = String(checked.error.issues[0]?.path[0] ?? 'name')
      const column = [...by].find(([key]) => key === field || field.startsWith(key))?.[1][0]?.column ?? null
      return { ...base, refusal: { reason: 'FIELD_TOO_LONG', column } }
    }
    return { ...base, refusal: undefined }
  }
}

/**
 * Remarks on cells that do not fit the own fields which they are to fill; none where it is said already what is wrong with a cell.
 * @param faults keys of these fields
 */
export const warningsOf = (
  { ownColumns, warnings }: Pick<StandardRow, 'ownColumns' | 'warnings'>,
  faults: readonly string[],
): CustomerRowWarning[] =>
  faults
    .map((key) => ({ column: ownColumns?.[key] ?? key, code: 'BAD_VALUE' as const }))
    .filter(({ column }) => !warnings.some((said) => said.column === column))

/** The name under which a customer is made when the row says none. */
export const nameOf = ({ profile, reference }: Pick<StandardRow, 'profile' | 'reference'>): string =>
  profile.name ?? profile.emails?.[0]?.address ?? profile.phones?.[0]?.number ?? reference ?? ''
