import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { httpErrors } from './errors.ts'
import { handleError } from './problem.ts'

const distOf = (name: string): string => fileURLToPath(new URL(`../../../../${name}/dist`, import.meta.url))

/** Built files carry a hash of their content in their names, so a browser may keep them for ever. */
const hashed = /[/\\]assets[/\\]/
const forever = 'public, max-age=31536000, immutable'

const wantsPage = (request: FastifyRequest): boolean =>
  request.method === 'GET' && request.headers.accept?.includes('text/html') === true

const programPath = /^\/(api|rpc|health|metrics)(\/|$)/

/** A built web app: where it is served, and the folder that was built. */
export type WebApp = { readonly prefix: string; readonly root: string }

const builtApps: readonly WebApp[] = [
  { prefix: '/portal/', root: distOf('portal') },
  { prefix: '/', root: distOf('web') },
]

/**
 * Serves the two web apps: staff at `/`, portal at `/portal`. An address that is no file is a page of the app,
 * which finds its own way from there.
 * @param candidates what to serve, the longest prefix first; what is not built is left out
 */
export const registerWebApps = async (
  app: FastifyInstance,
  candidates: readonly WebApp[] = builtApps,
): Promise<void> => {
  const apps = candidates.filter(({ root }) => existsSync(join(root, 'index.html')))
  for (const [index, { prefix, root }] of apps.entries()) {
    await app.register(fastifyStatic, {
      root,
      prefix,
      decorateReply: index === 0,
      preCompressed: true,
      cacheControl: false,
      index: ['index.html'],
      setHeaders: (reply, path) => {
        reply.header('cache-control', hashed.test(path) ? forever : 'no-cache')
      },
    })
  }
  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split('?')[0] ?? ''
    const home = apps.find(({ prefix }) => `${path}/`.startsWith(prefix))
    if (home === undefined || programPath.test(path) || hashed.test(path) || !wantsPage(request)) {
      const known = apps.length > 0 || programPath.test(path)
      const detail = known ? `nothing is served at ${path}` : 'the web apps are not built; npm start builds them'
      handleError(httpErrors.HTTP_NO_ROUTE(detail), request, reply)
      return
    }
    void reply.header('cache-control', 'no-cache').sendFile('index.html', home.root)
  })
}
