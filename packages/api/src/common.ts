import { z } from 'zod'

export const uuid = z.uuid()
/** Instant in UTC, ISO 8601 with milliseconds. */
export const instant = z.iso.datetime({ offset: false })
/** Whole minor units (pence, fen) as a decimal string, so that no amount loses digits in JSON. */
export const minorUnits = z.string().regex(/^-?\d{1,18}$/)
export const currency = z.string().regex(/^[A-Z]{3}$/)
/** Points are whole numbers without an upper bound, as decimal strings. */
export const points = z.string().regex(/^-?\d{1,78}$/)
export const hex = z.string().regex(/^0x[0-9a-f]*$/)

export const idParams = z.strictObject({ id: uuid })

/** The two query fields that every list takes. */
export const pageQuery = {
  cursor: z.string().max(512).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
}

export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() })

/** RFC 9457 problem details with a stable code and a message fit for the person at the screen. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  userMessage: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** What is stored now, where the request was based on an older state of it. */
  stored: z.unknown().optional(),
})
export type Problem = z.infer<typeof problem>

/** How far an entry has come on its way to being beyond anybody's reach. */
export const entryState = z.enum(['recorded', 'sequenced', 'sealed', 'anchored', 'final'])
export type EntryState = z.infer<typeof entryState>
