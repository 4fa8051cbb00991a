import { z } from 'zod'
import { consentQuotedTerm } from './consent-catalogue.ts'
import { hex, instant, uuid } from './common.ts'

export const consentDecided = z.enum(['granted', 'refused', 'withdrawn'])
export type ConsentDecided = z.infer<typeof consentDecided>

/** What a person decided: what the `content` commitment on the ledger is over. */
export const consentDecision = z.strictObject({
  state: consentDecided,
  purpose: consentQuotedTerm.pick({ id: true, slug: true, dpv: true, name: true }),
  recipient: consentQuotedTerm,
  categories: z.array(consentQuotedTerm),
  channels: z.array(consentQuotedTerm),
  notice: z.strictObject({
    version: z.number().int(),
    /** In which language it was read. */
    language: z.enum(['en', 'zh']),
    hash: z.string(),
  }),
  decidedAt: instant,
  /** When the grant ends by itself; null for until it is withdrawn, and for what is no grant. */
  validUntil: instant.nullable(),
})
export type ConsentDecision = z.infer<typeof consentDecision>

const salt = z.string().regex(/^[0-9a-f]{64}$/)

/**
 * Body of a journal entry about a decision. With the salts, whoever is shown it can count both commitments again; without
 * them nobody can.
 */
export const consentEntryBody = z.strictObject({
  decision: consentDecision,
  /** Number of the decision about this purpose and recipient, from 1. */
  number: z.number().int(),
  /** Who signed: for now the key that is kept for the person under the person's own encryption key. */
  signer: z.strictObject({ kind: z.literal('custodial'), account: hex }),
  ledger: z.strictObject({
    chainId: z.number().int(),
    contract: hex,
    member: z.number().int(),
    /** HMAC-SHA-256 under `consentSalt` of `{organisation, purpose, recipient}`, and under `contentSalt` of `decision`. */
    consent: hex,
    consentSalt: salt,
    content: hex,
    contentSalt: salt,
    /** Number that the contract expects of it. */
    nonce: z.number().int(),
    deadline: instant,
    signature: hex,
  }),
})
export type ConsentEntryBody = z.infer<typeof consentEntryBody>

/** What the `consent` commitment on the ledger is over. */
export const consentMatter = (organisation: string, decision: Pick<ConsentDecision, 'purpose' | 'recipient'>) => ({
  organisation,
  purpose: decision.purpose.id,
  recipient: decision.recipient.id,
})

/** How far the ledger is with a decision. `differs`: it says something else, and what it says counts. */
export const consentOnLedger = z.object({
  state: z.enum(['pending', 'confirmed', 'refused']),
  /** Name of the contract's error, where it refused. */
  refusal: z.string().nullable(),
  transactionHash: hex.nullable(),
  blockNumber: z.number().int().nullable(),
})
export type ConsentOnLedger = z.infer<typeof consentOnLedger>

/** Where a person stands with one purpose and one recipient. */
export const consentStanding = z.object({
  purposeId: uuid,
  recipientId: uuid,
  state: consentDecided,
  number: z.number().int(),
  noticeVersion: z.number().int(),
  categories: z.array(uuid),
  channels: z.array(uuid),
  decidedAt: instant,
  validUntil: instant.nullable(),
  /** Whether it is in force at this moment. */
  inForce: z.boolean(),
  entryId: uuid,
  account: hex,
  ledger: consentOnLedger,
})
export type ConsentStanding = z.infer<typeof consentStanding>

/** Why data may be used or not. */
export const consentReason = z.enum([
  'granted',
  /** Nothing of the person can be read any more. */
  'erased',
  'restricted',
  'objected',
  'never-asked',
  'refused',
  'withdrawn',
  'expired',
  'renewal-needed',
  'category-not-included',
  'channel-not-included',
  'ledger-refused',
  'purpose-retired',
  'unknown-purpose',
  'unknown-category',
  'unknown-recipient',
  'unknown-channel',
])
export type ConsentReason = z.infer<typeof consentReason>

/** The answer to “may this be used?”, with what it rests on. */
export const consentAnswer = z.object({
  allowed: z.boolean(),
  reason: consentReason,
  at: instant,
  /** The decision that it rests on; null where there is none. */
  evidence: z
    .object({
      entryId: uuid,
      state: consentDecided,
      number: z.number().int(),
      noticeVersion: z.number().int(),
      decidedAt: instant,
      validUntil: instant.nullable(),
      ledger: consentOnLedger,
    })
    .nullable(),
})
export type ConsentAnswer = z.infer<typeof consentAnswer>
