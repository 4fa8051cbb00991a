/** IANA names that the browser knows, the reader's own first. */
export const timeZones = (): readonly string[] => {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  return [...new Set([own, 'UTC', ...Intl.supportedValuesOf('timeZone')])]
}
