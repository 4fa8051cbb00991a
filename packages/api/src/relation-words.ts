/**
 * What one customer is to another, each with its inverse. A line is stored once and read from both ends.
 */
export const inverseRelation = {
  household: 'household',
  spouse: 'spouse',
  sibling: 'sibling',
  colleague: 'colleague',
  parent: 'child',
  child: 'parent',
  referred: 'referred-by',
  'referred-by': 'referred',
  manages: 'reports-to',
  'reports-to': 'manages',
} as const
export type RelationKind = keyof typeof inverseRelation

export const relationKinds = Object.keys(inverseRelation) as readonly RelationKind[]
