import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { consentRecordWith, signedDecision } from '@candor/cli/src/testing-consent.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { needsPython, pythonIsHere } from './python.ts'

const verifier = fileURLToPath(new URL('../../tools/verify-py/consent.py', import.meta.url))

describe.skipIf(!pythonIsHere)(`a consent record, checked in Python without our code${needsPython}`, () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'candor-consent-py-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** What the verifier says of a record: `genuine`, or the code of its refusal. */
  const verdictOf = (record: unknown, key: string): string => {
    writeFileSync(join(folder, 'consent.jsonld'), typeof record === 'string' ? record : JSON.stringify(record))
    const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' }
    const said = (() => {
      try {
        return execFileSync('python3', [verifier, 'consent.jsonld', '--key', key], { cwd: folder, env, stdio: 'pipe' })
      } catch (error) {
        return (error as { stdout: Buffer }).stdout
      }
    })().toString()
    return /: (genuine)|\[(\w+)\]/.exec(said)?.slice(1).find(Boolean) ?? said
  }

  it('is accepted when everything follows from its receipt and the person signed', async () => {
    const { key, record } = consentRecordWith(await signedDecision())
    expect(verdictOf(record, key)).toBe('genuine')
    expect(verdictOf(JSON.stringify(record, null, 2), key)).toBe('genuine')
  })

  it('is refused, for the reason, when anything does not', async () => {
    const { key, record } = consentRecordWith(await signedDecision())
    const status = { ...record['dpv:hasConsentStatus'], '@type': 'dpv:ConsentWithdrawn' }
    expect(verdictOf({ ...record, 'dpv:hasConsentStatus': status }, key)).toBe('CONSENT_RECORD_DIFFERS')
    expect(verdictOf({ ...record, note: 'added' }, key)).toBe('CONSENT_RECORD_DIFFERS')
    expect(verdictOf({}, key)).toBe('CONSENT_MALFORMED')
    const proof = record['candor:proof']
    const receipt = proof['candor:receipt'].replace('index 0', 'index 1')
    expect(verdictOf({ ...record, 'candor:proof': { ...proof, 'candor:receipt': receipt } }, key)).toMatch(/^RECEIPT_/)
    const cases = [
      [{ content: `0x${'4'.repeat(64)}` }, 'CONSENT_COMMITMENT_DIFFERS'],
      [{ nonce: 9 }, 'CONSENT_SIGNATURE_FAILS'],
      [{ chainId: 1 }, 'CONSENT_SIGNATURE_FAILS'],
      [{ contract: `0x${'5'.repeat(40)}` }, 'CONSENT_SIGNATURE_FAILS'],
      [{ deadline: '2027-02-01T08:00:00.000Z' }, 'CONSENT_SIGNATURE_FAILS'],
      [{ signature: '0x00' }, 'CONSENT_MALFORMED'],
    ] as const
    for (const [change, code] of cases) {
      const changed = consentRecordWith(await signedDecision(change))
      expect([change, verdictOf(changed.record, changed.key)]).toEqual([change, code])
    }
  })
})
