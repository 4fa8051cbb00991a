/** Routes of the journal whose answers are not JSON. */
export const journalPaths = {
  /** GET text/plain for staff: the receipt of an entry, opened, as a C2SP tlog-proof file. */
  receipt: (entryId: string) => `/api/journal/entries/${entryId}/receipt`,
  /** GET, public: the log as C2SP tlog-tiles lays it out, below this prefix: `checkpoint`, `tile/…`, and `key`. */
  log: (organisationId: string) => `/api/journal/${organisationId}`,
} as const
