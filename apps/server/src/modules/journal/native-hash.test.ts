import { randomBytes } from 'node:crypto'
import { commitmentOfText, leafHashOf, toHex } from '@candor/journal'
import { describe, expect, it } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { nativeCommitment, nativeLeafHash } from './native-hash.ts'

describe('the system’s hashes', () => {
  it('are those of the journal package, for whatever text', () => {
    for (const text of ['', 'plain', '{"name":"谢谢 “ok” 😀"}', '\u0000\u001f\n', 'x'.repeat(5_000)]) {
      const salt = randomBytes(32)
      expect(nativeCommitment(salt, text).toString('hex')).toBe(commitmentOfText(salt, text))
      const entry = {
        v: 1,
        organisation: uuidv7(),
        id: uuidv7(),
        subject: uuidv7(),
        kind: 'order.placed',
        actor: text,
        purpose: 'service-contract',
        recordedAt: '2026-01-31T08:00:00.000Z',
        commitment: commitmentOfText(salt, text),
      } as const
      expect(nativeLeafHash(entry).toString('hex')).toBe(toHex(leafHashOf(entry)))
    }
  })
})
