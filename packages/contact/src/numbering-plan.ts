import metadata from 'libphonenumber-js/max/metadata'

/**
 * Google's numbering plans with every pattern compiled once. The library compiles those of all countries of a calling
 * code anew for each number, which is most of the time that reading a large file takes. What is read here is only what is
 * plain: digits that make a number in use. All else is undefined here and left to the library.
 */

/** Places of what is needed in a plan of the library's data. */
const at = {
  callingCode: 0,
  abroad: 1,
  pattern: 2,
  lengths: 3,
  prefix: 5,
  prefixToRead: 7,
  transform: 8,
  leading: 10,
  types: 11,
}

type Pattern = { readonly matches: RegExp; readonly lengths: ReadonlySet<number> }

type Plan = {
  readonly country: string
  readonly callingCode: string
  /** What is dialled before a number abroad. */
  readonly abroad: RegExp
  readonly all: Pattern
  /** What is dialled before a number at home. */
  readonly prefix: RegExp | undefined
  readonly transforms: boolean
  readonly leading: RegExp | undefined
  readonly landline: Pattern | undefined
  readonly mobile: Pattern | undefined
  readonly others: readonly Pattern[]
}

type Data = readonly unknown[]
const plansOf = metadata.countries as unknown as Readonly<Record<string, Data>>
const countriesOf = metadata.country_calling_codes as Readonly<Record<string, readonly string[]>>

const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`)
const beginning = (pattern: unknown): RegExp | undefined =>
  typeof pattern === 'string' && pattern !== '' ? new RegExp(`^(?:${pattern})`) : undefined

const patternOf = (type: unknown, lengths: readonly number[]): Pattern | undefined => {
  const [pattern, own] = (type || []) as readonly [string?, (readonly number[])?]
  return pattern ? { matches: whole(pattern), lengths: new Set(own || lengths) } : undefined
}

const compile = (country: string, data: Data): Plan => {
  const lengths = data[at.lengths] as readonly number[]
  const [landline, mobile, ...others] = (data[at.types] || []) as Data
  return {
    country,
    callingCode: data[at.callingCode] as string,
    abroad: beginning(data[at.abroad])!,
    all: patternOf([data[at.pattern]], lengths)!,
    prefix: beginning(data[at.prefixToRead] || data[at.prefix]),
    transforms: Boolean(data[at.transform]),
    leading: beginning(data[at.leading]),
    landline: patternOf(landline, lengths),
    mobile: patternOf(mobile, lengths),
    others: others.flatMap((type) => patternOf(type, lengths) ?? []),
  }
}

const compiled = new Map<string, Plan>()

const planOf = (country: string): Plan | undefined => {
  const known = compiled.get(country)
  if (known !== undefined) return known
  const data = plansOf[country]
  if (data === undefined) return undefined
  const plan = compile(country, data)
  compiled.set(country, plan)
  return plan
}

const fits = (pattern: Pattern | undefined, number: string): boolean =>
  pattern !== undefined && pattern.lengths.has(number.length) && pattern.matches.test(number)

/** What a telephone of a number is, if the plan has the number. */
export type PhoneKind = 'mobile' | 'landline' | 'other'

const kindIn = (plan: Plan, number: string): PhoneKind | undefined => {
  if (!plan.all.matches.test(number)) return undefined
  // Where a plan does not tell the two apart, or a number may be either, it counts as one that takes messages.
  if (fits(plan.landline, number))
    return plan.mobile !== undefined && !fits(plan.mobile, number) ? 'landline' : 'mobile'
  if (fits(plan.mobile, number)) return 'mobile'
  return plan.others.some((other) => fits(other, number)) ? 'other' : undefined
}

/** The country that has a number, of all that share a calling code. */
const ownerOf = (callingCode: string, number: string): Plan | undefined => {
  const countries = countriesOf[callingCode] ?? []
  if (countries.length === 1) return planOf(countries[0]!)
  for (const country of countries) {
    const plan = planOf(country)!
    if (plan.leading === undefined ? kindIn(plan, number) !== undefined : plan.leading.test(number)) return plan
  }
  return undefined
}

/** A number without what is dialled before it at home; undefined where that is not plain. */
const significant = (plan: Plan, dialled: string): string | undefined => {
  const prefix = plan.prefix?.exec(dialled)
  if (!prefix) return dialled
  if (plan.transforms || prefix.length > 1) return undefined
  return dialled.slice(prefix[0].length)
}

type Dialled = { readonly plan: Plan; readonly digits: string }

const dialledAbroad = (digits: string): Dialled | undefined => {
  for (let end = 1; end <= 3; end += 1) {
    const main = countriesOf[digits.slice(0, end)]?.[0]
    if (main !== undefined) return { plan: planOf(main)!, digits: digits.slice(end) }
  }
  return undefined
}

const dialledAtHome = (digits: string, region: string): Dialled | undefined => {
  const plan = planOf(region)
  return plan === undefined || plan.abroad.test(digits) || digits.startsWith(plan.callingCode)
    ? undefined
    : { plan, digits }
}

/** A number in use. */
export type PlainNumber = { readonly e164: string; readonly country: string; readonly kind: PhoneKind }

/**
 * Reads a number of digits, blanks and brackets, if it is in use and there is one way of reading it.
 * @param text with `+` and calling code, or as dialled in the region
 * @param region ISO 3166-1 alpha-2
 */
export const plainNumber = (text: string, region: string): PlainNumber | undefined => {
  // A spreadsheet's fraction looks like digits after a full stop.
  if (!/^\+?[\d ().-]{7,30}$/.test(text) || text.endsWith('.0')) return undefined
  const digits = text.replaceAll(/\D/g, '')
  const dialled = text.startsWith('+') ? dialledAbroad(digits) : dialledAtHome(digits, region)
  if (dialled === undefined) return undefined
  const { plan } = dialled
  const number = significant(plan, dialled.digits)
  if (number === undefined || !plan.all.matches.test(number)) return undefined
  const owner = ownerOf(plan.callingCode, number)
  if (owner === undefined || !owner.all.lengths.has(number.length)) return undefined
  const kind = kindIn(owner, number)
  return kind === undefined ? undefined : { e164: `+${plan.callingCode}${number}`, country: owner.country, kind }
}
