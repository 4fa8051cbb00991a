import { describe, expect, it } from 'vitest'
import { fromHex, toHex, toUtf8 } from './bytes.ts'
import { canonicalJson } from './canonical-json.ts'
import { commitmentOf, commitmentOfText } from './commitment.ts'
import { canonicalEntry, type EntryPublic, leafHashOf, parseEntry } from './entry.ts'
import { logIdOf, originOf, parseOrigin } from './origin.ts'
import { hashLeaf } from './tree/hash.ts'

const organisation = '01890a5d-ac96-774b-bcce-b302099a8057'
const entry: EntryPublic = {
  v: 1,
  organisation,
  id: '01890a5d-ac96-774b-bcce-b302099a8058',
  subject: '01890a5d-ac96-774b-bcce-b302099a8059',
  kind: 'order.placed',
  actor: 'staff:4f3c',
  purpose: 'service-contract',
  recordedAt: '2026-01-31T08:00:00.000Z',
  commitment: 'ab'.repeat(32),
}

describe('an entry', () => {
  it('is hashed as the RFC 6962 leaf of its RFC 8785 canonical JSON', () => {
    expect(canonicalEntry(entry)).toBe(canonicalJson(entry))
    expect(toHex(leafHashOf(entry))).toBe(toHex(hashLeaf(toUtf8(canonicalJson(entry)))))
    const odd = { ...entry, actor: 'staff:"\u00e9\n😀' }
    expect(canonicalEntry(odd)).toBe(canonicalJson(odd))
    for (const unusual of [odd, { ...entry, actor: `staff:${'x'.repeat(5000)}` }]) {
      expect(toHex(leafHashOf(unusual))).toBe(toHex(hashLeaf(toUtf8(canonicalJson(unusual)))))
    }
  })

  it('is accepted whatever the order of its members', () => {
    expect(parseEntry(JSON.parse(canonicalEntry(entry)))).toEqual(entry)
  })

  it.each<[string, unknown, string]>([
    ['another version', { ...entry, v: 2 }, 'entry.v'],
    ['no subject', { ...entry, subject: undefined }, 'entry.subject'],
    ['an upper-case id', { ...entry, id: entry.id.toUpperCase() }, 'entry.id'],
    ['a kind without a dot', { ...entry, kind: 'ordered' }, 'entry.kind'],
    ['a nameless actor', { ...entry, actor: 'staff:' }, 'entry.actor'],
    ['a purpose in capitals', { ...entry, purpose: 'Service' }, 'entry.purpose'],
    ['a time zone', { ...entry, recordedAt: '2026-01-31T08:00:00.000+01:00' }, 'entry.recordedAt'],
    ['a day that does not exist', { ...entry, recordedAt: '2026-02-31T08:00:00.000Z' }, 'entry.recordedAt'],
    ['no milliseconds', { ...entry, recordedAt: '2026-01-31T08:00:00Z' }, 'entry.recordedAt'],
    ['a short commitment', { ...entry, commitment: 'ab' }, 'entry.commitment'],
    ['a member too many', { ...entry, name: 'Ada' }, 'entry.name'],
    ['a list', [entry], 'JSON object'],
    ['nothing', null, 'JSON object'],
  ])('is refused with %s, naming the member', (_, value, named) => {
    expect(() => parseEntry(value)).toThrow(named)
    expect(() => parseEntry(value)).toThrow(expect.objectContaining({ code: 'JOURNAL_ENTRY_MALFORMED' }))
  })
})

describe('a commitment', () => {
  it('is HMAC-SHA-256 (RFC 4231 test case 1, its key filled up to 32 bytes as HMAC itself would)', () => {
    const key = new Uint8Array(32)
    key.fill(0x0b, 0, 20)
    expect(commitmentOfText(key, 'Hi There')).toBe('b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7')
  })

  it('depends on the body, not on the order of its members, and on the salt', () => {
    const salt = fromHex('11'.repeat(32), 32)
    const commitment = commitmentOf(salt, { amount: 100, currency: 'GBP' })
    expect(commitmentOf(salt, { currency: 'GBP', amount: 100 })).toBe(commitment)
    expect(commitmentOf(salt, { currency: 'GBP', amount: 101 })).not.toBe(commitment)
    expect(commitmentOf(fromHex('12'.repeat(32), 32), { amount: 100, currency: 'GBP' })).not.toBe(commitment)
    expect(() => commitmentOf(new Uint8Array(31), {})).toThrow('32 bytes')
  })
})

describe('an origin', () => {
  it('names host and organisation', () => {
    expect(originOf(organisation)).toBe(`candor.local/journal/${organisation}`)
    expect(parseOrigin(originOf(organisation, 'crm.example.com:8443'))).toEqual({
      host: 'crm.example.com:8443',
      organisation,
    })
    expect(logIdOf(originOf(organisation))).toMatch(/^0x[0-9a-f]{64}$/)
  })

  it.each([
    'crm.example.com',
    `https://x/journal/${organisation}`,
    `X/journal/${organisation}`,
    `x/journal/${organisation} `,
  ])('is refused as %j', (origin) => {
    expect(() => parseOrigin(origin)).toThrow(expect.objectContaining({ code: 'JOURNAL_ORIGIN_MALFORMED' }))
  })
})
