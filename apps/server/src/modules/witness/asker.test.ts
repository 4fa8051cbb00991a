import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  answerAddCheckpoint,
  consistencyProof,
  createCosigner,
  ed25519Signer,
  ed25519Verifier,
  foldRow,
  formatWitnessKey,
  hashLeaf,
  type NodeReader,
  parseSignedCheckpoint,
  readRoot,
  signCheckpoint,
  toUtf8,
  type Witness,
  type Witnessed,
  witnessVerifier,
} from '@candor/journal'
import { afterEach, describe, expect, it } from 'vitest'
import { eventually } from '../../testing/index.ts'
import { type AskedWitness, type Standing, WitnessAsker } from './asker.ts'

const origin = 'example.com/log'
const signer = ed25519Signer(origin, new Uint8Array(32).fill(5))
const organisation = '01890a5d-ac96-774b-bcce-b302099a8057'

/** A log that grows when it is told to. */
const logOf = (changed?: number) => {
  const leaves = Array.from({ length: 200 }, (_, n) => hashLeaf(toUtf8(n === changed ? 'another' : `${n}`)))
  const reader: NodeReader = (nodes) =>
    nodes.map(({ height, index }) => foldRow(leaves.slice(index * 2 ** height, (index + 1) * 2 ** height)))
  const log = { size: 1 }
  return {
    log,
    newest: async () => {
      const { size } = log
      return { size, note: signCheckpoint({ origin, size, root: await readRoot(size, reader) }, signer) }
    },
    proof: async (from: number, to: number) => consistencyProof(from, to, reader),
  }
}

const cosigner = createCosigner('witness.example/w1', new Uint8Array(32).fill(6))
const running: Server[] = []
const askers: WitnessAsker[] = []

/** A witness that listens, and holds its answers back while told to. */
const serve = async (port = 0) => {
  let newest: Witnessed | undefined
  const state = { asked: 0, atOnce: 0, most: 0, hold: undefined as Promise<void> | undefined, spoil: false }
  const witness: Witness = {
    cosigner,
    keysOf: (of) => (of === origin ? [ed25519Verifier(signer.key)] : []),
    now: () => new Date(),
    store: {
      change: async (_, decide) => {
        const decision = decide(newest)
        newest = decision.keep ?? newest
        return decision.answer
      },
    },
  }
  const server = createServer((request, reply) => {
    const answer = async (): Promise<void> => {
      state.asked += 1
      state.atOnce += 1
      state.most = Math.max(state.most, state.atOnce)
      const parts: Buffer[] = []
      for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
      await state.hold
      const { status, body } = await answerAddCheckpoint(Buffer.concat(parts).toString(), witness)
      state.atOnce -= 1
      reply.writeHead(status).end(state.spoil ? body.replace('w1 ', 'w2 ') : body)
    }
    void answer()
  })
  await new Promise<void>((done) => {
    server.listen(port, '127.0.0.1', done)
  })
  running.push(server)
  const address = server.address() as AddressInfo
  return { state, port: address.port, url: `http://127.0.0.1:${address.port}/`, size: () => newest?.size ?? 0, server }
}

const askerFor = (url: string, source: ReturnType<typeof logOf>) => {
  const asked: AskedWitness = { name: 'w1', key: cosigner.key, vkey: formatWitnessKey(cosigner.key), url }
  const cosigned: number[] = []
  const changes: Standing[] = []
  const asker = new WitnessAsker([asked], {
    source: () => source,
    cosigned: async (_, size, { key }, signature) => {
      const { note } = await source.newest()
      if (source.log.size === size) {
        const text = toUtf8(parseSignedCheckpoint(note).note.text)
        expect(witnessVerifier(key).verify(text, signature.signature)).toBe(true)
      }
      cosigned.push(size)
    },
    onChange: (_, __, standing) => changes.push(standing),
    onError: (error) => {
      throw error
    },
  })
  askers.push(asker)
  const standing = () => asker.standings(organisation)[0]!
  return { asker, cosigned, changes, standing }
}

afterEach(async () => {
  await Promise.all(askers.splice(0).map(async (asker) => asker.stop()))
  await Promise.all(
    running.splice(0).map(async (server) => {
      server.closeAllConnections()
      await new Promise<void>((done) => {
        server.close(() => done())
      })
    }),
  )
})

describe('asking a witness', () => {
  it('brings its signature on each new checkpoint, with a proof from the one before', async () => {
    const source = logOf()
    const witness = await serve()
    const { asker, cosigned, standing } = askerFor(witness.url, source)
    for (const size of [1, 2, 7, 64, 200]) {
      source.log.size = size
      asker.offer(organisation)
      await eventually(`the signature at ${size}`, async () => cosigned.at(-1) === size)
    }
    expect(cosigned).toEqual([1, 2, 7, 64, 200])
    expect(witness.state.asked).toBe(5)
    expect(standing()).toMatchObject({ state: 'cosigned', size: 200 })
  })

  it('piles nothing up while it is slow: one question at a time, the last about the newest', async () => {
    const source = logOf()
    const witness = await serve()
    let release: () => void = () => undefined
    witness.state.hold = new Promise((done) => {
      release = done
    })
    const { asker, cosigned } = askerFor(witness.url, source)
    for (let size = 1; size <= 100; size += 1) {
      source.log.size = size
      asker.offer(organisation)
    }
    await eventually('the first question', async () => witness.state.asked === 1)
    release()
    await eventually('the newest is signed', async () => cosigned.at(-1) === 100)
    expect(cosigned.length).toBeLessThanOrEqual(2)
    expect(witness.state.most).toBe(1)
  })

  it('finds out where the witness is, after a restart of either', async () => {
    const source = logOf()
    const witness = await serve()
    source.log.size = 20
    const first = askerFor(witness.url, source)
    first.asker.offer(organisation)
    await eventually('the first signature', async () => first.cosigned.length === 1)
    await first.asker.stop()
    source.log.size = 30
    const second = askerFor(witness.url, source)
    second.asker.offer(organisation)
    await eventually('the second signature', async () => second.cosigned.at(-1) === 30)
  })

  it('goes on by itself when it answers again', async () => {
    const source = logOf()
    const gone = await serve()
    const { port } = gone
    await new Promise<void>((done) => {
      gone.server.close(() => done())
    })
    const { asker, cosigned, standing, changes } = askerFor(`http://127.0.0.1:${port}/`, source)
    asker.offer(organisation)
    await eventually('it is unreachable', async () => standing().state === 'unreachable')
    expect(standing().problem).toBeTruthy()
    await serve(port)
    await eventually('the signature', async () => cosigned.length > 0)
    expect(changes.map(({ state }) => state)).toEqual(['unreachable', 'cosigned'])
  })

  it('tells when the witness refuses, has seen more than there is, or does not know the log', async () => {
    const witness = await serve()
    const honest = logOf()
    honest.log.size = 21
    const { asker, cosigned } = askerFor(witness.url, honest)
    asker.offer(organisation)
    await eventually('the signature', async () => cosigned.length === 1)

    const lying = logOf(3)
    lying.log.size = 50
    const other = askerFor(witness.url, lying)
    other.asker.offer(organisation)
    await eventually('it refuses', async () => other.standing().state === 'refused')

    const restored = logOf()
    restored.log.size = 10
    const behind = askerFor(witness.url, restored)
    behind.asker.offer(organisation)
    await eventually('it has seen more', async () => behind.standing().state === 'ahead')
    expect(behind.standing().problem).toBe('it has cosigned 21 records, and there are 10')
    expect(witness.size()).toBe(21)

    const stranger = logOf()
    const unknown = askerFor(`${witness.url}elsewhere`, {
      ...stranger,
      newest: async () => {
        const elsewhere = ed25519Signer('example.com/other', new Uint8Array(32).fill(5))
        const root = await readRoot(1, (nodes) => nodes.map(() => hashLeaf(toUtf8('0'))))
        return { size: 1, note: signCheckpoint({ origin: 'example.com/other', size: 1, root }, elsewhere) }
      },
    })
    unknown.asker.offer(organisation)
    await eventually('it is unknown', async () => unknown.standing().state === 'unknown')
  })

  it('takes no signature for granted', async () => {
    const source = logOf()
    const witness = await serve()
    witness.state.spoil = true
    const { asker, cosigned, standing } = askerFor(witness.url, source)
    asker.offer(organisation)
    await eventually('it is noticed', async () => standing().state === 'unreachable')
    expect(standing().problem).toContain('no signature of its key')
    expect(cosigned).toEqual([])
  })
})
