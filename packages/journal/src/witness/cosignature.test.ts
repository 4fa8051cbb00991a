import { describe, expect, it } from 'vitest'
import { fromBase64, toHex, toUtf8 } from '../bytes.ts'
import { openNote, parseNote } from '../note/signed-note.ts'
import {
  cosignatureTime,
  createCosigner,
  formatSignatureLines,
  formatWitnessKey,
  parseSignatureLines,
  parseWitnessKey,
  witnessVerifier,
  withSignatures,
} from './cosignature.ts'

/** A checkpoint of a public log with the cosignature of a public witness among others (23 May 2026). */
const published = `arche2025h1.staging.ct.transparency.dev
1432088532
U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

— arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=
— arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
— transparency.dev/DEV:witness-little-garden 2AQqhwAAAABqEiEgzgFIqqhbUoDwjMWE6UP8nd8/KYTzwZ2rhIgcqoXHAwVkjZr4AscylP3v7sEodkRAErumC2q44vdgJY096st5BQ==
— witness1.smartit.nu/witness1 pIyCDwAAAABqEiEghIp82KWebrw7/oHQwlTAm3g2RKS4+eebl8eO0WH+/iEcxZ75W3u5hNI7TOQtmJbqmNWVuE0tgh0XwzdZsDsUAQ==
— remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==
— witness.stagemole.eu Z/euoAAAAABqEiEgw0i+7g2ENfDAWHmtRzCfKTHSDwYDJA2NmKeGi9Y8FtEyOUvVr+AJmIY/2TUFucgKi7lI7cUiOvKFYe/TmN9DAg==
`
const publishedKey = 'remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2'

const checkpoint = 'example.com/log\n3\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'
const cosigner = createCosigner('witness.example/w1', new Uint8Array(32).fill(1))
const at = new Date('2026-01-31T08:00:00.900Z')

describe('cosignatures (C2SP tlog-cosignature)', () => {
  it('verify the one that a public witness gave a public log', () => {
    const verifier = witnessVerifier(parseWitnessKey(publishedKey))
    expect(openNote(published, [verifier])).toMatchObject({ ok: true, signedBy: ['remora.n621.de'] })
    expect(openNote(published.replace('1432088532', '1432088533'), [verifier])).toMatchObject({
      ok: false,
      code: 'NOTE_SIGNATURE_FAILS',
    })
  })

  it('have the form of the specification’s example: key id, time in seconds, signature', () => {
    const line =
      'jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA=='
    const [{ name, id, signature }] = parseSignatureLines(`\u2014 witness.example.com/w1 ${line}\n`) as [never]
    expect(name).toBe('witness.example.com/w1')
    expect(toHex(id)).toBe('8d66cf3f')
    expect(cosignatureTime(signature)).toEqual(new Date(1_679_315_147_000))
    expect(fromBase64(line)).toHaveLength(4 + 8 + 64)
  })

  it('are made and checked over the whole text and the time, in whole seconds', () => {
    const signature = cosigner.cosign(checkpoint, at)
    const verifier = witnessVerifier(cosigner.key)
    expect(cosignatureTime(signature.signature)).toEqual(new Date('2026-01-31T08:00:00.000Z'))
    expect(verifier.verify(toUtf8(checkpoint), signature.signature)).toBe(true)
    expect(verifier.verify(toUtf8(`${checkpoint}more\n`), signature.signature)).toBe(false)
    for (const place of [0, 7, 8, 40, 71]) {
      const changed = signature.signature.with(place, signature.signature[place]! ^ 1)
      expect(verifier.verify(toUtf8(checkpoint), changed), `byte ${place}`).toBe(false)
    }
    expect(verifier.verify(toUtf8(checkpoint), signature.signature.slice(8))).toBe(false)
    const timeless = cosigner.cosign(checkpoint, new Date(0))
    expect(verifier.verify(toUtf8(checkpoint), timeless.signature)).toBe(false)
  })

  it('stand behind the signatures that a note has', () => {
    const lines = formatSignatureLines([cosigner.cosign(checkpoint, at)])
    expect(lines).toMatch(/^\u2014 witness\.example\/w1 [A-Za-z0-9+/]+=*\n$/)
    expect(parseSignatureLines(lines)).toEqual([cosigner.cosign(checkpoint, at)])
    const note = withSignatures(published, parseSignatureLines(lines))
    expect(note).toBe(`${published}${lines}`)
    expect(parseNote(note).signatures).toHaveLength(7)
  })
})

describe('the key of a witness', () => {
  it('is a vkey of its own type, read and written the same', () => {
    expect(formatWitnessKey(parseWitnessKey(publishedKey))).toBe(publishedKey)
    const own = formatWitnessKey(cosigner.key)
    expect(parseWitnessKey(own)).toEqual(cosigner.key)
  })

  it.each([
    ['example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k', 'Ed25519 cosignatures'],
    [publishedKey.replace('da77ade7', 'da77ade8'), 'does not belong'],
    [publishedKey.replace('da77ade7', 'DA77ADE7'), 'expected <name>+<id>+<key>'],
    [`${publishedKey.slice(0, -1)}=`, 'Ed25519 cosignatures'],
    [`${publishedKey}!`, 'not base64'],
    ['remora.n621.de', 'expected'],
  ])('is not %s', (text, why) => {
    expect(() => parseWitnessKey(text)).toThrow(why)
  })
})
