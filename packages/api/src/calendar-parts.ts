import { z } from 'zod'

/** A day without a zone, `YYYY-MM-DD`. */
export const day = z.iso.date()
/** A time of a wall clock, `HH:MM`. */
export const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
/** As {@link clockTime}, and `24:00` for the midnight that ends a day. */
export const closingTime = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/)
/** IANA name such as `Europe/London`; the server refuses one that it does not know. */
export const timeZone = z
  .string()
  .max(64)
  .regex(/^[A-Za-z][\w+/-]*$/)
/** Monday is 1, Sunday 7. */
export const weekday = z.union([
  z.literal(1),
  z.literal(2),
  z.literal(3),
  z.literal(4),
  z.literal(5),
  z.literal(6),
  z.literal(7),
])
const every = z.number().int().min(1).max(365)

/** How something comes again. */
export const recurrence = z.discriminatedUnion('unit', [
  /** From Monday to Friday. */
  z.strictObject({ unit: z.literal('workday') }),
  z.strictObject({ unit: z.literal('day'), every }),
  /** On these days of the week; on that of the first time where none is named. */
  z.strictObject({ unit: z.literal('week'), every, weekdays: z.array(weekday).max(7).optional() }),
  /** On this date of the month, or on its last day. */
  z.strictObject({ unit: z.enum(['month', 'year']), every, date: z.number().int().min(1).max(31).optional() }),
])
export type RecurrenceInput = z.infer<typeof recurrence>
