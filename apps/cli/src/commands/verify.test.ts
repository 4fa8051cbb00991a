import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ed25519Signer, formatVerifierKey } from '@candor/journal'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from '../run.ts'
import { entriesOf, fakeKeyboard } from '../testing.ts'
import { journalInMemory } from '../testing-receipts.ts'
import { verify } from './verify.ts'

describe('candor verify, offline', () => {
  let folder: string
  let journal: Awaited<ReturnType<typeof journalInMemory>>
  const at = (name: string): string => join(folder, name)
  const ask = async (...argv: string[]) => {
    const { io, written } = fakeKeyboard({}, folder)
    const code = await run(entriesOf(verify), ['verify', ...argv], io)
    return { code, ...written }
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'candor-verify-'))
    journal = await journalInMemory(37)
    writeFileSync(at('journal.vkey'), `${journal.key}\n`)
    mkdirSync(at('many/deeper'), { recursive: true })
    for (let i = 0; i < 36; i += 1) {
      writeFileSync(at(`many/${i % 2 === 0 ? '' : 'deeper/'}${i}.tlog-proof`), await journal.receipt(i))
    }
    writeFileSync(at('one.tlog-proof'), await journal.receipt(36))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('accepts a genuine receipt with the key as text or file, and says what it checked', async () => {
    const answer = await ask('one.tlog-proof', '--key', 'journal.vkey')
    expect(answer).toMatchObject({ code: 0, err: '' })
    expect(answer.out).toContain('one.tlog-proof: genuine')
    expect(answer.out).toContain('order.placed, recorded 2026-01-31 08:00:00 UTC by system')
    expect(answer.out).toContain('number 37 of the 37 sealed ones')
    expect(answer.out).toContain('no byte of the file differs')
    expect(answer.out).toContain('not yet on the ledger')
    expect((await ask('one.tlog-proof', '--key', journal.key)).out).toBe(answer.out)
  })

  it('takes a folder and answers a program in JSON', async () => {
    const { code, out } = await ask('many', '--key', journal.key, '--json')
    expect(code).toBe(0)
    const answer = JSON.parse(out) as { receipts: unknown[] }
    expect(answer).toMatchObject({ ok: true, accepted: 36, refused: 0 })
    expect(answer.receipts[0]).toMatchObject({
      file: 'many/0.tlog-proof',
      ok: true,
      key: 'given',
      anchor: 'absent',
      treeSize: 37,
    })
  })

  it('refuses a changed receipt, names the check that failed and keeps the evidence', async () => {
    const text = await journal.receipt(5)
    const forged = text.replace('index 5', 'index 6')
    writeFileSync(at('many/forged.tlog-proof'), forged)
    const told = await ask('many', '--key', journal.key)
    rmSync(at('many/forged.tlog-proof'))
    expect(told.code).toBe(1)
    expect(told.out).toContain('many/forged.tlog-proof: NOT ACCEPTED')
    expect(told.out).toContain('[RECEIPT_INCLUSION_FAILS]')
    expect(told.out).toContain('36 of 37 accepted, 1 refused')
    writeFileSync(at('torn.tlog-proof'), text.slice(0, -3))
    const { code, out } = await ask('torn.tlog-proof', '--key', journal.key, '--json')
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      receipts: [{ ok: false, code: expect.stringMatching(/^RECEIPT_/) }],
    })
  })

  it('takes any of the keys that a journal has had', async () => {
    const earlier = formatVerifierKey(ed25519Signer(journal.origin, new Uint8Array(32).fill(8)).key)
    for (const [name, lines] of [
      ['newest-first.vkey', [journal.key, earlier]],
      ['newest-last.vkey', [earlier, journal.key]],
    ] as const) {
      writeFileSync(at(name), lines.join('\n'))
      expect(await ask('one.tlog-proof', '--key', name)).toMatchObject({ code: 0 })
    }
    const answer = await ask('one.tlog-proof', '--key', earlier)
    expect(answer.out).toContain('RECEIPT_CHECKPOINT_SIGNATURE_FAILS')
  })

  it('refuses a receipt of a journal whose key was not given', async () => {
    const other = await journalInMemory(1)
    writeFileSync(at('other.tlog-proof'), await other.receipt(0))
    const answer = await ask('other.tlog-proof', '--key', journal.key)
    expect(answer.code).toBe(1)
    expect(answer.out).toContain(other.origin)
    expect(await ask('other.tlog-proof', '--key', journal.key, '--key', other.key)).toMatchObject({ code: 0 })
  })

  it.each([
    [['one.tlog-proof'], 'nothing to verify against'],
    [['absent.tlog-proof', '--key', 'journal.vkey'], 'There is no absent.tlog-proof'],
    [['.', '--key', 'nonsense'], 'neither a key nor a file'],
    [['one.tlog-proof', '--rpc', 'not a url'], 'not the address of a ledger node'],
    [['one.tlog-proof', '--rpc', 'http://localhost:1', '--contract', '0x12'], 'not the address of a contract'],
    [['one.tlog-proof', '--key', 'journal.vkey', '--contract', `0x${'0'.repeat(40)}`], 'no ledger was named'],
  ])('refuses %j as wrongly called', async (argv, problem) => {
    const answer = await ask(...argv)
    expect(answer).toMatchObject({ code: 2, out: '' })
    expect(answer.err).toContain(problem)
  })

  it('says that nothing is known when the ledger node cannot be reached', async () => {
    const server = createServer((_, reply) => reply.writeHead(503).end())
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    const { port } = server.address() as { port: number }
    const answer = await ask('one.tlog-proof', '--rpc', `http://127.0.0.1:${port}`)
    server.close()
    expect(answer.code).toBe(3)
    expect(answer.err).toContain('does not answer')
  })
})
