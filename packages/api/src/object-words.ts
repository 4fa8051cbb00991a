/** Pictures of objects, by name. */
export const objectIcons = [
  'box',
  'tool',
  'car',
  'home',
  'shop',
  'book',
  'calendar',
  'coffee',
  'experiment',
  'file',
  'flag',
  'gift',
  'heart',
  'key',
  'laptop',
  'star',
] as const
export type ObjectIcon = (typeof objectIcons)[number]

/** How many objects a company can have, archived ones included. */
export const mostObjects = 50

/** How many rows one file of records can have. */
export const mostImportedRecords = 10_000

/** Addresses that take or give files. */
export const objectPaths = {
  export: (object: string) => `/api/objects/${object}/export`,
  import: (object: string, trial: boolean) => `/api/objects/${object}/imports?trial=${trial}`,
}
