import { Readable } from 'node:stream'
import { importPaths, importRoutes, idParams, type ImportSummary } from '@candor/api'
import type { FastifyRequest } from 'fastify'
import { organisationOf } from '../../platform/http/access.ts'
import { languageOf } from '../../platform/http/problem.ts'
import { route } from '../../platform/http/route.ts'
import { read, write } from '../../platform/http/write.ts'
import type { App } from '../../platform/platform.ts'
import { registerUploadRoute } from '../../platform/uploads/route.ts'
import { creatorName, creatorNames } from '../../platform/uploads/progress.ts'
import { takeUpload } from '../../platform/uploads/take.ts'
import { announce } from './job/progress.ts'
import { reportCsv, reportedRows } from './report.ts'
import { findRun, type ImportRun } from './run.ts'
import { cancelImport, listImports, previewImport, startImport, type ImportsContext } from './service.ts'
import { summaryOf } from './summary.ts'
import { orderUploads } from './upload.ts'

const registerReport = (app: App, { platform }: ImportsContext): void => {
  app.get(
    importPaths.report(':id'),
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

/** The routes of packages/api/src/imports.ts. */
export const registerImportRoutes = (app: App, context: ImportsContext): void => {
  const { platform, needs } = context
  const shownTo =
    (request: FastifyRequest) =>
    async (run: ImportRun): Promise<ImportSummary> =>
      summaryOf(run, await creatorName(needs.staffNames, organisationOf(request), run.createdBy))

  registerUploadRoute(app, { path: importPaths.upload, right: 'import.run' }, async (upload) => {
    const run = await takeUpload(platform, orderUploads(context.limits), upload)
    return summaryOf(run, run.createdBy)
  })
  registerReport(app, context)

  route(app, importRoutes.list, async ({ query, request }) => {
    const { items, nextCursor } = await read(request, async (tx) => listImports(tx, query))
    const creators = items.map(({ createdBy }) => createdBy)
    const nameOf = await creatorNames(needs.staffNames, organisationOf(request), creators)
    return { items: items.map((run) => summaryOf(run, nameOf(run.createdBy))), nextCursor }
  })

  route(app, importRoutes.get, async ({ params, request }) =>
    shownTo(request)(await read(request, async (tx) => findRun(tx, params.id))),
  )

  route(app, importRoutes.preview, async ({ params, body, request }) =>
    previewImport(context, organisationOf(request), params.id, body.options, languageOf(request)),
  )

  route(app, importRoutes.start, async ({ params, body, request }) => {
    const run = await startImport(context, organisationOf(request), params.id, body)
    return shownTo(request)(run)
  })

  route(app, importRoutes.cancel, async ({ params, request }) => {
    const run = await write(request, async (tx) => cancelImport(context, tx, params.id))
    await announce(platform, needs, organisationOf(request), run.id)
    return shownTo(request)(run)
  })

  route(app, importRoutes.rows, async ({ params, query, request }) =>
    read(request, async (tx) => reportedRows(tx, await findRun(tx, params.id), query, languageOf(request))),
  )
}
