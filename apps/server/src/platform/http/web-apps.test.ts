import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { requireDeclaredAccess } from './access.ts'
import { handleError } from './problem.ts'
import { registerWebApps } from './web-apps.ts'

const folder = mkdtempSync(join(tmpdir(), 'candor-web-'))
const script = 'console.log("hello")'.repeat(100)
let app: FastifyInstance

const make = (name: string): string => {
  const root = join(folder, name)
  mkdirSync(join(root, 'assets'), { recursive: true })
  writeFileSync(join(root, 'index.html'), `<title>${name}</title>`)
  writeFileSync(join(root, 'assets', 'main-4f3a.js'), script)
  writeFileSync(join(root, 'assets', 'main-4f3a.js.br'), brotliCompressSync(script))
  return root
}

beforeAll(async () => {
  app = fastify()
  app.addHook('onRoute', requireDeclaredAccess)
  app.setErrorHandler(handleError)
  app.get('/api/known', { config: { access: 'public' } }, async () => ({}))
  await registerWebApps(app, [
    { prefix: '/portal/', root: make('portal') },
    { prefix: '/', root: make('staff') },
  ])
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

const page = async (url: string, headers: Record<string, string> = {}) =>
  app.inject({ url, headers: { accept: 'text/html', ...headers } })

describe('the web apps', () => {
  it.each([
    ['/', 'staff'],
    ['/customers/123?tab=points', 'staff'],
    ['/portal', 'portal'],
    ['/portal/', 'portal'],
    ['/portal/points', 'portal'],
    ['/portalish', 'staff'],
  ])('answer %s with the page of the %s app', async (url, name) => {
    const response = await page(url)
    expect(response.statusCode).toBe(200)
    expect(response.body).toBe(`<title>${name}</title>`)
    expect(response.headers['cache-control']).toBe('no-cache')
  })

  it('let a browser keep files with a hash in their name for ever', async () => {
    const response = await app.inject('/assets/main-4f3a.js')
    expect(response.body).toBe(script)
    expect(response.headers['cache-control']).toContain('immutable')
  })

  it('send what was compressed beforehand to browsers that take it', async () => {
    const response = await app.inject({
      url: '/portal/assets/main-4f3a.js',
      headers: { 'accept-encoding': 'gzip, br' },
    })
    expect(response.headers['content-encoding']).toBe('br')
    expect(brotliDecompressSync(response.rawPayload).toString()).toBe(script)
  })

  it.each(['/api/nothing', '/rpc', '/assets/missing-1.js', '/portal/assets/missing-1.js'])(
    'never answer %s with a page',
    async (url) => {
      const response = await page(url)
      expect(response.statusCode).toBe(404)
      expect(response.headers['content-type']).toContain('application/problem+json')
    },
  )

  it('answer a program that asks for an unknown address with an error', async () => {
    const response = await app.inject({ url: '/customers/123', headers: { accept: 'application/json' } })
    expect(response.json()).toMatchObject({ status: 404, code: 'HTTP_NO_ROUTE' })
  })

  it.each(['/../package.json', '/%2e%2e/package.json', '/assets/..%2f..%2fsecret', '/portal/%2e%2e/%2e%2e/secret'])(
    'give out no file from outside: %s',
    async (url) => {
      writeFileSync(join(folder, 'secret'), 'hunter2')
      expect((await app.inject({ url, headers: { accept: '*/*' } })).body).not.toContain('hunter2')
    },
  )

  it('say what to do where they are not built', async () => {
    const bare = fastify()
    await registerWebApps(bare, [{ prefix: '/', root: join(folder, 'missing') }])
    expect((await bare.inject({ url: '/', headers: { accept: 'text/html' } })).json()).toMatchObject({
      status: 404,
      detail: expect.stringContaining('npm start'),
    })
    await bare.close()
  })
})
