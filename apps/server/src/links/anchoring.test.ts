import { createLedgerReader } from '@candor/ledger'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { journalRoutes } from '@candor/api'
import { record } from '../modules/journal/index.ts'
import { uuidv7 } from '../platform/ids.ts'
import { testServer, type TestServer } from '../testing/index.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
afterAll(async () => server.close())

const note = async (organisationId: string): Promise<void> => {
  await server.db.inOrganisation(organisationId, async (tx) =>
    record(tx, {
      subject: uuidv7(),
      kind: 'note.added',
      actor: 'system',
      purpose: 'service-contract',
      body: { text: 'called back' },
    }),
  )
}

type Head = {
  origin: string
  anchored: number
  final: number
  checkpoint: { size: number; root: string; anchor: { log: `0x${string}` } }
}

const anchoredHead = async (headers: Record<string, string>, size: number): Promise<Head> =>
  vi.waitUntil(
    async () => {
      const head: Head = (await server.app.inject({ url: journalRoutes.head.path, headers })).json()
      return head.final >= size ? head : undefined
    },
    { timeout: 30_000, interval: 100 },
  )

describe('a sealed journal', () => {
  it('is anchored on the ledger, where anybody finds its root, each organisation under its own member', async () => {
    const reader = createLedgerReader({ provider: server.ledger.provider, addresses: server.ledger.addresses })
    const owners = new Set<number>()
    for (const organisationId of server.organisations) {
      await note(organisationId)
      const { headers } = await server.signIn('auditor', organisationId)
      const head = await anchoredHead(headers, 1)
      const { size, root, anchor } = head.checkpoint
      expect(await reader.readAnchor(anchor.log, BigInt(size))).toBe(`0x${root}`)
      expect((await reader.latestAnchor(anchor.log))?.treeSize).toBe(BigInt(size))
      const { items } = (await server.app.inject({ url: '/api/ledger/anchors', headers })).json<{
        items: { log: string; member: number; memberName: string; treeSize: number }[]
      }>()
      const shown = items.find(({ log }) => log === anchor.log)
      expect(shown).toMatchObject({ treeSize: size, memberName: expect.stringContaining('Organisation') as string })
      owners.add(shown!.member)
    }
    expect(owners.size).toBe(server.organisations.length)
  })

  it('is anchored again when it has grown, and not while it has not', async () => {
    const [organisationId] = server.organisations
    const { headers } = await server.signIn('auditor', organisationId)
    const before = (await server.app.inject({ url: '/api/ledger/anchors', headers })).json<{ items: unknown[] }>()
    await note(organisationId!)
    const { checkpoint } = await anchoredHead(headers, 2)
    expect(checkpoint.size).toBe(2)
    const after = (await server.app.inject({ url: '/api/ledger/anchors', headers })).json<{ items: unknown[] }>()
    expect(after.items.length).toBe(before.items.length + 1)
  })
})
