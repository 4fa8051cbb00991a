import { createStored } from '../lib/stored.ts'

/** How somebody likes times, dates, numbers and amounts; absent or null follows language and device. */
export interface Forms {
  /** IANA name of the zone in which times are shown. */
  readonly timeZone?: string | null
  readonly dateForm?: 'iso' | 'day-first' | 'month-first' | null
  readonly clock?: '12' | '24' | null
  /** What parts thousands and decimals: 1,234.5 or 1.234,5 or 1 234,5. */
  readonly numberForm?: 'point' | 'comma' | 'space' | null
  /** £1.00 or GBP 1.00. */
  readonly amountForm?: 'symbol' | 'code' | null
}

const parse = (text: string | null): Forms => {
  try {
    const forms: unknown = JSON.parse(text ?? '{}')
    return typeof forms === 'object' && forms !== null ? forms : {}
  } catch {
    return {} // Somebody wrote into the storage by hand; the usual forms are as good as any.
  }
}

/** The reader's forms, kept in this browser so that they hold before anything was loaded. */
export const storedForms = createStored<Forms>('forms', parse, JSON.stringify)
