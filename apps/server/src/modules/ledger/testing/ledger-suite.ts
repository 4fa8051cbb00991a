import { earnReasons, pointsEarned, versionInForce, type EarnItem } from '@candor/api'
import { decodeEarnedBatch, memberRole, referenceOf } from '@candor/ledger'
import type { IndexedLog } from '@candor/ledger/node'
import { membersAbi } from '@candor/contracts'
import { keccak256, toHex, type Hex } from 'viem'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { uuidv7 } from '../../../platform/ids.ts'
import type { SignedIn, TestServer } from '../../../testing/index.ts'
import { enqueueCall, findMember } from '../index.ts'
import { onLedger, openProgramme, plainRule, type OnLedger, type TestRule } from './ledger-fixture.ts'

type Programme = Awaited<ReturnType<typeof openProgramme>>

const patience = { timeout: 20_000, interval: 50 } as const

const now = (): number => Math.floor(Date.now() / 1000)

/** Repeatable random whole numbers below a limit (a linear congruential generator; Knuth's MMIX constants). */
const numbers = (seed: bigint) => {
  let state = seed
  return (limit: number): number => {
    state = (state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) % 2n ** 64n
    return Number((state >> 33n) % BigInt(limit))
  }
}

/**
 * What must hold on every ledger, whatever program runs it.
 * @param title names the ledger
 * @param start a server with two organisations on it
 */
export const ledgerSuite = (title: string, start: () => Promise<TestServer>): void => {
  describe(`the ledger on ${title}`, () => {
    let server: TestServer
    let a: string
    let b: string
    let home: OnLedger
    let programme: Programme
    const heard: IndexedLog[] = []

    beforeAll(async () => {
      server = await start()
      ;[a, b] = server.organisations as [string, string]
      home = onLedger(server, a)
      server.ledger.onLog('Points', 'EarnedBatch', async (tx, log) => {
        if (tx.organisationId === a) heard.push(log)
      })
      programme = await openProgramme(server, a, [plainRule(1_000)], 5)
    })
    afterAll(async () => server?.close())

    const purchases = (count: number, from: number): EarnItem[] =>
      Array.from({ length: count }, (_, index) => ({
        holder: 1 + (index % 5),
        purchase: from + index,
        amount: BigInt(100 * (index + 1)),
        time: now() - 3_600 + index,
      }))

    describe('members', () => {
      it('are admitted once, with a key of their own for every role', async () => {
        const subject = uuidv7()
        const number = await home.admit(subject, 'Harbour Home')
        expect(await home.admit(subject, 'Harbour Home')).toBe(number)
        expect(await server.ledger.reader.memberOf(number)).toMatchObject({ name: 'Harbour Home', state: 1 })
        const member = await home.inOrganisation(async (tx) => findMember(tx, subject))
        for (const role of Object.values(memberRole)) {
          const args = [number, role, member!.account] as const
          const client = server.ledger.connection.client
          const has = {
            address: server.ledger.addresses.Members,
            abi: membersAbi,
            functionName: 'hasRole',
            args,
          } as const
          expect(await client.readContract(has)).toBe(true)
        }
      })
    })

    describe('the outbox', () => {
      it('makes a call once for its reference, however often it is asked for', async () => {
        const call = programme.earning(purchases(3, 100))
        const first = await programme.enqueue(call, programme.merchant)
        expect(await programme.enqueue(call, programme.merchant)).toEqual(first)
        expect((await programme.settled(call.reference)).state).toBe('mined')
        expect(await programme.enqueue(call, programme.merchant)).toEqual(first)
        const other = { ...programme.earning(purchases(3, 200)), reference: call.reference }
        await expect(programme.enqueue(other, programme.merchant)).rejects.toMatchObject({
          code: 'LEDGER_REFERENCE_TAKEN',
        })
      })

      it('calls nothing when the transaction that asked was rolled back', async () => {
        const call = programme.earning(purchases(1, 300))
        const undone = home.inOrganisation(async (tx) => {
          await enqueueCall(tx, call, programme.merchant)
          throw new Error('changed my mind')
        })
        await expect(undone).rejects.toThrow('changed my mind')
        expect(await programme.rowOf(call.reference)).toBeUndefined()
      })

      it('signs for the organisation’s own members only, and refuses calls that no contract has', async () => {
        const foreign = onLedger(server, b)
        const call = programme.earning(purchases(1, 400))
        await expect(foreign.enqueue(call, programme.merchant)).rejects.toMatchObject({ code: 'LEDGER_NO_MEMBER' })
        await expect(programme.enqueue({ ...call, functionName: 'mint' }, programme.merchant)).rejects.toThrow()
        await expect(programme.enqueue({ ...call, args: [1] }, programme.merchant)).rejects.toThrow()
      })

      it('sends calls that build on each other without waiting, in order', async () => {
        const client = await openProgramme(server, b, [plainRule(1_000), plainRule(2_000), plainRule(3_000)], 2)
        expect((await client.settled(client.opened)).state).toBe('mined')
        expect(await server.ledger.reader.ruleVersions(client.programme, client.merchant)).toHaveLength(3)
        for (const [index, account] of client.accounts.entries()) {
          expect(await server.ledger.reader.holderOf(client.programme, account)).toBe(index + 1)
        }
      })

      it('says in plain words why a contract refused', async () => {
        const call = programme.earning(purchases(1, 500))
        await programme.call(call, programme.merchant)
        const again = programme.earning(purchases(1, 500))
        const refused = await programme.call(again, programme.merchant)
        expect(refused).toMatchObject({
          state: 'failed',
          refusal: { name: 'AlreadyEarned', args: [programme.programme, programme.merchant, 500] },
        })
        const { headers } = await server.signIn('sales', a)
        for (const [language, message] of [
          ['en', 'Purchase 500 has earned its points before.'],
          ['zh-CN', '购买 500 此前已经获得积分。'],
        ] as const) {
          const url = '/api/ledger/calls?state=failed'
          const response = await server.app.inject({ url, headers: { ...headers, 'accept-language': language } })
          const { items } = response.json<{ items: { id: string; refusal: { message: string } }[] }>()
          expect(items.find(({ id }) => id === refused.id)?.refusal.message).toBe(message)
        }
      })

      it('tries again what time alone cures', async () => {
        const call = programme.earning([{ holder: 1, purchase: 600, amount: 100n, time: now() + 3 }])
        const done = await programme.call(call, programme.merchant)
        expect(done.state).toBe('mined')
        expect(done.attempts).toBeGreaterThan(1)
      })

      it('brings many calls through at once, each once', async () => {
        const before = await server.ledger.reader.totalsOf(programme.programme)
        const calls = Array.from({ length: 60 }, (_, index) => programme.earning(purchases(4, 10_000 + 4 * index)))
        await Promise.all(calls.map(async (call) => programme.enqueue(call, programme.merchant)))
        const rows = await Promise.all(calls.map(async ({ reference }) => programme.settled(reference)))
        expect(rows.map(({ state }) => state)).toEqual(Array(60).fill('mined'))
        const after = await server.ledger.reader.totalsOf(programme.programme)
        expect(after.issued - before.issued).toBe(60n * (1n + 2n + 3n + 4n))
      })
    })

    describe('events', () => {
      it('reach the organisation concerned once, in order, with both halves of a batch', async () => {
        const call = programme.earning(purchases(5, 700))
        await programme.call(call, programme.merchant)
        const log = await vi.waitUntil(() => heard.find(({ args }) => args['ref'] === call.reference), patience)
        const batch = decodeEarnedBatch(log.input as Hex, log)
        expect(batch.lines.map(({ purchaseNumber, points }) => [purchaseNumber, points])).toEqual([
          [700, 1n],
          [701, 2n],
          [702, 3n],
          [703, 4n],
          [704, 5n],
        ])
        const [read] = await server.ledger.reader.earnedBatches(log.transactionHash)
        expect(read).toEqual(batch)
        const places = heard.map(({ blockNumber, logIndex }) => blockNumber * 100_000 + logIndex)
        expect(places).toEqual([...new Set(places)].toSorted((one, other) => one - other))
        expect(heard.every(({ args }) => args['merchant'] === programme.merchant)).toBe(true)
      })
    })

    describe('points', () => {
      it('are on the ledger what its events say', async () => {
        const { reader } = server.ledger
        const call = programme.earning(purchases(5, 900))
        await programme.call(call, programme.merchant)
        await vi.waitUntil(() => heard.some(({ args }) => args['ref'] === call.reference), patience)
        const lines = heard.flatMap((log) => decodeEarnedBatch(log.input as Hex, log).lines)
        let sum = 0n
        for (let holder = 1; holder <= 5; holder += 1) {
          const expected = lines
            .filter((line) => line.holder === holder)
            .reduce((total, { points }) => total + points, 0n)
          expect(await reader.balanceOf(programme.programme, holder)).toBe(expected)
          const buckets = await reader.bucketsOf(programme.programme, holder)
          expect(buckets.reduce((total, { points }) => total + points, 0n)).toBe(expected)
          sum += expected
        }
        expect(await reader.totalsOf(programme.programme)).toMatchObject({ issued: sum, outstanding: sum, lapsed: 0n })
      })

      it('are computed by the contract as by pencil and paper, for any rule, amount and time', async () => {
        const random = numbers(20_261_121n)
        let startsAt = 1_000
        const rules: TestRule[] = Array.from({ length: 6 }, (_, index) => {
          startsAt += 1 + random(5_000)
          return {
            pointsNumerator: random(index % 2 === 0 ? 20 : 4_294_967_295),
            spendUnit: 1 + random(index % 3 === 0 ? 5 : 100_000),
            minimumSpend: random(3) === 0 ? 0 : random(2_000),
            maximumPoints: 1 + random(index % 2 === 0 ? 500 : 4_294_967_294),
            startsAt,
            endsAt: random(2) === 0 ? 0 : startsAt + 1 + random(4_000),
          }
        })
        const { reader } = server.ledger
        const tried = await openProgramme(server, a, rules, 1)
        const versions = await reader.ruleVersions(tried.programme, tried.merchant)
        expect(versions).toHaveLength(rules.length)
        const reasons = new Set<string>()
        for (let round = 0; round < 150; round += 1) {
          const amount = BigInt(random(round % 4 === 0 ? 281_474_976_710_655 : 5_000))
          const time = random(startsAt + 6_000)
          const version = versionInForce(versions, time)
          const { points, reason } = pointsEarned(version, amount)
          reasons.add(reason)
          const at = new Date(time * 1000)
          const said = await reader.pointsFor(tried.programme, tried.merchant, amount, at)
          expect(said, `${amount} at ${time}`).toEqual({ points, version: version?.version ?? 0 })
          expect((await reader.ruleAt(tried.programme, tried.merchant, at))?.version).toBe(version?.version)
        }
        expect([...reasons].toSorted()).toEqual([...earnReasons].toSorted())
      })
    })

    describe('anchors', () => {
      const root = (text: string): Hex => keccak256(toHex(text))
      const anchor = (log: Hex, size: bigint, rootHash: Hex, attempt: string) => ({
        reference: referenceOf('anchor', log, String(size), attempt),
        contract: 'JournalAnchors' as const,
        functionName: 'anchor',
        args: [programme.operator, log, size, rootHash, root('checkpoint')],
      })

      it('can be read back by size, and show who tells two histories', async () => {
        const log = root(`log ${a}`)
        expect((await home.call(anchor(log, 10n, root('ten'), '1'), programme.operator)).state).toBe('mined')
        expect((await home.call(anchor(log, 12n, root('twelve'), '1'), programme.operator)).state).toBe('mined')
        expect((await home.call(anchor(log, 10n, root('ten'), '2'), programme.operator)).state).toBe('mined')
        const forged = await home.call(anchor(log, 10n, root('forged'), '3'), programme.operator)
        expect(forged).toMatchObject({ state: 'failed', refusal: { name: 'TwoHistories' } })
        const { reader } = server.ledger
        expect(await reader.readAnchor(log, 10n)).toBe(root('ten'))
        expect(await reader.readAnchor(log, 11n)).toBeUndefined()
        expect(await reader.latestAnchor(log)).toMatchObject({ treeSize: 12n, rootHash: root('twelve') })
        expect(await reader.latestAnchor(root('no log'))).toBeUndefined()
      })
    })

    describe('the pages', () => {
      type Page = {
        items: { id: string; description: string; contract: string; number: number }[]
        nextCursor: string | null
      }
      const signedIn = new Map<string, Promise<SignedIn>>()
      const get = async (url: string, organisationId: string, language = 'en') => {
        const auditor = signedIn.get(organisationId) ?? server.signIn('auditor', organisationId)
        signedIn.set(organisationId, auditor)
        const headers = { ...(await auditor).headers, 'accept-language': language }
        const response = await server.app.inject({ url, headers })
        return { status: response.statusCode, body: response.json<unknown>() }
      }

      it('show contracts, members and what waits', async () => {
        const { body } = await get('/api/ledger/overview', a)
        expect(body).toMatchObject({
          chainId: server.ledger.connection.chainId,
          stalled: false,
          stalledSince: null,
          contracts: ['Members', 'JournalAnchors', 'Programmes', 'EarnRules', 'Points', 'Rewards', 'Consents'].map(
            (name) => ({
              name,
            }),
          ),
        })
        const { members, contracts } = body as {
          members: { number: number; own: boolean }[]
          contracts: { name: string; implementation: string | null }[]
        }
        expect(members.find(({ number }) => number === programme.merchant)?.own).toBe(true)
        expect(members.some(({ own }) => !own)).toBe(true)
        const replaceable = contracts.filter(({ implementation }) => implementation !== null).map(({ name }) => name)
        expect(replaceable).toEqual(['Programmes', 'EarnRules', 'Points', 'Rewards'])
      })

      it('show each organisation its own calls, page by page', async () => {
        const ids = new Set<string>()
        let cursor: string | null = ''
        while (cursor !== null) {
          const query: string = cursor === '' ? '' : `&cursor=${cursor}`
          const { body } = await get(`/api/ledger/calls?limit=7${query}`, a)
          const page = body as Page
          for (const { id } of page.items) {
            expect(ids.has(id)).toBe(false)
            ids.add(id)
          }
          cursor = page.nextCursor
        }
        const { rows } = await server.db.owner.query('select id from ledger_call where organisation_id = $1', [a])
        expect(ids.size).toBe(rows.length)
        const others = (await get('/api/ledger/calls?limit=200', b)).body as Page
        expect(others.items.length).toBeGreaterThan(0)
        expect(others.items.some(({ id }) => ids.has(id))).toBe(false)
      })

      it('describe a block’s transactions and a contract’s events in the reader’s language', async () => {
        const row = await programme.call(programme.earning(purchases(2, 800)), programme.merchant)
        const block = await get(`/api/ledger/blocks/${row.blockNumber}`, b, 'zh-CN')
        expect(JSON.stringify(block.body)).toContain('Harbour Books 的 2 笔购买（编号 800–801）')
        const events = await vi.waitUntil(async () => {
          const { body } = await get('/api/ledger/contracts/Points/events?limit=3', a)
          return (body as Page).items[0]?.description.startsWith('2 purchases') === true ? (body as Page) : undefined
        }, patience)
        expect(events.items[0]?.description).toBe('2 purchases of Harbour Books earned 3 points')
        expect(events.nextCursor).not.toBeNull()
      })

      it('list blocks newest first and know which there are', async () => {
        const first = (await get('/api/ledger/blocks?limit=3', a)).body as Page
        const rest = (await get(`/api/ledger/blocks?limit=3&cursor=${first.nextCursor}`, a)).body as Page
        const shown = [...first.items, ...rest.items].map(({ number }) => number)
        expect(shown).toEqual(Array.from({ length: 6 }, (_, index) => shown[0]! - index))
        expect(await get('/api/ledger/blocks/999999999', a)).toMatchObject({
          status: 404,
          body: { code: 'LEDGER_NO_BLOCK' },
        })
        expect((await get('/api/ledger/contracts/Nothing/events', a)).status).toBe(400)
      })
    })
  })
}
