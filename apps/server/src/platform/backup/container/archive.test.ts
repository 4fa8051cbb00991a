import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readArchive, verifyArchive, writeArchive } from './archive.ts'
import type { Item } from './items.ts'
import type { Secret } from './secret.ts'
import { segmentSize } from './segments.ts'

const key = (): Secret => ({ kind: 'key', key: randomBytes(32) })

async function* itemsOf(contents: Readonly<Record<string, Buffer>>): AsyncGenerator<Item, void, void> {
  for (const [name, bytes] of Object.entries(contents)) {
    const halves = [bytes.subarray(0, bytes.length / 2), bytes.subarray(bytes.length / 2)]
    yield {
      kind: 'file',
      name,
      about: { mode: 0o600 },
      contents: (async function* () {
        yield* halves
      })(),
    }
  }
}

const contentsOf = async (path: string, secret: Secret): Promise<Record<string, string>> =>
  readArchive(path, secret, async (items) => {
    const found: Record<string, string> = {}
    for await (const { name, contents } of items) {
      const parts: Uint8Array[] = []
      for await (const part of contents) parts.push(part)
      found[name] = Buffer.concat(parts).toString('hex')
    }
    return found
  })

describe('the encrypted archive', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'candor-archive-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it.each([0, 1, segmentSize - 1, segmentSize, segmentSize + 1, 5 * segmentSize + 7])(
    'gives back items of %i random bytes and shows none of them',
    async (size) => {
      const path = join(folder, `size-${size}`)
      const secret = key()
      const contents = { empty: Buffer.alloc(0), big: randomBytes(size), text: Buffer.from('planted words') }
      const sum = await writeArchive(path, secret, itemsOf(contents))
      expect(sum.items.map(({ name, bytes }) => [name, bytes])).toEqual([
        ['empty', 0],
        ['big', size],
        ['text', 13],
      ])
      expect(await contentsOf(path, secret)).toEqual(
        Object.fromEntries(Object.entries(contents).map(([name, bytes]) => [name, bytes.toString('hex')])),
      )
      expect(readFileSync(path).includes('planted words')).toBe(false)
      expect(statSync(path).mode & 0o077).toBe(0)
    },
  )

  it('refuses every changed byte, wherever it is', async () => {
    const path = join(folder, 'original')
    const secret = key()
    await writeArchive(path, secret, itemsOf({ a: randomBytes(200), b: randomBytes(100) }))
    const good = readFileSync(path)
    const bad = join(folder, 'changed')
    const accepted: number[] = []
    for (let at = 0; at < good.length; at += 1) {
      const bytes = Buffer.from(good)
      bytes[at] = bytes[at]! ^ (1 + (at % 255))
      writeFileSync(bad, bytes)
      await verifyArchive(bad, secret).then(
        () => accepted.push(at),
        () => undefined,
      )
    }
    expect(accepted).toEqual([])
  })

  it('refuses every shortened and every lengthened file', async () => {
    const path = join(folder, 'whole')
    const secret = key()
    await writeArchive(path, secret, itemsOf({ a: randomBytes(2 * segmentSize) }))
    const good = readFileSync(path)
    const cut = join(folder, 'cut')
    for (const length of [0, 10, 200, good.length - segmentSize - 20, good.length - 1]) {
      writeFileSync(cut, good.subarray(0, length))
      await expect(verifyArchive(cut, secret)).rejects.toMatchObject({ name: 'BackupError' })
    }
    writeFileSync(cut, Buffer.concat([good, Buffer.from([0])]))
    await expect(verifyArchive(cut, secret)).rejects.toMatchObject({ name: 'BackupError' })
  })

  it('says that a segment is missing, and where one is damaged', async () => {
    const path = join(folder, 'segments')
    const secret = key()
    await writeArchive(path, secret, itemsOf({ a: randomBytes(3 * segmentSize) }))
    const good = readFileSync(path)
    const start = good.indexOf(10, good.indexOf(10) + 1) + 1
    writeFileSync(join(folder, 'short'), good.subarray(0, start + segmentSize + 16))
    await expect(verifyArchive(join(folder, 'short'), secret)).rejects.toMatchObject({ code: 'BACKUP_TRUNCATED' })
    const bytes = Buffer.from(good)
    bytes[start + segmentSize + 20]! ^= 1
    writeFileSync(join(folder, 'hurt'), bytes)
    await expect(verifyArchive(join(folder, 'hurt'), secret)).rejects.toMatchObject({
      code: 'BACKUP_DAMAGED',
      message: expect.stringContaining(`between byte ${start + segmentSize + 16} and`),
    })
  })

  it('opens with the right passphrase only, however its letters are composed', async () => {
    const path = join(folder, 'passphrase')
    await writeArchive(
      path,
      { kind: 'passphrase', passphrase: 'caf\u00E9 au lait \u6E2F\u6E7E' },
      itemsOf({ a: Buffer.from('x') }),
    )
    const composed: Secret = { kind: 'passphrase', passphrase: 'cafe\u0301 au lait \u6E2F\u6E7E' }
    expect(await contentsOf(path, composed)).toEqual({ a: '78' })
    const wrong: Secret = { kind: 'passphrase', passphrase: 'caf\u00E9 au laid \u6E2F\u6E7E' }
    await expect(verifyArchive(path, wrong)).rejects.toMatchObject({ code: 'BACKUP_WRONG_KEY' })
    await expect(verifyArchive(path, key())).rejects.toMatchObject({ code: 'BACKUP_WRONG_KEY' })
  })

  it('refuses secrets that protect nothing, and files that are no backups', async () => {
    const path = join(folder, 'refused')
    await expect(writeArchive(path, { kind: 'passphrase', passphrase: 'short' }, itemsOf({}))).rejects.toMatchObject({
      code: 'BACKUP_KEY_UNFIT',
    })
    await expect(writeArchive(path, { kind: 'key', key: randomBytes(16) }, itemsOf({}))).rejects.toMatchObject({
      code: 'BACKUP_KEY_UNFIT',
    })
    writeFileSync(path, 'candor-backup/1\nnothing to see')
    await expect(verifyArchive(path, key())).rejects.toMatchObject({ code: 'BACKUP_NOT_A_BACKUP' })
    await expect(verifyArchive(join(folder, 'absent'), key())).rejects.toMatchObject({ code: 'BACKUP_NOT_FOUND' })
  })

  it('never overwrites, and leaves nothing behind when its source breaks', async () => {
    const inside = mkdtempSync(join(folder, 'tidy-'))
    const path = join(inside, 'one')
    await writeArchive(path, key(), itemsOf({ a: Buffer.from('x') }))
    await expect(writeArchive(path, key(), itemsOf({}))).rejects.toMatchObject({ code: 'BACKUP_EXISTS' })
    const breaking = async function* (): AsyncGenerator<Item, void, void> {
      yield* itemsOf({ a: randomBytes(100_000) })
      throw new Error('the disk is gone')
    }
    await expect(writeArchive(join(inside, 'two'), key(), breaking())).rejects.toThrow('the disk is gone')
    expect(readdirSync(inside)).toEqual(['one'])
  })
})
