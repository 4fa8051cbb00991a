import { ledgerRoutes, type RouteOutput } from '@candor/api'
import { onLedger } from '@candor/server/modules/ledger/testing/ledger-fixture'
import { openTestLedger } from '@candor/server/modules/ledger/testing/open-ledger'
import { enqueueCall, ensureMember } from '@candor/server/modules/ledger/index'
import { eventually, testDatabase, testServer } from '@candor/server/testing'
import { toHex } from 'viem'
import { afterEach, describe, expect, it } from 'vitest'
import { anvilBinary, amongCompanies, startAnvil, withoutAnvil } from '@candor/bench/src/network/anvil.ts'

const port = 4126
const url = `http://127.0.0.1:${port}`

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

const started = async (args: readonly string[] = []) => {
  const node = await startAnvil(port, [...amongCompanies, ...args])
  closing.push(node.stop)
  return node
}

describe.skipIf(anvilBinary === undefined)(
  `a network that is away (${anvilBinary === undefined ? withoutAnvil : 'anvil'})`,
  () => {
    it('keeps nobody from starting: work goes on, calls wait, and follow when it answers', async () => {
      const server = await testServer({ env: { CANDOR_LEDGER_URL: url } })
      closing.push(server.close)
      const [organisationId = ''] = server.organisations
      const { headers } = await server.signIn('auditor')
      const health = async () => {
        const response = await server.app.inject({ url: '/health' })
        return {
          status: response.statusCode,
          ledger: response.json<{ checks: Record<string, unknown> }>().checks['ledger'],
        }
      }
      const overview = async () => {
        const response = await server.app.inject({ url: ledgerRoutes.overview.path, headers })
        return { status: response.statusCode, body: response.json<RouteOutput<typeof ledgerRoutes.overview>>() }
      }
      expect(await health()).toEqual({
        status: 503,
        ledger: { ok: false, detail: 'the network of the ledger cannot be reached yet' },
      })
      const before = await overview()
      expect(before).toMatchObject({ status: 200, body: { chainId: null, head: null, stalled: true, contracts: [] } })
      expect(before.body.absent?.reason).toContain('does not answer')
      expect((await server.app.inject({ url: '/metrics' })).body).toMatch(/candor_ledger_stalled_seconds [1-9\d.]/)
      // What needs the network says so; the rest of the pages and the outbox work.
      expect((await server.app.inject({ url: '/api/ledger/blocks', headers })).statusCode).toBe(503)
      expect((await server.app.inject({ url: '/api/ledger/calls', headers })).statusCode).toBe(200)
      const home = onLedger(server, organisationId)
      await home.inOrganisation(async (tx) => ensureMember(tx, { subject: organisationId, name: 'A company' }))

      await started()
      await eventually('the ledger is set up', async () => (await overview()).body.absent === null)
      expect(await home.admit()).toBeGreaterThan(0)
      await eventually('the ledger is well', async () => (await health()).status === 200)
      expect((await overview()).body).toMatchObject({ absent: null, stalled: false, chainId: 31_337 })
    })

    it('at a later start is known from before, and its calls wait for it', async () => {
      const database = await testDatabase()
      closing.push(database.close)
      const node = await started()
      const first = await openTestLedger(database, url)
      first.start()
      const home = onLedger({ db: database.db }, database.organisations[0]!)
      const number = await home.admit()
      const { addresses, chainId } = first
      await first.stop()
      await node.stop()

      const second = await openTestLedger(database, url)
      closing.push(async () => second.stop())
      second.start()
      expect(second.absence).toMatchObject({ code: 'LEDGER_UNREACHABLE' })
      expect(second.addresses).toEqual(addresses)
      expect(second.chainId).toBe(chainId)
      expect(() => second.connection).toThrow()
      const reference = toHex(9, { size: 32 })
      const root = toHex(1, { size: 32 })
      const anchor = {
        reference,
        contract: 'JournalAnchors',
        functionName: 'anchor',
        args: [number, root, 1n, root, root],
      } as const
      await home.inOrganisation(async (tx) => enqueueCall(tx, anchor, number))

      // A network of another beginning at the same address is not taken for the one that was away.
      const other = await started(['--timestamp', '1700000000'])
      await eventually('it is refused', async () => second.absence?.code === 'LEDGER_WRONG_CHAIN')
      expect((await home.rowOf(reference))?.state).toBe('queued')
      await other.stop()
    })
  },
)
