import { rights, type Right } from './rights.ts'

/**
 * What only people may do: give rights, read codes of others, open records in emergencies, decide as the second of two people, and
 * answer for what the law asks. Who says which fields there are also says from whom they are kept, programs among them.
 */
const peopleOnly: ReadonlySet<Right> = new Set<Right>([
  'staff.manage',
  'role.manage',
  'key.manage',
  'mail.read',
  'emergency.open',
  'points.publish',
  'sales.approve',
  'privacy.manage',
  'webhook.manage',
  'field.manage',
  'object.manage',
])

/** The rights that a key can have. */
export const rightsOfKeys: readonly Right[] = rights.filter((right) => !peopleOnly.has(right))

/** Days for which a key may hold, and requests that it may make in a minute. */
export const keyLimits = {
  mostDays: 730,
  usualDays: 90,
  leastAMinute: 10,
  usualAMinute: 600,
  mostAMinute: 60_000,
} as const
