/** The member of staff who looks at the list, in a filter by owner: so one shared view shows everybody their own. */
export const myself = 'me'

/** How deep groups of a filter can lie in each other, and how many conditions it can have. */
export const mostFilterDepth = 4
export const mostFilterConditions = 40

/** Where the file of an export is; for the one who started it, for a day. */
export const customerExportPath = (id: string): string => `/api/customer-exports/${id}/customers.csv`

/** Pixels that a column of a list can have. */
export const narrowestColumn = 64
export const widestColumn = 800
