import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SplitView } from '@candor/journal'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openFileStore, readWitnessFile } from './file-store.ts'

const answer = { status: 200, type: 'text/plain', body: '' }
const found = (shown: string, proven: boolean): SplitView => ({ origin: 'o', known: 'k', shown, proof: [], proven })

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candor-witness-file-'))
  file = join(folder, 'witness.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('the file of a witness', () => {
  it('holds its key and what it has seen, readable by nobody else', async () => {
    const store = openFileStore(file, 'auditor.example/witness')
    const keep = { size: 3, root: 'ab', note: 'n', cosignedAt: new Date('2026-01-31T08:00:00Z') }
    expect(await store.change('o', (newest) => ({ keep, answer: { ...answer, body: typeof newest } }))).toMatchObject({
      body: 'undefined',
    })
    store.close()
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const again = openFileStore(file, 'another name')
    expect(again.name).toBe('auditor.example/witness')
    expect(again.seed).toEqual(store.seed)
    await again.change('o', (newest) => {
      expect(newest).toEqual(keep)
      return { answer }
    })
    again.close()
    expect(readWitnessFile(file).logs).toMatchObject({ o: { size: 3 } })
  })

  it('keeps every proof, and of mere suspicions only some', async () => {
    const store = openFileStore(file, 'w')
    for (let n = 0; n < 30; n += 1) {
      await store.change('o', () => ({ evidence: found(`${n}`, false), answer }))
      await store.change('o', () => ({ evidence: found(`${n}`, true), answer }))
      await store.change('o', () => ({ evidence: found(`${n}`, true), answer }))
    }
    expect(store.evidence().filter(({ proven }) => proven)).toHaveLength(30)
    expect(store.evidence().filter(({ proven }) => !proven)).toHaveLength(20)
    store.close()
  })

  it('is not taken by two, but by the next after one was killed', () => {
    const store = openFileStore(file, 'w')
    writeFileSync(`${file}.lock`, String(process.ppid))
    expect(() => openFileStore(file, 'w')).toThrow(/in use by process/)
    writeFileSync(`${file}.lock`, '999999999')
    openFileStore(file, 'w').close()
    store.close()
  })

  it('is refused when it is damaged, and not replaced', () => {
    openFileStore(file, 'w').close()
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.slice(0, -10))
    expect(() => openFileStore(file, 'w')).toThrow(/cannot be read/)
    writeFileSync(file, text.replace('candor.witness/v1', 'something else'))
    expect(() => openFileStore(file, 'w')).toThrow(/not the file of a witness/)
    expect(() => readWitnessFile(join(folder, 'absent.json'))).toThrow(/There is no/)
  })
})
