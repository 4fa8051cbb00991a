/** Parts of the page of a customer whose place can be chosen; figures, timeline and tabs have theirs. */
export const customerParts = [
  'profile',
  'own',
  'lifecycle',
  'companies',
  'linked',
  'relations',
  'files',
  'tickets',
  'tasks',
  'deals',
  'sales',
  'spending',
  'merchants',
  'merges',
  'privacy',
] as const
export type CustomerPart = (typeof customerParts)[number]

/** Parts of the page of a record. */
export const recordParts = ['own', 'linked'] as const
export type RecordPart = (typeof recordParts)[number]

/** Who a customer is stands on the page in any layout. */
export const fixedPart: CustomerPart = 'profile'

/** How many layouts a company can have. */
export const mostLayouts = 200
