import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { journalPaths } from '@candor/api'
import { receiptOf } from '@candor/server/modules/journal/receipts'
import { eventually, testServer, type TestServer } from '@candor/server/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { needsPython, pythonIsHere, verdictsOf, verifyPy } from './python.ts'

describe.skipIf(!pythonIsHere)(`the verifier in Python, asking a real ledger${needsPython}`, () => {
  let server: TestServer
  let folder: string
  let rpc: string
  let contract: string

  /** The customers' entries, once their seal is on the ledger. */
  const anchoredEntries = async (organisationId: string): Promise<string[]> =>
    eventually('every entry is under an anchored seal', async () => {
      const { rows } = await server.db.owner.query<{ id: string }>(
        `select l.entry_id as id from journal_leaf l where l.organisation_id = $1 and l.leaf_index <
           (select max(size) from journal_anchor where organisation_id = $1 and transaction_hash is not null)`,
        [organisationId],
      )
      return rows.length >= 12 ? rows.map(({ id }) => id) : undefined
    })

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'candor-verify-py-ledger-'))
    server = await testServer()
    await server.app.listen({ host: '127.0.0.1', port: 0 })
    rpc = `http://127.0.0.1:${(server.app.server.address() as { port: number }).port}/rpc`
    contract = server.ledger.addresses.JournalAnchors
    const [organisationId] = server.organisations
    const people = Array.from({ length: 12 }, (_, n) => ({ reference: `${n}`, profile: { name: `王芳 ${n}` } }))
    await server.db.inOrganisation(organisationId!, async (tx) =>
      server.customerSide.customers.createCustomers(tx, people, { actor: 'system', purpose: 'service-contract' }),
    )
    for (const id of await anchoredEntries(organisationId!)) {
      const receipt = await server.db.inOrganisation(organisationId!, async (tx) => receiptOf(tx, id, true))
      writeFileSync(join(folder, `${id}.tlog-proof`), receipt)
    }
    const { body } = await server.app.inject({ url: `${journalPaths.log(organisationId!)}/key` })
    writeFileSync(join(folder, 'journal.vkey'), body)
  })
  afterAll(async () => {
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('finds the seals where the receipts say, with the key and without', async () => {
    const alone = await verdictsOf(['.', '--rpc', rpc], folder)
    expect(alone.size).toBeGreaterThanOrEqual(12)
    const both = await verdictsOf(['.', '--rpc', rpc, '--key', 'journal.vkey', '--contract', contract], folder)
    for (const told of [...alone.values(), ...both.values()])
      expect(told).toMatchObject({ ok: true, anchor: 'confirmed' })
    const [name] = alone.keys()
    const said = await verifyPy([name!, '--rpc', rpc], folder)
    expect(said.out).toContain(`the ledger ${server.ledger.connection.chainId} keeps the same seal, for member `)
    expect(said.out).toContain('UTC')
    expect(said.out).toContain('the contract 0x')
  })

  it('refuses another contract, and a receipt whose anchor was changed', async () => {
    const [name] = (await verdictsOf(['.', '--key', 'journal.vkey'], folder)).keys()
    const elsewhere = await verdictsOf([name!, '--rpc', rpc, '--contract', `0x${'12'.repeat(20)}`], folder)
    expect([...elsewhere.values()]).toMatchObject([{ ok: false, code: 'RECEIPT_ANCHOR_DIFFERS' }])
    const text = readFileSync(join(folder, name!), 'utf8')
    writeFileSync(join(folder, 'spoilt.tlog-proof'), text.replace('\nindex ', '\nindex 1'))
    const spoilt = await verdictsOf(['spoilt.tlog-proof', '--rpc', rpc], folder)
    rmSync(join(folder, 'spoilt.tlog-proof'))
    expect([...spoilt.values()]).toMatchObject([{ ok: false }])
  })
})
