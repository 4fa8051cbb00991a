/** What the terms of the catalogue stand for: kinds of data, who receives them, and ways to reach a person. */
export const consentTermKinds = ['category', 'recipient', 'channel'] as const
export type ConsentTermKind = (typeof consentTermKinds)[number]

/** Names of the journal's entries about decisions. */
export const consentEntryKinds = ['consent.granted', 'consent.refused', 'consent.withdrawn'] as const
