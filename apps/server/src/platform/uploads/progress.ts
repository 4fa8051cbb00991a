/** Shortest time between two messages about one import, in milliseconds. */
const interval = 250

/** Names of members of staff by user id. */
export type StaffNames = (organisationId: string, userIds: readonly string[]) => Promise<ReadonlyMap<string, string>>

/** The name of whoever handed in an import: staff by name, the system as such. */
export const creatorName = async (
  staffNames: StaffNames,
  organisationId: string,
  createdBy: string,
): Promise<string> => {
  const [kind, id = ''] = createdBy.split(':')
  if (kind !== 'staff') return createdBy
  return (await staffNames(organisationId, [id])).get(id) ?? createdBy
}

/** The same for several at once. @returns the name by what the import says of its creator */
export const creatorNames = async (
  staffNames: StaffNames,
  organisationId: string,
  creators: readonly string[],
): Promise<(createdBy: string) => string> => {
  const staff = creators.filter((by) => by.startsWith('staff:')).map((by) => by.slice('staff:'.length))
  const names = await staffNames(organisationId, [...new Set(staff)])
  return (createdBy) => names.get(createdBy.replace('staff:', '')) ?? createdBy
}

/** Makes a function that tells of progress, but not more than a few times a second. */
export const atIntervals = (tell: () => Promise<unknown>): (() => Promise<void>) => {
  let told = 0
  return async () => {
    if (Date.now() - told < interval) return
    told = Date.now()
    await tell()
  }
}
