import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerReader } from './answer.ts'
import { runLoad } from './run-load.ts'

describe('the load generator', () => {
  const seen: string[] = []
  let server: Server
  let port: number
  beforeAll(async () => {
    server = createServer((request, reply) => {
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => {
        seen.push(`${request.method} ${request.url} ${String(request.headers['x-key'])} ${body}`)
        if (request.url === '/refused') reply.writeHead(422)
        reply.end(JSON.stringify({ echo: body }))
      })
    })
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    port = (server.address() as { port: number }).port
  })
  afterAll(() => void server.close())

  it('sends its templates in turn over kept connections, each request unlike all others, and counts answers', async () => {
    seen.length = 0
    const result = await runLoad({
      host: '127.0.0.1',
      port,
      connections: 3,
      milliseconds: 300,
      keepAnswers: true,
      templates: [
        { method: 'POST', path: '/notes', headers: { 'x-key': '{key}' }, body: '{"n":{n}}' },
        { method: 'GET', path: '/refused', headers: {} },
      ],
    })
    const answers = result.latencies.length
    expect(answers).toBe(seen.length)
    expect((result.statuses['200'] ?? 0) + (result.statuses['422'] ?? 0)).toBe(answers)
    expect(Math.abs((result.statuses['200'] ?? 0) - (result.statuses['422'] ?? 0))).toBeLessThanOrEqual(3)
    expect(result.broken).toBe(0)
    const notes = seen.filter((line) => line.startsWith('POST /notes'))
    expect(new Set(notes).size).toBe(notes.length)
    expect(notes[0]).toMatch(/^POST \/notes \d+-\d+-\d+ \{"n":\d+\}$/)
    expect(result.answers).toHaveLength(answers)
    expect(result.answers.find(({ body }) => body === '{"echo":"{\\"n\\":0}"}')).toMatchObject({ status: 200 })
  })

  it('keeps to a rate', async () => {
    seen.length = 0
    await runLoad({
      host: '127.0.0.1',
      port,
      connections: 4,
      milliseconds: 500,
      rate: 100,
      templates: [{ method: 'GET', path: '/slow', headers: {} }],
    })
    expect(seen.length).toBeLessThanOrEqual(50)
    expect(seen.length).toBeGreaterThan(0)
  })
})

describe('the reader of answers', () => {
  it.each([
    ['a length', 'HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\nhello', { status: 201, body: 'hello' }],
    ['no body', 'HTTP/1.1 204 No Content\r\n\r\n', { status: 204, body: '' }],
    [
      'chunks',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n',
      { status: 200, body: 'hello' },
    ],
  ])('finds the end of an answer with %s, however it is cut', (_, text, expected) => {
    for (let cut = 0; cut < text.length; cut += 1) {
      const read = answerReader()
      if (cut > 0) expect(read(Buffer.from(text.slice(0, cut)))).toBeUndefined()
      expect(read(Buffer.from(text.slice(cut)))).toEqual(expected)
    }
  })
})
