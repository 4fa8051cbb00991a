import { describe, expect, it } from 'vitest'
import { fromBase64, toBase64, toHex, toUtf8 } from '../bytes.ts'
import { emptyRoot } from '../tree/hash.ts'
import { formatCheckpoint, parseCheckpoint, parseSignedCheckpoint, signCheckpoint } from './checkpoint.ts'
import { formatNote, openNote, parseNote, signNote } from './signed-note.ts'
import { ed25519Signer, ed25519Verifier, formatVerifierKey, parseVerifierKey, verifierKey } from './verifier-key.ts'

/** Example of the C2SP signed-note specification. */
const specKey = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'
const specNote =
  'This is an example message.\n\n' +
  '— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n'

/** Key pair and note that the Go note package is known by. */
const goKey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const goSeed = fromBase64('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz').slice(1)
const goText = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
const goLine =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n'

/** Example of the C2SP tlog-checkpoint specification. */
const specCheckpoint =
  'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n' +
  '— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n'

const verifier = (vkey: string) => ed25519Verifier(parseVerifierKey(vkey))

describe('verifier keys', () => {
  it.each([specKey, goKey, 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8'])(
    'reads and writes %s',
    (vkey) => {
      expect(formatVerifierKey(parseVerifierKey(vkey))).toBe(vkey)
    },
  )

  it('refuses every part of a key and every key with one character changed', () => {
    for (let from = 0; from < goKey.length; from++) {
      for (let to = from + 1; to <= goKey.length; to++) {
        if (to - from === goKey.length) continue
        expect(() => parseVerifierKey(goKey.slice(from, to))).toThrow('Not a usable verifier key')
      }
      const changed = goKey.slice(0, from) + String.fromCharCode(goKey.charCodeAt(from) + 1) + goKey.slice(from + 1)
      expect(() => parseVerifierKey(changed)).toThrow('Not a usable verifier key')
    }
  })

  it.each([
    ['a key of another type', 'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'],
    ['a key of another length', 'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY=='],
    ['an upper-case id', goKey.replace('c74f20a3', 'C74F20A3')],
    ['a trailing newline', `${goKey}\n`],
  ])('refuses %s', (_, vkey) => {
    expect(() => parseVerifierKey(vkey)).toThrow(expect.objectContaining({ code: 'JOURNAL_KEY_MALFORMED' }))
  })

  it.each(['', 'two words', 'a+b', 'no-break\u00a0space', 'wide\u3000space', 'line\nbreak'])(
    'refuses the name %j',
    (name) => {
      expect(() => verifierKey(name, new Uint8Array(32))).toThrow('cannot be the name of a key')
    },
  )
})

describe('signed notes', () => {
  it('accepts the example of the specification', () => {
    const verdict = openNote(specNote, [verifier(specKey)])
    expect(verdict).toEqual({ ok: true, text: 'This is an example message.\n', signedBy: ['example.com/foo'] })
  })

  it('signs as the Go note package does, byte by byte', () => {
    const signer = ed25519Signer('PeterNeumann', goSeed)
    expect(formatVerifierKey(signer.key)).toBe(goKey)
    expect(signNote(goText, signer)).toBe(`${goText}\n${goLine}`)
    expect(openNote(`${goText}\n${goLine}`, [verifier(goKey)])).toMatchObject({ ok: true, text: goText })
  })

  it('passes over signatures of unknown keys, but wants one of a known key', () => {
    const other = ed25519Signer('witness.example', new Uint8Array(32).fill(7))
    const note = signNote(goText, other, ed25519Signer('PeterNeumann', goSeed))
    expect(openNote(note, [verifier(goKey)])).toMatchObject({ ok: true, signedBy: ['PeterNeumann'] })
    const unknown = signNote(goText, other)
    expect(openNote(unknown, [verifier(goKey)])).toEqual({
      ok: false,
      code: 'NOTE_SIGNATURE_MISSING',
      message: expect.any(String) as string,
      evidence: { note: unknown, keys: ['PeterNeumann'] },
    })
  })

  it('refuses a note if one known key did not sign this text, whoever else did', () => {
    const { text, signatures } = parseNote(specNote)
    const forged = formatNote({ text: text.replace('message', 'massage'), signatures })
    expect(openNote(forged, [verifier(specKey)])).toMatchObject({ ok: false, code: 'NOTE_SIGNATURE_FAILS' })
  })

  it('keeps empty lines of the text: the last one separates', () => {
    const signer = ed25519Signer('poem.example', new Uint8Array(32).fill(9))
    const text = 'first\n\nsecond\n'
    expect(openNote(signNote(text, signer), [ed25519Verifier(signer.key)])).toMatchObject({ ok: true, text })
  })

  it.each([
    ['no signatures', 'text\n'],
    ['no blank line', `text\n${goLine}`],
    ['no final newline', `${goText}\n${goLine.slice(0, -1)}`],
    ['a blank line after the signatures', `${goText}\n${goLine}\n`],
    ['a carriage return', `${goText.replace('\n', '\r\n')}\n${goLine}`],
    ['a tab', `a\tb\n\n${goLine}`],
    ['a hyphen for the dash', `${goText}\n${goLine.replace('—', '-')}`],
    ['two spaces', `${goText}\n${goLine.replace('— ', '—  ')}`],
    ['base64 without padding', `${goText}\n${goLine.replace('=', '')}`],
    ['loose base64 bits', `${goText}\n${goLine.replace('M=', 'N=')}`],
    ['a signature of four bytes', `${goText}\n— PeterNeumann ${toBase64(new Uint8Array(4))}\n`],
    ['a plus in the name', `${goText}\n${goLine.replace('PeterNeumann', 'Peter+Neumann')}`],
    ['65 signatures', `${goText}\n${goLine.repeat(65)}`],
    ['half of a surrogate pair', `\ud800\n\n${goLine}`],
  ])('refuses a note with %s', (_, note) => {
    expect(() => parseNote(note)).toThrow(expect.objectContaining({ code: 'JOURNAL_NOTE_MALFORMED' }))
  })
})

describe('checkpoints', () => {
  it('reads the example of the specification and writes it back', () => {
    const { note, checkpoint } = parseSignedCheckpoint(specCheckpoint)
    expect(checkpoint).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20_852_163, extensions: [] })
    expect(toHex(checkpoint.root)).toBe('0ac5186a91863e8e1d90c808014aa89bf5da8e3ee1d9f07630f0378f68f1ab62')
    expect(formatCheckpoint(checkpoint)).toBe(note.text)
    expect(formatNote(note)).toBe(specCheckpoint)
  })

  it('signs one that opens with the log key', () => {
    const signer = ed25519Signer('log.example', new Uint8Array(32).fill(3))
    const signed = signCheckpoint({ origin: 'log.example', size: 0, root: emptyRoot() }, signer)
    expect(openNote(signed, [ed25519Verifier(signer.key)])).toMatchObject({ ok: true })
    expect(parseSignedCheckpoint(signed).checkpoint).toMatchObject({ origin: 'log.example', size: 0 })
  })

  const root = toBase64(emptyRoot())
  it.each([
    ['no newline at the end', `log\n1\n${root}`],
    ['two lines', 'log\n1\n'],
    ['an empty origin', `\n1\n${root}\n`],
    ['a leading zero', `log\n01\n${root}\n`],
    ['a sign', `log\n+1\n${root}\n`],
    ['a size beyond what can be counted exactly', `log\n9007199254740992\n${root}\n`],
    ['a short root', `log\n1\n${toBase64(new Uint8Array(31))}\n`],
    ['a root in hex', `log\n1\n${toHex(emptyRoot())}\n`],
    ['an empty extension line', `log\n1\n${root}\n\nmore\n`],
  ])('refuses one with %s', (_, text) => {
    expect(() => parseCheckpoint(text)).toThrow(expect.objectContaining({ code: 'JOURNAL_CHECKPOINT_MALFORMED' }))
  })

  it('keeps extension lines', () => {
    const text = `log\n1\n${root}\none\ntwo words\n`
    expect(parseCheckpoint(text).extensions).toEqual(['one', 'two words'])
    expect(formatCheckpoint(parseCheckpoint(text))).toBe(text)
  })

  it('does not write one with a line smuggled into the origin', () => {
    const smuggled = { origin: 'log\n5', size: 1, root: emptyRoot(), extensions: [] }
    expect(() => formatCheckpoint(smuggled)).toThrow('every line')
    expect(() => formatCheckpoint({ ...smuggled, origin: 'log', root: toUtf8('short') })).toThrow('32 bytes')
  })
})
