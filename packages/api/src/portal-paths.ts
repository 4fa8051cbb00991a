/** Routes of the portal whose answers are not JSON. */
export const portalPaths = {
  /** GET text/plain; the receipt of one of my entries, opened, as a C2SP tlog-proof file. */
  receipt: (entryId: string) => `/api/portal/entries/${entryId}/receipt`,
} as const
