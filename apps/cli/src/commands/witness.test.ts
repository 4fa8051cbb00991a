import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createCosigner,
  ed25519Signer,
  formatWitnessKey,
  hashLeaf,
  signCheckpoint,
  splitViewOf,
  toUtf8,
} from '@candor/journal'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from '../run.ts'
import { entriesOf, fakeKeyboard } from '../testing.ts'
import { journalInMemory } from '../testing-receipts.ts'
import { openFileStore } from '../witness/file-store.ts'
import { verify } from './verify.ts'
import { witness } from './witness.ts'

let folder: string
const at = (name: string): string => join(folder, name)
const ask = async (...argv: string[]) => {
  const { io, written } = fakeKeyboard({}, folder)
  const code = await run(entriesOf(witness, verify), argv, io)
  return { code, ...written }
}
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'candor-witness-command-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('candor witness', () => {
  it.each([
    [['witness'], 'no journal to watch'],
    [['witness', '--log', 'nonsense'], 'no key of a journal'],
    [['witness', '--show', '--data', 'absent.json'], 'There is no'],
  ])('refuses %j as wrongly called', async (argv, problem) => {
    const answer = await ask(...argv)
    expect(answer).toMatchObject({ code: 2, out: '' })
    expect(answer.err).toContain(problem)
  })

  it('refuses a port that is none, and a name that no key can have', async () => {
    const { key } = await journalInMemory(1)
    expect(await ask('witness', '--log', key, '--port', 'x')).toMatchObject({ code: 2 })
    expect(await ask('witness', '--log', key, '--name', 'a b')).toMatchObject({ code: 2 })
  })

  it('shows what was seen, and ends with 1 when a journal has two histories', async () => {
    const signer = ed25519Signer('example.com/log', new Uint8Array(32).fill(5))
    const of = (word: string) =>
      signCheckpoint({ origin: 'example.com/log', size: 3, root: hashLeaf(toUtf8(word)) }, signer)
    const store = openFileStore(at('seen.json'), 'auditor.example/witness')
    const keep = { size: 3, root: 'ab', note: of('one'), cosignedAt: new Date() }
    const answer = { status: 200, type: '', body: '' }
    await store.change('example.com/log', () => ({ keep, answer }))
    store.close()
    const well = await ask('witness', '--show', '--data', 'seen.json')
    expect(well).toMatchObject({ code: 0, err: '' })
    expect(well.out).toContain('example.com/log: 3 records')
    const again = openFileStore(at('seen.json'), 'x')
    const evidence = splitViewOf('example.com/log', of('one'), of('two'), [])
    await again.change('example.com/log', () => ({ evidence, answer }))
    again.close()
    const found = await ask('witness', '--show', '--data', 'seen.json')
    expect(found.code).toBe(1)
    expect(found.out).toContain('two histories: a seal of 3 records and one of 3')
  })
})

describe('candor verify --policy', () => {
  it('takes the journals it names, and counts its witnesses', async () => {
    const journal = await journalInMemory(5)
    const cosigner = createCosigner('witness.example/w1', new Uint8Array(32).fill(6))
    const vkey = formatWitnessKey(cosigner.key)
    writeFileSync(at('one.tlog-proof'), await journal.receipt(2))
    writeFileSync(at('none.policy'), `log ${journal.key}\nquorum none\n`)
    expect(await ask('verify', 'one.tlog-proof', '--policy', 'none.policy')).toMatchObject({ code: 0 })
    writeFileSync(at('one.policy'), `log ${journal.key}\nwitness w1 ${vkey}\nquorum w1\n`)
    const answer = await ask('verify', 'one.tlog-proof', '--policy', 'one.policy')
    expect(answer.code).toBe(1)
    expect(answer.out).toContain('[RECEIPT_WITNESSES_MISSING]')
    const told = await ask('verify', 'one.tlog-proof', '--policy', 'absent.policy')
    expect(told).toMatchObject({ code: 2 })
    writeFileSync(at('bad.policy'), `quorum nobody\n`)
    expect((await ask('verify', 'one.tlog-proof', '--policy', 'bad.policy')).err).toContain('nobody is not defined')
  })
})
