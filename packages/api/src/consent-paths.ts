/** Routes of consent whose answers are files. */
export const consentPaths = {
  /** GET application/ld+json for the customer: the consent record of one of my decisions, with its proof. */
  record: (entryId: string) => `/api/portal/consents/decisions/${entryId}/record`,
} as const
