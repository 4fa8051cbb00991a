import type { Readable } from 'node:stream'
import { z } from 'zod'
import {
  dataExportPaths,
  dataExportRoutes,
  exportFormats,
  type DataExport,
  type ExportFormat,
  type ExportPurpose,
} from '@candor/api'
import type { Tx } from '../../../platform/db/index.ts'
import { actorOf, organisationOf } from '../../../platform/http/access.ts'
import { noteExport } from '../../../platform/http/disclosure.ts'
import { decodeCursor, pageOf } from '../../../platform/http/page.ts'
import { route } from '../../../platform/http/route.ts'
import { read, write } from '../../../platform/http/write.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { JobKind } from '../../../platform/jobs/jobs.ts'
import type { App, Platform } from '../../../platform/platform.ts'
import { atIntervals, creatorName, creatorNames } from '../../../platform/uploads/progress.ts'
import { customerImportErrors } from '../errors.ts'
import type { CustomerImportsNeeds } from '../needs.ts'
import { collectExport, dropParts, exportedCustomers } from './collect.ts'
import { exportColumns, exportSummary, findExport, type ExportRun } from './run.ts'
import { fileOf, formatTypes } from './write.ts'

/** How long what was collected can be downloaded, in days. */
const daysKept = 7

const listExports = async (tx: Tx, { cursor, limit }: { cursor?: string | undefined; limit: number }) => {
  const after = decodeCursor(z.tuple([z.number().int().min(0).max(253_402_300_799_999), z.uuid()]), cursor)
  const rows = await tx.rows<ExportRun>({
    text: `select ${exportColumns} from data_export where organisation_id = $1
            ${after === undefined ? '' : 'and (created_at, id) < ($3::timestamptz, $4::uuid)'}
            order by created_at desc, id desc limit $2`,
    values: [
      tx.organisationId,
      limit + 1,
      ...(after === undefined ? [] : [new Date(after[0]).toISOString(), after[1]]),
    ],
  })
  return pageOf(
    rows,
    limit,
    ({ createdAt, id }) => [createdAt.getTime(), id],
    (run) => run,
  )
}

/** Deletes what was collected by exports whose time is over. */
export const dropExpired = async (tx: Tx): Promise<void> => {
  await tx.rows({
    text: `delete from data_export_part p using data_export e
            where p.organisation_id = $1 and e.organisation_id = $1 and e.id = p.export_id and e.expires_at < now()`,
    values: [tx.organisationId],
  })
}

/** What a file of an export gives out, and what for. */
const lookAt = ({ purpose }: ExportRun) => ({
  categories: ['profile', 'own-fields'] as const,
  purpose: purpose.kind === 'consent' ? purpose.purpose : 'service-contract',
})

const registerFile = (app: App, { db }: Pick<Platform, 'db'>, needs: CustomerImportsNeeds): void => {
  for (const format of exportFormats) {
    app.get(
      dataExportPaths.file(':id', format),
      { config: { access: { right: 'customer.export' } }, schema: { hide: true, params: z.object({ id: z.uuid() }) } },
      async (request, reply) => {
        const { id } = request.params as { id: string }
        const run = await read(request, async (tx) => findExport(tx, id))
        if (run.state !== 'completed')
          throw customerImportErrors.DATA_EXPORT_NOT_READY(`the export ${id} is ${run.state}`)
        if (run.expiresAt < new Date()) throw customerImportErrors.DATA_EXPORT_EXPIRED(`the export ${id} has expired`)
        const { type, extension } = formatTypes[format satisfies ExportFormat]
        const name = `customers-${run.createdAt.toISOString().slice(0, 10)}.${extension}`
        void reply.type(type).header('content-disposition', `attachment; filename="${name}"`)
        const keys = await read(request, async (tx) => needs.ownFields.exportKeys(tx))
        const look = lookAt(run)
        const customers = exportedCustomers(db, organisationOf(request), run, async (ids, people) =>
          noteExport(request, { ...look, customers: ids, people }),
        )
        return fileOf(format, customers, keys)
      },
    )
  }
}

/** What an export is to take. */
type Wanted = { readonly purpose: ExportPurpose; readonly country?: string | undefined }

/** Taking customers out from inside the server, for the command line. */
export type DataExports = {
  /** Begins to collect. @returns the export's id */
  readonly start: (organisationId: string, wanted: Wanted, createdBy: string) => Promise<string>
  readonly find: (organisationId: string, id: string) => Promise<DataExport>
  /** What was collected, in a format. */
  readonly file: (organisationId: string, id: string, format: ExportFormat) => Promise<Readable>
}

/** Puts the routes of packages/api/src/data-exports.ts on the server, and their background work. */
export const registerDataExports = (app: App, platform: Platform, needs: CustomerImportsNeeds): DataExports => {
  const { db, events } = platform
  const tell = async (organisationId: string, id: string): Promise<void> => {
    const run = await db.inOrganisation(organisationId, async (tx) => findExport(tx, id))
    const summary = exportSummary(run, await creatorName(needs.staffNames, organisationId, run.createdBy))
    events.publish(organisationId, { topic: 'data-export', data: summary })
  }
  const job: JobKind<{ readonly exportId: string }> = platform.jobs.define<{ readonly exportId: string }>(
    'data-export',
    { attempts: 1_000_000, concurrency: 1 },
    async (running) => {
      const announce = async (): Promise<void> => tell(running.organisationId, running.input.exportId)
      await collectExport(db, needs, running, atIntervals(announce))
      await announce()
    },
  )
  registerFile(app, platform, needs)

  route(app, dataExportRoutes.list, async ({ query, request }) => {
    const { items, nextCursor } = await read(request, async (tx) => listExports(tx, query))
    const creators = items.map(({ createdBy }) => createdBy)
    const nameOf = await creatorNames(needs.staffNames, organisationOf(request), creators)
    return { items: items.map((run) => exportSummary(run, nameOf(run.createdBy))), nextCursor }
  })
  const start = async (tx: Tx, { purpose, country }: Wanted, createdBy: string): Promise<DataExport> => {
    const id = uuidv7()
    await dropExpired(tx)
    const made = await tx.one<ExportRun>({
      text: `insert into data_export (organisation_id, id, state, purpose, country, created_by, expires_at)
             values ($1, $2, 'running', $3, $4, $5, now() + make_interval(days => $6)) returning ${exportColumns}`,
      values: [tx.organisationId, id, JSON.stringify(purpose), country ?? null, createdBy, daysKept],
    })
    await job.send(tx, { exportId: id }, createdBy)
    return exportSummary(made, createdBy)
  }

  route(app, dataExportRoutes.create, async ({ body, request }) =>
    write(request, async (tx) => start(tx, body, actorOf(request))),
  )
  route(app, dataExportRoutes.get, async ({ params, request }) => {
    const run = await read(request, async (tx) => findExport(tx, params.id))
    return exportSummary(run, await creatorName(needs.staffNames, organisationOf(request), run.createdBy))
  })
  route(app, dataExportRoutes.cancel, async ({ params, request }) => {
    const run = await write(request, async (tx) => {
      const current = await findExport(tx, params.id, true)
      if (current.state === 'running') {
        await tx.rows({
          text: `update data_export set state = 'cancelling' where organisation_id = $1 and id = $2`,
          values: [tx.organisationId, params.id],
        })
      }
      if (current.state === 'completed') {
        await dropParts(tx, params.id)
        await tx.rows({
          text: `update data_export set state = 'cancelled' where organisation_id = $1 and id = $2`,
          values: [tx.organisationId, params.id],
        })
      }
      return findExport(tx, params.id)
    })
    return exportSummary(run, await creatorName(needs.staffNames, organisationOf(request), run.createdBy))
  })

  const find = async (organisationId: string, id: string): Promise<ExportRun> =>
    db.inOrganisation(organisationId, async (tx) => findExport(tx, id))
  return {
    start: async (organisationId, wanted, createdBy) =>
      db.inOrganisation(organisationId, async (tx) => (await start(tx, wanted, createdBy)).id),
    find: async (organisationId, id) => {
      const run = await find(organisationId, id)
      return exportSummary(run, run.createdBy)
    },
    file: async (organisationId, id, format) => {
      const keys = await db.inOrganisation(organisationId, async (tx) => needs.ownFields.exportKeys(tx))
      const run = await find(organisationId, id)
      const looker = { organisationId, actor: 'system', role: null, emergency: null }
      const customers = exportedCustomers(db, organisationId, run, async (ids, people) =>
        app.accessLog.note(looker, { ...lookAt(run), way: 'exported', customers: ids, people }),
      )
      return fileOf(format, customers, keys)
    },
  }
}
