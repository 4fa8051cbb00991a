import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verify } from '../commands/verify.ts'
import { run } from '../run.ts'
import { consentRecordWith, signedDecision } from '../testing-consent.ts'
import { entriesOf, fakeKeyboard } from '../testing.ts'

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
    const { key, record } = consentRecordWith(await signedDecision())
    const { code, out } = await ask(record, key)
    expect(out).toContain('consent.jsonld: genuine')
    expect(code).toBe(0)
  })

  it('refuses one that says something else than its receipt', async () => {
    const { key, record } = consentRecordWith(await signedDecision())
    const status = { ...record['dpv:hasConsentStatus'], '@type': 'dpv:ConsentWithdrawn' }
    const { code, out } = await ask({ ...record, 'dpv:hasConsentStatus': status }, key)
    expect(out).toContain('it says something else than its receipt')
    expect(code).toBe(1)
    expect((await ask({ ...record, note: 'added' }, key)).code).toBe(1)
  })

  it('refuses one whose commitments stand for another decision', async () => {
    const { key, record } = consentRecordWith(await signedDecision({ content: `0x${'4'.repeat(64)}` }))
    const { code, out } = await ask(record, key)
    expect(out).toContain('do not open to the decision')
    expect(code).toBe(1)
  })

  it('refuses one that somebody else signed', async () => {
    const { key, record } = consentRecordWith(await signedDecision({ nonce: 9 }))
    const { code, out } = await ask(record, key)
    expect(out).toContain('the account that it names did not sign it')
    expect(code).toBe(1)
    const torn = consentRecordWith(await signedDecision({ signature: '0x00' }))
    expect((await ask(torn.record, torn.key)).code).toBe(1)
  })

  it('refuses one with a changed receipt, and what is no record at all', async () => {
    const { key, record } = consentRecordWith(await signedDecision())
    const proof = record['candor:proof']
    const changed = proof['candor:receipt'].replace('index 0', 'index 1')
    expect((await ask({ ...record, 'candor:proof': { ...proof, 'candor:receipt': changed } }, key)).code).toBe(1)
    for (const other of [{}, '{', { 'candor:proof': { 'candor:receipt': 'nothing' } }]) {
      expect((await ask(other, key)).code).toBe(1)
    }
  })
})
