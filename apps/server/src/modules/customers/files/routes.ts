import multipart from '@fastify/multipart'
import { customerFilePaths, customerFileRoutes, idParams, largestCustomerFile } from '@candor/api'
import { organisationOf } from '../../../platform/http/access.ts'
import { route } from '../../../platform/http/route.ts'
import { read, write } from '../../../platform/http/write.ts'
import type { App } from '../../../platform/platform.ts'
import { authorship } from '../authorship.ts'
import { customerErrors } from '../errors.ts'
import type { CustomersNeeds } from '../needs.ts'
import { addFile, fileContent, filesOf, receiveFile, removeFile } from './files.ts'

/** The upload is not JSON, so it is read as it streams in, by a plugin that only this route gets. */
const registerUpload = (app: App, needs: CustomersNeeds): void => {
  void app.register(async (scope) => {
    await scope.register(multipart, { limits: { files: 1, fields: 0, fileSize: largestCustomerFile + 1 } })
    scope.post(
      customerFilePaths.upload(':id'),
      { config: { access: { right: 'customer.write' } }, schema: { hide: true, params: idParams } },
      async (request, reply) => {
        const missing = 'send multipart/form-data with one part named "file"'
        const part = request.isMultipart() ? await request.file() : undefined
        if (part === undefined) throw customerErrors.CUSTOMER_FILE_MISSING(missing)
        const { id } = request.params as { id: string }
        const file = await receiveFile(part.filename ?? '', part.file)
        const kept = await write(request, async (tx) => addFile(tx, needs, id, file, authorship(request)))
        void reply.code(201)
        return kept
      },
    )
  })
}

/** RFC 6266 with RFC 8187: a plain name for old programs, the true one for all others. */
const disposition = (name: string): string =>
  `attachment; filename="${name.replaceAll(/[^\w. -]+/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.codePointAt(0)?.toString(16).toUpperCase() ?? ''}`)}`

/** A download that no browser shows as a page: always an attachment, in a sandbox, its type not to be guessed. */
const registerDownload = (app: App): void => {
  app.get(
    customerFilePaths.content(':id'),
    { config: { access: { right: 'customer.read' } }, schema: { hide: true, params: idParams } },
    async (request, reply) => {
      const { id } = request.params as { id: string }
      const { name, type, content } = await read(request, async (tx) => fileContent(tx, id))
      void reply
        .header('content-type', type)
        .header('content-disposition', disposition(name))
        .header('content-security-policy', "sandbox; default-src 'none'")
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', 'no-store')
      return reply.send(content)
    },
  )
}

/** The routes of packages/api/src/customer-files.ts, and content in and out. */
export const registerFileRoutes = (app: App, needs: CustomersNeeds): void => {
  registerUpload(app, needs)
  registerDownload(app)
  route(app, customerFileRoutes.list, async ({ params, query, request }) => {
    const { items, nextCursor } = await read(request, async (tx) => filesOf(tx, params.id, query))
    const staff = [...new Set(items.map(({ createdBy }) => createdBy.replace('staff:', '')))]
    const names = await needs.staffNames(organisationOf(request), staff)
    return {
      items: items.map((file) =>
        Object.assign(file, { createdByName: names.get(file.createdBy.replace('staff:', '')) ?? null }),
      ),
      nextCursor,
    }
  })
  route(app, customerFileRoutes.remove, async ({ params, request }) =>
    write(request, async (tx) => removeFile(tx, needs, params.id, authorship(request))),
  )
}
