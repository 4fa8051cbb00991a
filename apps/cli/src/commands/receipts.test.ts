import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, type Candor } from '@candor/server'
import { readConfig } from '@candor/server/platform/config'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from '../run.ts'
import { entriesOf, fakeKeyboard } from '../testing.ts'
import { receipts } from './receipts.ts'
import { verify } from './verify.ts'

describe('candor receipts and candor verify, with a real ledger', () => {
  let folder: string
  let candor: Candor
  let rpc: string
  const env = { CANDOR_DATA: 'data', CANDOR_DEMO: 'no', CANDOR_LOG_LEVEL: 'error' }
  const ask = async (...argv: string[]) => {
    const { io, written } = fakeKeyboard(env, folder)
    return { code: await run(entriesOf(receipts, verify), argv, io), ...written }
  }
  const untilAnchored = async (organisationId: string): Promise<void> => {
    for (;;) {
      const { rows } = await candor.platform.db.owner.query(
        `select from journal_anchor where organisation_id = $1 and transaction_hash is not null
            and size >= (select count(*) from journal_entry where organisation_id = $1)`,
        [organisationId],
      )
      if (rows.length > 0) return
      await new Promise((resolve) => {
        setTimeout(resolve, 100)
      })
    }
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'candor-receipts-'))
    candor = await build(readConfig(env, folder))
    await candor.app.listen({ host: '127.0.0.1', port: 0 })
    rpc = `http://127.0.0.1:${(candor.app.server.address() as { port: number }).port}/rpc`
    const organisation = await candor.identity.createOrganisation({ slug: 'harbour', name: 'Harbour', nameZh: '港湾' })
    const people = Array.from({ length: 30 }, (_, n) => ({ reference: `${100 + n}`, profile: { name: `Person ${n}` } }))
    await candor.platform.db.inOrganisation(organisation, async (tx) =>
      candor.customerSide.customers.createCustomers(tx, people, { actor: 'system', purpose: 'service-contract' }),
    )
    await untilAnchored(organisation)
  })
  afterAll(async () => {
    await candor.app.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('write what verifies offline and against the ledger, with the key or without', async () => {
    expect(await ask('receipts', '--sample', '20', '--out', 'sample')).toMatchObject({ code: 0 })
    expect(readdirSync(join(folder, 'sample'))).toHaveLength(21)
    const offline = await ask('verify', 'sample', '--key', 'sample/journal.vkey')
    expect(offline).toMatchObject({ code: 0 })
    expect(offline.out).toContain('20 of 20 accepted, 0 refused')
    const { chainId } = candor.ledger.connection
    const one = readdirSync(join(folder, 'sample')).find((name) => name.endsWith('.tlog-proof'))!
    const ledger = await ask('verify', `sample/${one}`, '--rpc', rpc)
    expect(ledger).toMatchObject({ code: 0, err: '' })
    expect(ledger.out).toContain(`the ledger ${chainId} keeps the same seal, for member `)
    expect(ledger.out).toContain('the contract 0x')
    const both = ['--key', 'sample/journal.vkey', '--rpc', rpc, '--contract', candor.ledger.addresses.JournalAnchors]
    const all = await ask('verify', 'sample', ...both, '--json')
    expect(all.code).toBe(0)
    const answer = JSON.parse(all.out) as { receipts: { anchor: string; sealedAt: string }[] }
    expect(answer).toMatchObject({ accepted: 20, refused: 0 })
    expect(new Set(answer.receipts.map(({ anchor }) => anchor))).toEqual(new Set(['confirmed']))
    expect(answer.receipts.every(({ sealedAt }) => !Number.isNaN(Date.parse(sealedAt)))).toBe(true)
  })

  it('refuse any changed byte with the ledger alone, and another contract or ledger', async () => {
    expect(await ask('receipts', '--customer', '117', '--out', 'one')).toMatchObject({ code: 0 })
    const name = readdirSync(join(folder, 'one')).find((file) => file.endsWith('.tlog-proof'))
    const bytes = readFileSync(join(folder, 'one', name!))
    for (let at = 0; at < bytes.length; at += 41) {
      const changed = Buffer.from(bytes)
      changed[at]! ^= 1
      writeFileSync(join(folder, 'changed.tlog-proof'), changed)
      expect(await ask('verify', 'changed.tlog-proof', '--rpc', rpc)).toMatchObject({ code: 1 })
    }
    const other = await ask('verify', `one/${name}`, '--rpc', rpc, '--contract', `0x${'12'.repeat(20)}`)
    expect(other).toMatchObject({ code: 1 })
    expect(other.out).toContain('RECEIPT_ANCHOR_DIFFERS')
  })

  it('say whose receipts are wanted', async () => {
    expect(await ask('receipts')).toMatchObject({ code: 2, out: '' })
    expect(await ask('receipts', '--sample', 'many')).toMatchObject({ code: 2, out: '' })
    expect((await ask('receipts', '--customer', '999')).err).toContain('There is no customer "999"')
    expect((await ask('receipts', '--sample', '3', '--organisation', 'mountain')).err).toContain('harbour (Harbour)')
  })
})
