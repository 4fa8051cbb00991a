import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { StartError } from '../start-error.ts'
import { fileKeyManagement } from './key-file.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candor-key-'))
  path = join(folder, 'keys', 'master.key')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const key = Buffer.alloc(32, 7)

describe('the master key file', () => {
  it('is made on first use, for its owner only', () => {
    fileKeyManagement(path, true)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readFileSync(path, 'utf8')).toMatch(/^candor-master-key-1:[0-9a-f]{64}\n$/)
  })

  it('unwraps later what it wrapped', async () => {
    const wrapped = await fileKeyManagement(path, true).wrap(key, { organisation: 'a', purpose: 'wrap' })
    const again = await fileKeyManagement(path, false).unwrap(wrapped, { purpose: 'wrap', organisation: 'a' })
    expect(again.equals(key)).toBe(true)
  })

  it('does not unwrap for another organisation, nor with another file', async () => {
    const wrapped = await fileKeyManagement(path, true).wrap(key, { organisation: 'a' })
    await expect(fileKeyManagement(path, false).unwrap(wrapped, { organisation: 'b' })).rejects.toMatchObject({
      code: 'CORRUPT_CIPHERTEXT',
    })
    const other = fileKeyManagement(join(folder, 'other.key'), true)
    await expect(other.unwrap(wrapped, { organisation: 'a' })).rejects.toMatchObject({ code: 'CORRUPT_CIPHERTEXT' })
  })

  it('is never replaced: two processes that make it at once use the same one', async () => {
    const first = fileKeyManagement(path, true)
    const second = fileKeyManagement(path, true)
    expect((await second.unwrap(await first.wrap(key, {}), {})).equals(key)).toBe(true)
  })

  it('is refused when others may read it, with the command that mends it', () => {
    fileKeyManagement(path, true)
    chmodSync(path, 0o644)
    const open = () => fileKeyManagement(path, false)
    expect(open).toThrow(/mode 644/)
    expect(open).toThrow(expect.objectContaining({ remedy: expect.stringContaining(`chmod 600 ${path}`) }))
  })

  it('is not made anew where data already exists', () => {
    expect(() => fileKeyManagement(path, false)).toThrow(StartError)
    expect(existsSync(path)).toBe(false)
  })

  it.each(['', 'candor-master-key-1:00', 'hello'])('is refused when it holds %j', (content) => {
    fileKeyManagement(path, true)
    writeFileSync(path, content)
    expect(() => fileKeyManagement(path, false)).toThrow('not a master key')
  })
})
