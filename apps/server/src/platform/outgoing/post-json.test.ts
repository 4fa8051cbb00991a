import { createServer, type Server } from 'node:http'
import { createServer as createConnectionServer, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isPublicAddress } from './addresses.ts'
import { checkAddress, guardedLookup } from './guard.ts'
import { postJson } from './post-json.ts'

describe('an address', () => {
  it('is public or not, in every way of writing it', () => {
    const inner = [
      '127.0.0.1',
      '10.1.2.3',
      '172.31.255.255',
      '192.168.0.1',
      '169.254.169.254',
      '100.64.0.1',
      '0.0.0.0',
      '224.0.0.1',
      '::1',
      '::',
      '::ffff:10.0.0.1',
      '::ffff:a00:1',
      'fd00::1',
      'fe80::1',
      '64:ff9b::a00:1',
      '168.63.129.16',
      'fd00:ec2::254',
      '100.100.100.200',
      '3fff::1',
      '2002:a00:1::',
      'localhost',
      '',
    ]
    expect(inner.filter(isPublicAddress)).toEqual([])
    const outer = ['1.1.1.1', '172.32.0.1', '223.255.255.255', '2606:4700::1111', '::ffff:1.1.1.1']
    expect(outer.filter(isPublicAddress)).toEqual(outer)
  })
  it('is refused by its form', () => {
    const rules = { allowPrivate: false }
    const bad = [
      'http://example.com/',
      'ftp://example.com',
      'https://user:pass@example.com',
      'https://127.0.0.1/',
      'nonsense',
      'https://localhost/',
      'https://2130706433/',
      'https://0x7f.1/',
      'https://[::1]/',
      'https://[::ffff:7f00:1]/',
    ]
    for (const address of bad) {
      expect(() => checkAddress(address, rules), address).toThrow(
        expect.objectContaining({ code: 'OUTGOING_ADDRESS_REFUSED' }),
      )
    }
    expect(checkAddress('https://hooks.example.com/x', rules).host).toBe('hooks.example.com')
  })
})

describe('a message to an address', () => {
  let server: Server
  let base: string
  const seen: { path: string | undefined; body: string; id: unknown }[] = []
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = ''
      request.on('data', (part: Buffer) => (body += part.toString()))
      request.on('end', () => {
        seen.push({ path: request.url, body, id: request.headers['webhook-id'] })
        if (request.url === '/moved') response.writeHead(302, { location: '/arrived' })
        else response.writeHead(request.url === '/broken' ? 500 : 204)
        response.end()
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => void server.close())

  it('arrives where private addresses are allowed', async () => {
    await postJson(`${base}/ok`, { text: 'hello' }, { 'webhook-id': 'x' }, { allowPrivate: true })
    expect(seen.at(-1)).toEqual({ path: '/ok', body: '{"text":"hello"}', id: 'x' })
  })
  it('does not leave where they are not, whatever the name resolves to', async () => {
    const before = seen.length
    const { port } = server.address() as AddressInfo
    await expect(postJson(`https://127.0.0.1:${port}`, {}, {}, { allowPrivate: false })).rejects.toMatchObject({
      code: 'OUTGOING_ADDRESS_REFUSED',
    })
    for (const all of [true, false]) {
      const error = await new Promise((resolve) => {
        guardedLookup('localhost', { all }, (refusal) => resolve(refusal))
      })
      expect(error).toMatchObject({ code: 'OUTGOING_ADDRESS_REFUSED' })
    }
    expect(seen.length).toBe(before)
  })
  it('follows no redirect and takes only 2xx for an answer', async () => {
    for (const path of ['/moved', '/broken']) {
      await expect(postJson(base + path, {}, {}, { allowPrivate: true })).rejects.toMatchObject({
        code: 'OUTGOING_CALL_FAILED',
      })
    }
    expect(seen.map(({ path }) => path)).not.toContain('/arrived')
  })
  it.each([
    ['changes the protocol', 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'],
    ['hangs up', ''],
  ])('has failed at once where the other side %s', async (_, said) => {
    const odd = createConnectionServer((socket) => void socket.once('data', () => void socket.end(said)))
    await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve))
    const { port } = odd.address() as AddressInfo
    await expect(postJson(`http://127.0.0.1:${port}`, {}, {}, { allowPrivate: true })).rejects.toMatchObject({
      code: 'OUTGOING_CALL_FAILED',
    })
    odd.close()
  })
  it('is given up after a time', async () => {
    const silent = createServer(() => undefined)
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as AddressInfo
    const sent = postJson(`http://127.0.0.1:${port}`, {}, {}, { allowPrivate: true, timeout: 200 })
    await expect(sent).rejects.toMatchObject({ code: 'OUTGOING_CALL_FAILED' })
    silent.closeAllConnections()
    silent.close()
  })
})
