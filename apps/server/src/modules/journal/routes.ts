import { journalPaths, journalRoutes } from '@candor/api'
import type { FastifyReply } from 'fastify'
import { route } from '../../platform/http/route.ts'
import { read } from '../../platform/http/write.ts'
import { organisationOf } from '../../platform/http/access.ts'
import { isUuid } from '../../platform/ids.ts'
import type { App } from '../../platform/platform.ts'
import { newestCheckpoint } from './checkpoint.ts'
import { listCheckpoints } from './checkpoints.ts'
import { readEntry } from './entries.ts'
import { journalErrors } from './errors.ts'
import { logKeys } from './log-key.ts'
import { logProgress } from './progress.ts'
import { proveConsistency, proveInclusion } from './proofs.ts'
import { receiptOf } from './receipts.ts'
import type { Sequencer } from './sequencer.ts'
import { type AnchorContract, publicOrganisation, sourceOf } from './source.ts'
import { readTile } from './tiles.ts'

/** What the routes need from elsewhere. */
export type JournalRoutesOptions = {
  readonly sequencer: Pick<Sequencer, 'failing'>
  /** The contract that keeps the roots of an organisation; nothing while there is none. */
  readonly anchorContract: (organisationId: string) => Promise<AnchorContract | undefined>
}

const text = 'text/plain; charset=utf-8'

/** Answers with a receipt as a file that a browser keeps under a telling name. */
export const sendReceipt = (reply: FastifyReply, entryId: string, receipt: string): FastifyReply =>
  reply
    .type(text)
    .header('content-disposition', `attachment; filename="${entryId}.tlog-proof"`)
    .header('cache-control', 'no-store')
    .send(receipt)

const jsonRoutes = (app: App, { sequencer, anchorContract }: JournalRoutesOptions): void => {
  const { db } = app.platform
  route(app, journalRoutes.source, async ({ query }) => {
    const organisationId = await publicOrganisation(db, query.organisationId)
    const contract = await anchorContract(organisationId)
    return db.inOrganisation(organisationId, async (tx) => sourceOf(tx, contract))
  })
  route(app, journalRoutes.head, async ({ request }) =>
    read(request, async (tx) => {
      const [progress, [key], { items }, { waiting }] = await Promise.all([
        logProgress(tx),
        logKeys(tx),
        listCheckpoints(tx, { limit: 1 }),
        tx.one<{ waiting: number }>({
          name: 'journal-waiting-count',
          text: 'select count(*) as waiting from journal_pending where organisation_id = $1',
          values: [tx.organisationId],
        }),
      ])
      return {
        ...progress,
        waiting,
        origin: key?.origin ?? null,
        journalKey: key?.vkey ?? null,
        checkpoint: items[0] ?? null,
        health: sequencer.failing().includes(organisationOf(request)) ? 'inconsistent' : 'well',
      }
    }),
  )
  route(app, journalRoutes.checkpoints, async ({ request, query }) =>
    read(request, async (tx) => listCheckpoints(tx, query)),
  )
  route(app, journalRoutes.entry, async ({ request, params }) => read(request, async (tx) => readEntry(tx, params.id)))
  route(app, journalRoutes.consistency, async ({ request, query }) =>
    read(request, async (tx) => proveConsistency(tx, query.from, query.to)),
  )
  route(app, journalRoutes.inclusion, async ({ request, query }) =>
    read(request, async (tx) => proveInclusion(tx, query.index, query.size)),
  )
}

/** The log in the layout of C2SP tlog-tiles. It holds hashes only, so it is open to everybody. */
const logRoutes = (app: App): void => {
  const { db } = app.platform
  const prefix = journalPaths.log(':organisationId')
  const config = { access: 'public' } as const
  const schema = { hide: true }
  type Params = { organisationId: string; '*': string }
  const organisation = ({ organisationId }: Params): string => {
    if (isUuid(organisationId)) return organisationId
    throw journalErrors.JOURNAL_EMPTY('there is no such log')
  }
  app.get<{ Params: Params }>(`${prefix}/checkpoint`, { config, schema }, async ({ params }, reply) => {
    const newest = await db.inOrganisation(organisation(params), newestCheckpoint)
    if (newest === undefined) throw journalErrors.JOURNAL_EMPTY('this log has no checkpoint')
    return reply.type(text).header('cache-control', 'no-cache').send(newest.note)
  })
  app.get<{ Params: Params }>(`${prefix}/key`, { config, schema }, async ({ params }, reply) => {
    const keys = await db.inOrganisation(organisation(params), logKeys)
    if (keys.length === 0) throw journalErrors.JOURNAL_EMPTY('this log has not begun')
    return reply.type(text).send(keys.map(({ vkey }) => `${vkey}\n`).join(''))
  })
  app.get<{ Params: Params }>(`${prefix}/tile/*`, { config, schema }, async ({ params }, reply) => {
    const tile = await db.inOrganisation(organisation(params), async (tx) => readTile(tx, `tile/${params['*']}`))
    return reply
      .type('application/octet-stream')
      .header('cache-control', 'public, max-age=31536000, immutable')
      .send(tile)
  })
}

const receiptRoute = (app: App): void => {
  const config = { access: { right: 'customer.read' } } as const
  app.get<{ Params: { id: string } }>(
    journalPaths.receipt(':id'),
    { config, schema: { hide: true } },
    async (request, reply) => {
      const { id } = request.params
      if (!isUuid(id)) throw journalErrors.JOURNAL_ENTRY_NOT_FOUND('an entry id is a UUID in lower case')
      return sendReceipt(reply, id, await read(request, async (tx) => receiptOf(tx, id, true)))
    },
  )
}

/** Puts the journal's routes on the server. */
export const registerJournalRoutes = (app: App, options: JournalRoutesOptions): void => {
  jsonRoutes(app, options)
  logRoutes(app)
  receiptRoute(app)
}
