/** The languages that calls are described in. */
export type Language = 'en' | 'zh-CN'

/** What a description may use to name things; everything may be left out. */
export type DescribeOptions = {
  readonly language: Language
  /** Name of a member; `undefined` for one that is not known here. */
  readonly memberName?: (member: number) => string | undefined
  /** ISO 4217 code of a programme's currency. */
  readonly currencyOf?: (programme: number) => string | undefined
}

/** Words, numbers, dates and names in the reader's language. */
export type Words = {
  readonly language: Language
  readonly number: (value: number | bigint) => string
  readonly member: (member: number) => string
  /** An amount of minor units in a programme's currency. */
  readonly money: (programme: number, minorUnits: number | bigint) => string
  /** A time given in seconds. */
  readonly time: (seconds: number) => string
  /** Picks the sentence in the reader's language. */
  readonly say: (en: string, zh: string) => string
}

const fractionDigits = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

/** Prepares the words of one language. Times are written in UTC, so that everybody reads the same. */
export const wordsFor = ({ language, memberName, currencyOf }: DescribeOptions): Words => {
  const zh = language === 'zh-CN'
  const numbers = new Intl.NumberFormat(language)
  const times = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })
  return {
    language,
    number: (value) => numbers.format(value),
    member: (member) => memberName?.(member) ?? (zh ? `成员 ${member}` : `member ${member}`),
    money: (programme, minorUnits) => {
      const currency = currencyOf?.(programme)
      if (currency === undefined)
        return zh ? `${numbers.format(minorUnits)} 个最小货币单位` : `${numbers.format(minorUnits)} minor units`
      const amount = Number(minorUnits) / 10 ** fractionDigits(currency)
      return new Intl.NumberFormat(language, { style: 'currency', currency }).format(amount)
    },
    time: (seconds) => `${times.format(seconds * 1000)} UTC`,
    say: (en, chinese) => (zh ? chinese : en),
  }
}

/** `1 purchase`, `2 purchases`. */
export const plural = (count: number | bigint, one: string, many: string, shown: string): string =>
  `${shown} ${BigInt(count) === 1n ? one : many}`
