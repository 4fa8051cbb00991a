import { Readable } from 'node:stream'
import {
  customerImportMappingRoutes,
  customerImportPaths,
  customerImportRoutes,
  idParams,
  type CustomerImportSummary,
} from '@candor/api'
import type { FastifyRequest } from 'fastify'
import { actorOf, organisationOf, staffOf } from '../../platform/http/access.ts'
import { languageOf } from '../../platform/http/problem.ts'
import { route } from '../../platform/http/route.ts'
import { read, write } from '../../platform/http/write.ts'
import { platformErrors } from '../../platform/platform-errors.ts'
import type { App } from '../../platform/platform.ts'
import { creatorName, creatorNames } from '../../platform/uploads/progress.ts'
import { registerUploadRoute } from '../../platform/uploads/route.ts'
import { takeUpload } from '../../platform/uploads/take.ts'
import { announce } from './job/run-import.ts'
import { fixRow, listRows, reportCsv } from './rows.ts'
import { forgetMapping, listMappings, renameMapping } from './mappings.ts'
import { findRun, type CustomerImportRun } from './run.ts'
import {
  cancelImport,
  listImports,
  pauseImport,
  previewImport,
  resumeImport,
  startImport,
  undoImport,
  type CustomerImportsContext,
} from './service.ts'
import { summaryOf } from './summary.ts'
import { customerUploads } from './upload.ts'

const registerReport = (app: App, { platform }: CustomerImportsContext): void => {
  app.get(
    customerImportPaths.report(':id'),
    { config: { access: { right: 'import.read' } }, schema: { hide: true, params: idParams } },
    async (request, reply) => {
      const { id } = request.params as { id: string }
      const run = await read(request, async (tx) => findRun(tx, id))
      const name = `${run.fileName.replaceAll(/[^\w.-]+/g, '_').slice(0, 80)}.report.csv`
      void reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${name}"`)
      return Readable.from(reportCsv(platform.db, organisationOf(request), run, languageOf(request)))
    },
  )
}

const registerMappings = (app: App): void => {
  route(app, customerImportMappingRoutes.list, async ({ query, request }) =>
    read(request, async (tx) => listMappings(tx, query)),
  )
  route(app, customerImportMappingRoutes.rename, async ({ params, body, request }) =>
    write(request, async (tx) => renameMapping(tx, params.id, body.name)),
  )
  route(app, customerImportMappingRoutes.forget, async ({ params, request }) => {
    await write(request, async (tx) => forgetMapping(tx, params.id))
    return { done: true as const }
  })
}

/** The routes of packages/api/src/customer-imports.ts and customer-import-mappings.ts. */
export const registerCustomerImportRoutes = (app: App, context: CustomerImportsContext): void => {
  const { platform, needs } = context
  const shown = async (request: FastifyRequest, run: CustomerImportRun): Promise<CustomerImportSummary> =>
    summaryOf(run, await creatorName(needs.staffNames, organisationOf(request), run.createdBy))

  registerUploadRoute(app, { path: customerImportPaths.upload, right: 'import.run' }, async (upload) => {
    const run = await takeUpload(platform, customerUploads(context.limits), upload)
    return summaryOf(run, run.createdBy)
  })
  registerReport(app, context)
  registerMappings(app)

  route(app, customerImportRoutes.list, async ({ query, request }) => {
    const { items, nextCursor } = await read(request, async (tx) => listImports(tx, query))
    const creators = items.map(({ createdBy }) => createdBy)
    const nameOf = await creatorNames(needs.staffNames, organisationOf(request), creators)
    return { items: items.map((run) => summaryOf(run, nameOf(run.createdBy))), nextCursor }
  })
  route(app, customerImportRoutes.get, async ({ params, request }) =>
    shown(request, await read(request, async (tx) => findRun(tx, params.id))),
  )
  route(app, customerImportRoutes.preview, async ({ params, body, request }) =>
    previewImport(context, organisationOf(request), params.id, body.options ?? {}, {
      language: languageOf(request),
      role: staffOf(request).role,
    }),
  )
  route(app, customerImportRoutes.start, async ({ params, body, request }) =>
    shown(request, await startImport(context, organisationOf(request), params.id, body, staffOf(request).role)),
  )
  const changes = [
    [customerImportRoutes.pause, pauseImport],
    [customerImportRoutes.resume, resumeImport.bind(undefined, context)],
    [customerImportRoutes.cancel, cancelImport.bind(undefined, context)],
    [customerImportRoutes.undo, undoImport.bind(undefined, context)],
  ] as const
  for (const [contract, change] of changes) {
    route(app, contract, async ({ params, request }) => {
      const run = await write(request, async (tx) => change(tx, params.id))
      await announce(platform, needs, organisationOf(request), run.id)
      return shown(request, run)
    })
  }
  route(app, customerImportRoutes.rows, async ({ params, query, request }) =>
    read(request, async (tx) => listRows(tx, params.id, query, languageOf(request))),
  )
  route(app, customerImportRoutes.fixRow, async ({ params, body, request }) =>
    write(request, async (tx) =>
      fixRow(tx, needs, params.id, params.row, body.cells, actorOf(request), languageOf(request)),
    ),
  )
  route(app, customerImportRoutes.report, async ({ params, request }) => {
    const { report, entryId, id } = await read(request, async (tx) => findRun(tx, params.id))
    if (report === null || entryId === null) throw platformErrors.NOT_FOUND(`the import ${id} has no report yet`)
    return { report, entryId }
  })
}
