import { z } from 'zod'

/** How a customer is reached: several e-mail addresses, phone numbers and postal addresses, one of each the primary. */
export const emailKinds = ['personal', 'work', 'billing', 'other'] as const
export const phoneKinds = ['mobile', 'home', 'work', 'fax', 'other'] as const
export const addressKinds = ['home', 'work', 'billing', 'delivery', 'other'] as const

/** As it was written before it was brought into its standard form; absent where both are the same. */
const original = z.string().max(600).optional()
const primary = z.boolean().optional()

export const emailPoint = z.strictObject({ kind: z.enum(emailKinds), address: z.email().max(254), primary, original })
export type EmailPoint = z.infer<typeof emailPoint>

export const phonePoint = z.strictObject({
  kind: z.enum(phoneKinds),
  /** E.164 where the number is one that its country has; else as it was written. */
  number: z.string().trim().min(3).max(40),
  primary,
  original,
})
export type PhonePoint = z.infer<typeof phonePoint>

const part = (longest: number) => z.string().trim().max(longest).optional()

export const addressPoint = z.strictObject({
  kind: z.enum(addressKinds),
  country: part(80),
  /** Province, state or region. */
  region: part(80),
  city: part(120),
  district: part(80),
  postalCode: part(16),
  /** Street, number, building, room: what stands above the town. */
  address: part(300),
  primary,
  original,
})
export type AddressPoint = z.infer<typeof addressPoint>

const most = 20
const onePrimary = (points: readonly { readonly primary?: boolean | undefined }[]): boolean =>
  points.filter((point) => point.primary).length <= 1
const listOf = <Point extends z.ZodType<{ readonly primary?: boolean | undefined }>>(point: Point) =>
  z.array(point).max(most).refine(onePrimary, 'only one of them can be the primary one').nullish()

/** The lists as a profile holds them: all of a kind, the primary one included, or nothing where there is no more to say. */
export const contactPointFields = {
  emails: listOf(emailPoint),
  phones: listOf(phonePoint),
  addresses: listOf(addressPoint),
} as const
