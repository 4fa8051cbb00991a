import multipart from '@fastify/multipart'
import type { Right } from '@candor/api'
import type { FastifyRequest } from 'fastify'
import { actorOf, organisationOf } from '../http/access.ts'
import type { App } from '../platform.ts'
import { fileErrors } from './errors.ts'
import type { Upload } from './take.ts'

const keyOf = ({ headers }: FastifyRequest): string | undefined => {
  const key = headers['idempotency-key']
  return typeof key === 'string' ? key : undefined
}

/** Refuses a request without a file. */
const noFile = () => fileErrors.IMPORT_NO_FILE('send multipart/form-data with one part named "file"')

/**
 * Puts a route on the server that takes a file. It is not JSON, so it is read as it streams in, by a plugin that only
 * this route gets.
 * @param take keeps the file and gives the answer
 */
export const registerUploadRoute = (
  app: App,
  { path, right }: { readonly path: string; readonly right: Right },
  take: (upload: Upload) => Promise<unknown>,
): void => {
  void app.register(async (scope) => {
    await scope.register(multipart, { limits: { files: 1, fields: 10, fileSize: Number.POSITIVE_INFINITY } })
    scope.post(path, { config: { access: { right } }, schema: { hide: true } }, async (request, reply) => {
      if (!request.isMultipart()) throw noFile()
      const part = await request.file()
      if (part === undefined) throw noFile()
      const answer = await take({
        organisationId: organisationOf(request),
        createdBy: actorOf(request),
        fileName: part.filename ?? '',
        source: part.file,
        idempotencyKey: keyOf(request),
      })
      void reply.code(201)
      return answer
    })
  })
}
