import { randomBytes, randomUUID } from 'node:crypto'
import { consentMatter, consentRecordOf, type ConsentDecision, type ConsentEntryBody } from '@candor/api'
import {
  commitmentOf,
  ed25519Signer,
  formatVerifierKey,
  issueReceipt,
  leafHashOf,
  originOf,
  signCheckpoint,
  type EntryPublic,
  type JsonObject,
} from '@candor/journal'
import { consentAct } from '@candor/ledger'
import type { Hex } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'

const organisation = randomUUID()
const term = (slug: string) => ({ id: randomUUID(), slug, dpv: null, name: { en: slug, zh: '条目' } })
const decision: ConsentDecision = {
  state: 'granted',
  purpose: term('news'),
  recipient: term('self'),
  categories: [term('contact-details')],
  channels: [],
  notice: { version: 2, language: 'en', hash: 'ab'.repeat(32) },
  decidedAt: '2026-01-31T08:00:00.000Z',
  validUntil: '2028-01-31T08:00:00.000Z',
}
const person = privateKeyToAccount(generatePrivateKey())
const account = person.address.toLowerCase()
const salts = [randomBytes(32), randomBytes(32)] as const
const unsigned = {
  chainId: 31_337,
  contract: `0x${'2'.repeat(40)}`,
  member: 7,
  consent: `0x${commitmentOf(salts[0], consentMatter(organisation, decision))}`,
  consentSalt: salts[0].toString('hex'),
  content: `0x${commitmentOf(salts[1], decision)}`,
  contentSalt: salts[1].toString('hex'),
  nonce: 3,
  deadline: '2026-02-01T08:00:00.000Z',
}

const signatureOf = async (): Promise<Hex> => {
  const { chainId, contract, member, consent, content, nonce, deadline } = unsigned
  const place = { chainId, contract: contract as Hex }
  const what = { account: account as Hex, member, consent: consent as Hex, content: content as Hex, nonce }
  const { state, validUntil } = decision
  const times = { validUntil: validUntil === null ? undefined : new Date(validUntil), deadline: new Date(deadline) }
  return person.signTypedData(consentAct(place, { ...what, ...times, state }))
}

/** What the journal holds of a decision that a person really signed. @param change what is not as they signed it */
export const signedDecision = async (change: Partial<ConsentEntryBody['ledger']> = {}): Promise<ConsentEntryBody> => ({
  decision,
  number: 4,
  signer: { kind: 'custodial', account },
  ledger: { ...unsigned, signature: await signatureOf(), ...change },
})

/** A journal that holds nothing but one decision, and the record of it. */
export const consentRecordWith = (body: ConsentEntryBody) => {
  const origin = originOf(organisation)
  const signer = ed25519Signer(origin, new Uint8Array(32).fill(5))
  const salt = new Uint8Array(32).fill(3)
  const opened: JsonObject = body
  const entry: EntryPublic = {
    v: 1,
    organisation,
    id: randomUUID(),
    subject: randomUUID(),
    kind: 'consent.granted',
    actor: 'system',
    purpose: 'legal-obligation',
    recordedAt: '2026-01-31T08:00:00.001Z',
    commitment: commitmentOf(salt, opened),
  }
  const checkpoint = signCheckpoint({ origin, size: 1, root: leafHashOf(entry) }, signer)
  const receipt = issueReceipt({ entry, opened: { salt, body: opened }, index: 0, proof: [], checkpoint }, signer)
  return { key: formatVerifierKey(signer.key), record: consentRecordOf({ entry, body, receipt }) }
}
