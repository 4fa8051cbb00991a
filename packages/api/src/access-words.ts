/** What was shown or taken out of a person's data, in the words of people rather than columns. */
export const dataCategories = [
  'profile',
  'purchases',
  'points',
  'history',
  'files',
  'relations',
  'work',
  'behaviour',
  'standing',
  'choices',
  'own-fields',
  'secret-fields',
  'help',
  'deals',
  'documents',
  'tasks',
  'requests',
  'imported-rows',
  'mail',
  'everything',
] as const
export type DataCategory = (typeof dataCategories)[number]

/** Whether a person's record was opened by itself, stood in a list of several, or was taken out of the system. */
export const lookWays = ['opened', 'listed', 'exported'] as const
export type LookWay = (typeof lookWays)[number]

/** Kinds of the entries that keep who looked at what. */
export const lookKinds = lookWays.map((way) => `access.${way}` as const)
