import { z } from 'zod'
import { instant, uuid } from './common.ts'
import { consentTermKinds } from './consent-words.ts'

const shortText = z.string().trim().min(1).max(200)
const longText = z.string().trim().min(1).max(2_000)
/** Lower case letters, digits and hyphens: by this name programs ask. */
export const consentSlug = z.string().regex(/^[a-z][a-z0-9-]{1,62}$/)
/** A term of a vocabulary such as the W3C Data Privacy Vocabulary, as a compact or full IRI. */
const vocabularyTerm = z.string().regex(/^[a-z][a-z0-9.+-]*:\S{1,200}$/i)

/** A text in every language of the product. */
export const bilingual = z.strictObject({ en: shortText, zh: shortText })
export const bilingualText = z.strictObject({ en: longText, zh: longText })
export type Bilingual = z.infer<typeof bilingual>

export const consentTermKind = z.enum(consentTermKinds)

/** A term as a notice quotes it: what a person agreed to keeps its words, whatever is renamed later. */
export const consentQuotedTerm = z.object({
  id: uuid,
  slug: consentSlug,
  /** The same in the W3C Data Privacy Vocabulary; null where it has no term for it. */
  dpv: vocabularyTerm.nullable(),
  name: bilingual,
})
export type ConsentQuotedTerm = z.infer<typeof consentQuotedTerm>

export const consentTerm = consentQuotedTerm.extend({ kind: consentTermKind, description: bilingual })
export type ConsentTerm = z.infer<typeof consentTerm>

/** What a person is told and asked: one version, which never changes. */
export const consentNotice = z.object({
  version: z.number().int(),
  title: bilingual,
  /** What is done with the data, in one plain sentence, and what for. */
  what: bilingualText,
  why: bilingualText,
  /** How long the data is kept for this purpose. */
  retention: bilingualText,
  categories: z.array(consentQuotedTerm),
  recipients: z.array(consentQuotedTerm),
  channels: z.array(consentQuotedTerm),
  /** After so many months a grant ends by itself; null for until it is withdrawn. */
  months: z.number().int().nullable(),
  /** Whether grants under earlier versions ended with this one. */
  renews: z.boolean(),
  /** SHA-256 of all the above as canonical JSON (RFC 8785). */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  publishedAt: instant,
  entryId: uuid,
})
export type ConsentNotice = z.infer<typeof consentNotice>

export const consentPurpose = z.object({
  id: uuid,
  slug: consentSlug,
  dpv: vocabularyTerm.nullable(),
  /** Nobody is asked for it any more, and nothing may be used for it. */
  retired: z.boolean(),
})
export type ConsentPurpose = z.infer<typeof consentPurpose>

/** A term to be. */
export const newConsentTerm = z.strictObject({
  kind: consentTermKind,
  slug: consentSlug,
  dpv: vocabularyTerm.nullish(),
  name: bilingual,
  description: bilingual,
})
export type NewConsentTerm = z.input<typeof newConsentTerm>

/** A notice to be. */
export const newConsentNotice = z.strictObject({
  title: bilingual,
  what: bilingualText,
  why: bilingualText,
  retention: bilingualText,
  categories: z.array(uuid).min(1).max(50),
  recipients: z.array(uuid).min(1).max(50),
  channels: z.array(uuid).max(20),
  months: z.number().int().min(1).max(120).nullable(),
  renews: z.boolean(),
})
export type NewConsentNotice = z.input<typeof newConsentNotice>
