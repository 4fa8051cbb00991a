import { Readable } from 'node:stream'
import multipart from '@fastify/multipart'
import { importPaths, importRoutes, idParams, type ImportSummary } from '@candor/api'
import type { FastifyRequest } from 'fastify'
import { actorOf, organisationOf } from '../../platform/http/access.ts'
import { languageOf } from '../../platform/http/problem.ts'
import { route } from '../../platform/http/route.ts'
import { read, write } from '../../platform/http/write.ts'
import type { App } from '../../platform/platform.ts'
import { announce, creatorName } from './job/progress.ts'
import { reportCsv, reportedRows } from './report.ts'
import { findRun, type ImportRun } from './run.ts'
import { cancelImport, listImports, previewImport, startImport, type ImportsContext } from './service.ts'
import { summaryOf } from './summary.ts'
import { noFile, takeUpload } from './upload.ts'

const keyOf = ({ headers }: FastifyRequest): string | undefined => {
  const key = headers['idempotency-key']
  return typeof key === 'string' ? key : undefined
}

/** The upload is not JSON, so it is read as it streams in, by a plugin that only this route gets. */
const registerUpload = (app: App, context: ImportsContext, shown: (run: ImportRun) => Promise<ImportSummary>): void => {
  void app.register(async (scope) => {
    await scope.register(multipart, { limits: { files: 1, fields: 10, fileSize: Number.POSITIVE_INFINITY } })
    scope.post(
      importPaths.upload,
      { config: { access: { right: 'import.run' } }, schema: { hide: true } },
      async (request, reply) => {
        if (!request.isMultipart()) throw noFile()
        const part = await request.file()
        if (part === undefined) throw noFile()
        const run = await takeUpload(context.platform, context.limits, {
          organisationId: organisationOf(request),
          createdBy: actorOf(request),
          fileName: part.filename ?? '',
          source: part.file,
          idempotencyKey: keyOf(request),
        })
        void reply.code(201)
        return shown(run)
      },
    )
  })
}

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
      summaryOf(run, await creatorName(needs, organisationOf(request), run.createdBy))

  registerUpload(app, context, async (run) => summaryOf(run, run.createdBy))
  registerReport(app, context)

  route(app, importRoutes.list, async ({ query, request }) => {
    const { items, nextCursor } = await read(request, async (tx) => listImports(tx, query))
    const staff = items.map(({ createdBy }) => createdBy).filter((by) => by.startsWith('staff:'))
    const ids = [...new Set(staff.map((by) => by.slice('staff:'.length)))]
    const names = await needs.staffNames(organisationOf(request), ids)
    return {
      items: items.map((run) => summaryOf(run, names.get(run.createdBy.replace('staff:', '')) ?? run.createdBy)),
      nextCursor,
    }
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
