import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ed25519Signer, formatVerifierKey } from '@candor/journal'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../platform/config.ts'
import { eventually } from '../../testing/index.ts'
import { parseLogKeys, readSettings } from './settings.ts'

const keyOf = (name: string, seed: number): string =>
  formatVerifierKey(ed25519Signer(name, new Uint8Array(32).fill(seed)).key)
const witness = 'remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2'

let folder: string
const errors: unknown[] = []
const log = { error: (line: unknown) => void errors.push(line) }
const at = (name: string): string => join(folder, name)
const settingsOf = (env: Record<string, string>) => readSettings(readConfig(env, folder), log as never)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'candor-witness-settings-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('the settings of witnesses', () => {
  it('are nothing unless files are named', () => {
    expect(settingsOf({})).toEqual({ policy: undefined, logs: undefined })
  })

  it('name the witnesses to ask, with their addresses', () => {
    writeFileSync(at('asked'), `witness a ${witness} https://witness.example/\nquorum a\n`)
    expect(settingsOf({ CANDOR_WITNESS_POLICY: 'asked' }).policy).toMatchObject({
      quorum: 'a',
      witnesses: [{ name: 'a', url: 'https://witness.example/' }],
    })
  })

  it.each([
    ['witness a KEY\nquorum a\n', 'has no address'],
    ['witness a KEY ftp://witness.example/\nquorum a\n', 'has no address'],
    ['witness a KEY https://witness.example/\n', 'no quorum line'],
  ])('stop the start with what is wrong: %j', (text, why) => {
    writeFileSync(at('wrong'), text.replace('KEY', witness))
    expect(() => settingsOf({ CANDOR_WITNESS_POLICY: 'wrong' })).toThrow(why)
  })

  it('stop the start when a file is not there', () => {
    expect(() => settingsOf({ CANDOR_WITNESS_LOGS: 'absent' })).toThrow('cannot be read')
  })

  it('take the keys of journals in either form, several for one journal', () => {
    const [first, second] = [keyOf('example.com/one', 1), keyOf('example.com/one', 2)]
    const keys = parseLogKeys(`# ours\n${first}\r\nlog ${second} https://example.com\n\n`)
    expect([...keys].map(([origin, verifiers]) => [origin, verifiers.length])).toEqual([['example.com/one', 2]])
    expect(() => parseLogKeys('nonsense\n')).toThrow('verifier key')
  })

  it('follow the file of journals while the server runs, and keep what they had when it is spoilt', async () => {
    const one = keyOf('example.com/one', 1)
    const change = (text: string, second: number): void => {
      writeFileSync(at('logs'), text)
      utimesSync(at('logs'), second, second)
    }
    change('', 1)
    const { logs } = settingsOf({ CANDOR_WITNESS_LOGS: 'logs' })
    expect(logs!().size).toBe(0)
    change(`${one}\n`, 2)
    await eventually('the new key', async () => logs!().has('example.com/one'))
    change('nonsense\n', 3)
    await eventually('the error', async () => {
      logs!()
      return errors.length > 0
    })
    expect(logs!().has('example.com/one')).toBe(true)
  })
})
