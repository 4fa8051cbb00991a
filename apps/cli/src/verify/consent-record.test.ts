import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verify } from '../commands/verify.ts'
import { run } from '../run.ts'
import { entriesOf, fakeKeyboard } from '../testing.ts'

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
  validUntil: null,
}
const salts = [randomBytes(32), randomBytes(32)] as const
const bodyOf = (change: Partial<ConsentEntryBody['ledger']> = {}): ConsentEntryBody => ({
  decision,
  number: 1,
  signer: { kind: 'custodial', account: `0x${'1'.repeat(40)}` },
  ledger: {
    chainId: 1,
    contract: `0x${'2'.repeat(40)}`,
    member: 1,
    consent: `0x${commitmentOf(salts[0], consentMatter(organisation, decision))}`,
    consentSalt: salts[0].toString('hex'),
    content: `0x${commitmentOf(salts[1], decision)}`,
    contentSalt: salts[1].toString('hex'),
    nonce: 1,
    deadline: '2026-02-01T08:00:00.000Z',
    signature: `0x${'3'.repeat(130)}`,
    ...change,
  },
})

/** A journal that holds nothing but one decision, and the record of it. */
const recordOf = (body: ConsentEntryBody) => {
  const origin = originOf(organisation)
  const signer = ed25519Signer(origin, new Uint8Array(32).fill(5))
  const salt = new Uint8Array(32).fill(3)
  const opened = body as unknown as JsonObject
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

describe('candor verify of a consent record', () => {
  let folder: string
  const ask = async (content: unknown, key: string) => {
    writeFileSync(join(folder, 'consent.jsonld'), typeof content === 'string' ? content : JSON.stringify(content))
    const { io, written } = fakeKeyboard({}, folder)
    const code = await run(entriesOf(verify), ['verify', 'consent.jsonld', '--key', key], io)
    return { code, out: written.out }
  }
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'candor-consent-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('accepts one whose every word follows from its receipt', async () => {
    const { key, record } = recordOf(bodyOf())
    const { code, out } = await ask(record, key)
    expect(out).toContain('consent.jsonld: genuine')
    expect(code).toBe(0)
  })

  it('refuses one that says something else than its receipt', async () => {
    const { key, record } = recordOf(bodyOf())
    const status = { ...record['dpv:hasConsentStatus'], '@type': 'dpv:ConsentWithdrawn' }
    const { code, out } = await ask({ ...record, 'dpv:hasConsentStatus': status }, key)
    expect(out).toContain('it says something else than its receipt')
    expect(code).toBe(1)
    expect((await ask({ ...record, note: 'added' }, key)).code).toBe(1)
  })

  it('refuses one whose commitments stand for another decision', async () => {
    const { key, record } = recordOf(bodyOf({ content: `0x${'4'.repeat(64)}` }))
    const { code, out } = await ask(record, key)
    expect(out).toContain('do not open to the decision')
    expect(code).toBe(1)
  })

  it('refuses one with a changed receipt, and what is no record at all', async () => {
    const { key, record } = recordOf(bodyOf())
    const proof = record['candor:proof']
    const changed = proof['candor:receipt'].replace('index 0', 'index 1')
    expect((await ask({ ...record, 'candor:proof': { ...proof, 'candor:receipt': changed } }, key)).code).toBe(1)
    for (const other of [{}, '{', { 'candor:proof': { 'candor:receipt': 'nothing' } }]) {
      expect((await ask(other, key)).code).toBe(1)
    }
  })
})
