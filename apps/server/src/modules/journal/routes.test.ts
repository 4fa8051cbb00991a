import { journalPaths, journalRoutes } from '@candor/api'
import { hashesOfTile, parseSignedCheckpoint, parseVerifierKey, verifyReceiptOffline } from '@candor/journal'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { testServer, type SignedIn, type TestServer } from '../../testing/index.ts'
import { recordMany } from './record.ts'
import { Sequencer } from './sequencer.ts'
import { orderEntry } from './testing.ts'

let server: TestServer
let agent: SignedIn
let stranger: SignedIn
let entryId: string
const subject = uuidv7()

beforeAll(async () => {
  server = await testServer()
  const [organisation = '', other = ''] = server.organisations
  agent = await server.signIn('sales')
  stranger = await server.signIn('owner', other)
  const made = await server.db.inOrganisation(organisation, async (tx) =>
    recordMany(
      tx,
      Array.from({ length: 300 }, (_, i) => orderEntry(subject, i)),
    ),
  )
  entryId = made[7]!.id
  await new Sequencer(server.db).drain(organisation)
})
afterAll(async () => server.close())

const get = async (url: string, who?: SignedIn) =>
  server.app.inject({ method: 'GET', url, ...(who && { headers: who.headers }) })
const codeOf = (response: { json: () => unknown }) => (response.json() as { code: string }).code

describe('the log for everybody', () => {
  it('gives the signed checkpoint, the key and the tiles, without sign-in', async () => {
    const prefix = journalPaths.log(agent.organisationId)
    const checkpoint = await get(`${prefix}/checkpoint`)
    expect(checkpoint.headers['content-type']).toBe('text/plain; charset=utf-8')
    const { origin, size } = parseSignedCheckpoint(checkpoint.body).checkpoint
    expect(size).toBeGreaterThanOrEqual(300)
    const key = await get(`${prefix}/key`)
    expect(parseVerifierKey(key.body.trimEnd()).name).toBe(origin)
    const tile = await get(`${prefix}/tile/0/000`)
    expect(tile.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'cache-control': expect.stringContaining('immutable') as string,
    })
    expect(hashesOfTile(tile.rawPayload)).toHaveLength(256)
    expect(hashesOfTile((await get(`${prefix}/tile/0/001.p/44`)).rawPayload)).toHaveLength(44)
  })

  it.each(['tile/0/001', 'tile/0/999', 'tile/x', 'tile/0/000.p/0', 'tile/entries/000'])(
    'has nothing at %s',
    async (path) => {
      const response = await get(`${journalPaths.log(agent.organisationId)}/${path}`)
      expect([response.statusCode, codeOf(response)]).toEqual([404, 'JOURNAL_TILE_NOT_FOUND'])
    },
  )

  it('has nothing of an organisation that is not there, or that has not begun', async () => {
    for (const organisation of [uuidv7(), 'nobody']) {
      const response = await get(`${journalPaths.log(organisation)}/checkpoint`)
      expect([response.statusCode, codeOf(response)]).toEqual([404, 'JOURNAL_EMPTY'])
    }
  })

  it('asks which organisation is meant where there is more than one', async () => {
    const response = await get(journalRoutes.source.path)
    expect([response.statusCode, codeOf(response)]).toEqual([400, 'JOURNAL_ORGANISATION_NEEDED'])
  })
})

describe('the journal for staff', () => {
  it('says how far it has come', async () => {
    const response = await get(journalRoutes.head.path, agent)
    expect(response.statusCode).toBe(200)
    const head = journalRoutes.head.response.parse(response.json())
    expect(head).toMatchObject({ waiting: 0, health: 'well', anchored: 0, final: 0 })
    expect(head.sealed).toBe(head.sequenced)
    expect(head.checkpoint!.size).toBe(head.sealed)
    const list = journalRoutes.checkpoints.response.parse(
      (await get(`${journalRoutes.checkpoints.path}?limit=1`, agent)).json(),
    )
    expect(list.items).toHaveLength(1)
    const none = await get(`${journalRoutes.checkpoints.path}?anchored=true`, agent)
    expect(journalRoutes.checkpoints.response.parse(none.json()).items).toEqual([])
  })

  it('shows an entry, and gives its receipt as a file', async () => {
    const shown = journalRoutes.entry.response.parse((await get(`/api/journal/entries/${entryId}`, agent)).json())
    expect(shown).toMatchObject({ entry: { id: entryId, subject }, state: 'sealed', readable: 'yes' })
    expect(shown.body).toEqual(orderEntry(subject, 7).body)
    const receipt = await get(journalPaths.receipt(entryId), agent)
    expect(receipt.headers['content-disposition']).toContain(`${entryId}.tlog-proof`)
    const key = (await get(`${journalPaths.log(agent.organisationId)}/key`)).body.trimEnd()
    expect(verifyReceiptOffline(receipt.rawPayload, key)).toMatchObject({
      ok: true,
      leafHash: shown.leafHash,
      receipt: { index: shown.leafIndex, opened: { body: orderEntry(subject, 7).body } },
    })
  })

  it('proves consistency and inclusion, and refuses sizes it does not have', async () => {
    const path = journalRoutes.consistency.path
    const proved = journalRoutes.consistency.response.parse((await get(`${path}?from=100&to=300`, agent)).json())
    expect(proved).toMatchObject({ from: { size: 100 }, to: { size: 300 } })
    const included = await get(`${journalRoutes.inclusion.path}?index=7&size=300`, agent)
    expect(journalRoutes.inclusion.response.parse(included.json()).root).toBe(proved.to.root)
    for (const query of ['from=2&to=1', 'from=0&to=1000000']) {
      const refused = await get(`${path}?${query}`, agent)
      expect([refused.statusCode, codeOf(refused)]).toEqual([400, 'JOURNAL_RANGE_INVALID'])
    }
    for (const query of ['', 'from=a&to=2', 'from=-1&to=2', 'from=0&to=1&more=1', 'from=0.5&to=2']) {
      expect((await get(`${path}?${query}`, agent)).statusCode).toBe(400)
    }
  })

  it('is closed to who is not signed in, and to other organisations', async () => {
    for (const url of [`/api/journal/entries/${entryId}`, journalPaths.receipt(entryId)]) {
      expect((await get(url)).statusCode).toBe(401)
      const foreign = await get(url, stranger)
      expect([foreign.statusCode, codeOf(foreign)]).toEqual([404, 'JOURNAL_ENTRY_NOT_FOUND'])
    }
    expect((await get(journalRoutes.head.path)).statusCode).toBe(401)
    expect((await get(journalPaths.receipt('nothing'), agent)).statusCode).toBe(404)
  })
})
