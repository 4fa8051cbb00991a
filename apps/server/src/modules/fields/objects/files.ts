import { Readable } from 'node:stream'
import multipart from '@fastify/multipart'
import { objectKey, recordFilterText, recordSort, titleField, type RecordFilter, type RecordSort } from '@candor/api'
import { csvLine, csvMark } from '@candor/tabular'
import { z } from 'zod'
import { organisationOf, requireRight, staffOf } from '../../../platform/http/access.ts'
import { noteExport } from '../../../platform/http/disclosure.ts'
import { httpErrors } from '../../../platform/http/errors.ts'
import { read, write } from '../../../platform/http/write.ts'
import { uuidsIn } from '../../../platform/ids.ts'
import type { App, Platform } from '../../../platform/platform.ts'
import { fileErrors } from '../../../platform/uploads/errors.ts'
import { dropFile, receiveFile, uploadFolder } from '../../../platform/uploads/files.ts'
import { limitsOf } from '../../../platform/uploads/limits.ts'
import { inspectUpload } from '../../../platform/uploads/tables.ts'
import { livingFields, visibleTo } from '../definitions/definition.ts'
import type { Authorship, FieldsNeeds, Viewer } from '../needs.ts'
import { authorship, viewerOf } from '../request.ts'
import { fieldCells } from '../values/cells.ts'
import { idColumn, importRecords } from './import.ts'
import { listRecords } from './list.ts'
import { requireObject, type StoredObject } from './object.ts'

/** Bytes of a file of records; longest row, in characters. */
const { fileSize, contentSize } = limitsOf(16 * 1024 * 1024)
const reading = { maximumSize: contentSize, longestRow: 1024 * 1024 }
/** Records read at once. */
const pageSize = 500

const params = z.object({ object: objectKey })
const exported = z.object({
  search: z.string().trim().max(100).optional(),
  filter: recordFilterText.optional(),
  sort: recordSort.default('createdAt'),
})

const parsed = <Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> => {
  const { success, data, error } = schema.safeParse(value)
  if (success) return data
  throw httpErrors.HTTP_INVALID_REQUEST('the address asks for something that is not there', {
    errors: error.issues.map(({ path, message }) => ({ path: `/query/${path.join('/')}`, message })),
  })
}

/** Who takes records out, and what is told of it. */
type Taking = {
  readonly organisationId: string
  readonly viewer: Viewer
  readonly by: Authorship
  readonly note: (ids: readonly string[]) => Promise<void>
}

type Asked = {
  readonly search?: string | undefined
  readonly filter?: RecordFilter | undefined
  readonly sort: RecordSort
}

/**
 * A list as CSV, piece by piece, with everything of it that somebody may see; the journal keeps that it was taken out, also where
 * whoever takes it does not wait for the end.
 * @param note told of whom a piece may speak, before it is sent
 */
async function* csvOf(
  { db }: Platform,
  needs: FieldsNeeds,
  { key: object, name }: StoredObject,
  asked: Asked,
  { organisationId, viewer, by, note }: Taking,
): AsyncGenerator<string> {
  const cells = await db.inOrganisation(organisationId, async (tx) => {
    const keys = visibleTo(await livingFields(tx, object), viewer).map(({ key }) => key)
    return fieldCells(tx, viewer, keys, object)
  })
  const keys = cells.map(({ key }) => key)
  yield `${csvMark}${csvLine([idColumn, ...keys])}`
  let count = 0
  let cursor: string | null | undefined
  try {
    while (cursor !== null) {
      const from: string | undefined = cursor
      const page: Awaited<ReturnType<typeof listRecords>> = await db.inOrganisation(organisationId, async (tx) =>
        listRecords(tx, needs, object, { ...asked, binned: false, keys, cursor: from, limit: pageSize }, viewer),
      )
      count += page.items.length
      cursor = page.nextCursor
      await note(uuidsIn(page.items))
      yield page.items.map((item) => csvLine([item.id, ...cells.map(({ of }) => of(item))])).join('')
    }
  } finally {
    await db.inOrganisation(organisationId, async (tx) =>
      needs.record(tx, {
        subject: organisationId,
        kind: 'object.exported',
        actor: by.actor,
        purpose: by.purpose,
        body: { object, name: { ...name }, records: count },
      }),
    )
  }
}

/** Routes that take and give files of records. They are not JSON, so they are put on the server by hand. */
export const registerObjectFiles = (app: App, platform: Platform, needs: FieldsNeeds): void => {
  app.get(
    '/api/objects/:object/export',
    { config: { access: { right: 'customer.export' } }, schema: { hide: true } },
    async (request, reply) => {
      requireRight(staffOf(request), 'object.read')
      const viewer = viewerOf(request)
      const { object: key } = parsed(params, request.params)
      const asked = parsed(exported, request.query)
      const object = await read(request, async (tx) => {
        const found = await requireObject(tx, key, viewer, 'see')
        // What cannot be asked for is refused before the file begins.
        await listRecords(tx, needs, key, { ...asked, binned: false, keys: [titleField], limit: 1 }, viewer)
        return found
      })
      const by = authorship(request)
      const organisationId = organisationOf(request)
      const note = async (customers: readonly string[]): Promise<void> =>
        noteExport(request, { categories: ['own-fields'], purpose: by.purpose, customers })
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${key}.csv"`)
        .send(Readable.from(csvOf(platform, needs, object, asked, { organisationId, viewer, by, note })))
    },
  )
  void app.register(async (scope) => {
    await scope.register(multipart, { limits: { files: 1, fields: 10, fileSize: Number.POSITIVE_INFINITY } })
    scope.post(
      '/api/objects/:object/imports',
      { config: { access: { right: 'object.write' } }, schema: { hide: true } },
      async (request, reply) => {
        void reply.code(201)
        const viewer = viewerOf(request)
        const { object: key } = parsed(params, request.params)
        const { trial } = parsed(z.object({ trial: z.enum(['true', 'false']).default('false') }), request.query)
        await read(request, async (tx) => requireObject(tx, key, viewer, 'edit'))
        const part = request.isMultipart() ? await request.file() : undefined
        if (part === undefined) throw fileErrors.IMPORT_NO_FILE('send multipart/form-data with one part named "file"')
        const file = await receiveFile(uploadFolder(platform.config.data, 'object-imports'), part.file, fileSize)
        try {
          const layout = await inspectUpload(file.path, { ...reading, formats: ['delimited', 'xlsx', 'json'] })
          const what = { trial: trial === 'true', viewer, by: authorship(request) }
          return await write(request, async (tx) => {
            const object = await requireObject(tx, key, viewer, 'edit')
            return importRecords(tx, needs, object, { path: file.path, layout, reading }, what)
          })
        } finally {
          await dropFile(file)
        }
      },
    )
  })
}
