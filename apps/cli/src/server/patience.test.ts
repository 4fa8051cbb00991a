import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { patiently } from './patience.ts'

let server: Server | undefined
afterEach(() => server?.close())

const listen = async (port: number): Promise<number> =>
  new Promise((resolve) => {
    const made = createServer((_request, reply) => reply.end('here'))
    server = made.listen(port, '127.0.0.1', () => resolve((made.address() as AddressInfo).port))
  })
const freePort = async (): Promise<number> => {
  const port = await listen(0)
  await new Promise((resolve) => server?.close(resolve))
  return port
}
const ask = (port: number) => async (): Promise<string> => (await fetch(`http://127.0.0.1:${port}/`)).text()

describe('a server that is asked patiently', () => {
  it('may come back in the meantime', async () => {
    const port = await freePort()
    const answer = patiently(ask(port))
    setTimeout(() => void listen(port), 300)
    expect(await answer).toBe('here')
  })

  it('is said to be gone when it stays away, and what to do about it', async () => {
    await expect(patiently(ask(await freePort()), 0)).rejects.toMatchObject({
      code: 'SERVER_GONE',
      exitCode: 3,
      remedy: expect.stringContaining('goes on by itself'),
    })
  })

  it('is not asked again after an answer that says no', async () => {
    let asked = 0
    const refused = patiently(async () => {
      asked += 1
      throw new RangeError('no')
    })
    await expect(refused).rejects.toThrow('no')
    expect(asked).toBe(1)
  })
})
