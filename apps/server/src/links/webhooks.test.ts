import { createPublicKey, verify } from 'node:crypto'
import type { WebhookDelivery, WebhookEndpoint } from '@candor/api'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { record } from '../modules/journal/index.ts'
import { mostTries, nextTry, restAfter } from '../modules/webhooks/schedule.ts'
import { destroySubjectKey } from '../platform/crypto/index.ts'
import { uuidv7 } from '../platform/ids.ts'
import { eventually, testServer, type SignedIn, type TestServer } from '../testing/index.ts'
import { auditFindings } from './audit-testing.ts'
import { receiver, type Received, type Receiver } from './webhooks-testing.ts'

type Made = { id: string; version: number; secret: string; publicKey: string }

let server: TestServer
let there: Receiver
let owner: SignedIn
let other: SignedIn

const ask = async <Body>(
  method: 'GET' | 'POST' | 'PATCH',
  url: string,
  { who = owner, status, payload }: { who?: SignedIn; status?: number; payload?: object } = {},
): Promise<Body> => {
  const body = method === 'GET' ? {} : { payload: payload ?? {} }
  const response = await server.app.inject({ method, url, headers: who.headers, ...body })
  expect(response.statusCode, response.body).toBe(status ?? (method === 'POST' && url === '/api/webhooks' ? 201 : 200))
  return response.json()
}
const add = async (path: string, kinds: string[] | null, who = owner): Promise<Made> =>
  ask('POST', '/api/webhooks', { who, payload: { url: `${there.url}${path}`, description: path, kinds } })
const endpoint = async (id: string): Promise<WebhookEndpoint> =>
  (await ask<{ items: WebhookEndpoint[] }>('GET', '/api/webhooks')).items.find((each) => each.id === id)!
const log = async (id: string): Promise<WebhookDelivery[]> =>
  (await ask<{ items: WebhookDelivery[] }>('GET', `/api/webhooks/${id}/deliveries`)).items
const arrived = (path: string): Received[] => there.received.filter((message) => message.path === path)

const write = async (kind: `${string}.${string}`, subject?: string, organisationId = owner.organisationId) => {
  const entry = { subject: subject ?? organisationId, kind, actor: 'system', purpose: 'test', body: { secret: 'Ada' } }
  return (await server.db.inOrganisation(organisationId, async (tx) => record(tx, entry))).id
}
/** Time passes until the next try. */
const dueNow = async (id: string): Promise<void> => {
  await server.db.owner.query(
    `update webhook_delivery set due_at = now() where endpoint_id = $1 and state = 'waiting'`,
    [id],
  )
  await server.db.owner.query('update webhook_progress set resting_until = null where endpoint_id = $1', [id])
  server.webhooks.look(owner.organisationId)
}

beforeAll(async () => {
  there = await receiver()
  server = await testServer({ env: { CANDOR_PRIVATE_WEBHOOKS: 'yes' } })
  owner = await server.signIn('owner')
  other = await server.signIn('owner', server.organisations[1])
})
afterAll(async () => {
  await server.close()
  there.close()
})

describe('a webhook', () => {
  it('is signed as Standard Webhooks says, by keys that can be changed without a gap, and holds ids only', async () => {
    const made = await add('/signed', ['order.placed'])
    const entry = await write('order.placed')
    await write('order.returned')
    await write('order.placed', undefined, other.organisationId)
    const first = await eventually('the message is there', async () => arrived('/signed')[0])
    const headers = first.headers as Record<string, string>
    const told = new Webhook(made.secret).verify(first.body, headers) as Record<string, unknown>
    const organisation = owner.organisationId
    expect(told).toEqual({
      type: 'order.placed',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      data: { id: entry, subject: organisation, organisation, position: expect.any(Number) },
    })
    expect(first.id).toBe(`msg_${entry.replaceAll('-', '')}`)

    const raw = Buffer.from(made.publicKey.replace('whpk_', ''), 'base64')
    const key = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') } })
    const signature = headers['webhook-signature']!.split(' ').find((each) => each.startsWith('v1a,'))!
    const content = Buffer.from(`${first.id}.${headers['webhook-timestamp']}.${first.body}`)
    expect(verify(null, content, key, Buffer.from(signature.slice(4), 'base64'))).toBe(true)

    const payload = { version: 1, overlapHours: 24 }
    const renewed = await ask<Made>('POST', `/api/webhooks/${made.id}/rotate`, { payload })
    await write('order.placed')
    const second = await eventually('another message', async () => arrived('/signed')[1])
    for (const secret of [made.secret, renewed.secret]) {
      expect(() => new Webhook(secret).verify(second.body, second.headers as Record<string, string>)).not.toThrow()
    }
    await ask('POST', `/api/webhooks/${made.id}/rotate`, { payload: { version: 2, overlapHours: 0 } })
    await write('order.placed')
    const third = await eventually('a third message', async () => arrived('/signed')[2])
    expect(() => new Webhook(made.secret).verify(third.body, third.headers as Record<string, string>)).toThrow(
      /signature/i,
    )
    // What the other organisation recorded is not among them, and a tampered body is noticed.
    expect(arrived('/signed')).toHaveLength(3)
    expect(() => new Webhook(renewed.secret).verify(`${second.body} `, second.headers as never)).toThrow(/signature/i)
  })

  it('is tried again under the same id, given up after ten tries, and sent again when somebody asks', async () => {
    there.react('/failing', () => ({ status: 500, text: 'no \u0000luck' }))
    const { id } = await add('/failing', ['order.placed'])
    await write('order.placed')
    for (let tries = 1; tries < mostTries; tries += 1) {
      await eventually(`try ${tries}`, async () => (await log(id))[0]?.attempts === tries)
      await dueNow(id)
    }
    const failed = await eventually('it is given up', async () => {
      const [delivery] = await log(id)
      return delivery?.state === 'failed' && delivery
    })
    expect(failed).toMatchObject({ attempts: mostTries, answer: 'no luck', dueAt: null })
    expect(failed.tries).toHaveLength(mostTries)
    expect(failed.tries[0]).toMatchObject({ status: 500, failure: 'answered' })
    expect((await endpoint(id)).health).toMatchObject({ failures: mostTries, failed: 1 })

    there.react('/failing', () => ({ status: 200 }))
    const { count } = await ask<{ count: number }>('POST', `/api/webhooks/${id}/replay`, {
      payload: { what: 'failed' },
    })
    expect(count).toBe(1)
    await dueNow(id)
    await eventually('it is delivered', async () => (await log(id))[0]?.state === 'delivered')
    await ask('POST', `/api/webhooks/${id}/deliveries/${failed.entryId}/replay`)
    await eventually('it is delivered once more', async () => arrived('/failing').length === mostTries + 2)
    expect(new Set(arrived('/failing').map((message) => message.id))).toEqual(new Set([failed.messageId]))
    expect((await endpoint(id)).health).toMatchObject({ failures: 0, failed: 0, failingSince: null })
  })

  it('says why a try failed, follows no redirect, and minds how long a receiver wants to rest', async () => {
    const { id } = await add('/odd', null)
    const says = async (): Promise<WebhookDelivery> => {
      const { entryId } = await ask<{ entryId: string }>('POST', `/api/webhooks/${id}/test`)
      return eventually('the test has ended', async () => {
        const delivery = (await log(id)).find((each) => each.entryId === entryId)
        return delivery?.state !== 'waiting' && delivery
      })
    }
    expect(await says()).toMatchObject({ state: 'delivered', kind: 'webhook.tested' })
    there.react('/odd', () => ({ status: 302, headers: { location: `${there.url}/elsewhere` } }))
    expect((await says()).tries).toMatchObject([{ status: 302, failure: 'redirected' }])
    there.react('/odd', () => 'die')
    expect((await says()).tries).toMatchObject([{ status: null, failure: 'not-reached' }])
    there.react('/odd', () => ({ status: 429, headers: { 'retry-after': '3000' } }))
    await says()
    expect(new Date((await endpoint(id)).health.restingUntil ?? 0).getTime()).toBeGreaterThan(Date.now() + 600_000)
    expect(arrived('/elsewhere')).toEqual([])
  })

  it('comes to a quick receiver while a slow one lets everybody wait', async () => {
    there.react('/slow', () => ({ status: 200, after: 60_000 }))
    const slow = await add('/slow', ['task.created'])
    await add('/quick', ['task.created'])
    const entries: string[] = []
    for (let n = 0; n < 30; n += 1) entries.push(await write('task.created'))
    await eventually('all are there', async () => arrived('/quick').length === entries.length)
    // Never more at a time than one receiver is meant to have.
    expect(arrived('/slow').length).toBeLessThanOrEqual(8)
    await ask('POST', `/api/webhooks/${slow.id}/pause`, { payload: { version: 1 } })
    expect((await endpoint(slow.id)).state).toBe('paused')
  })

  it('catches up where it stopped, or goes on with what comes, after a pause', async () => {
    const { id } = await add('/paused', ['deal.won'])
    await ask('POST', `/api/webhooks/${id}/pause`, { payload: { version: 1 } })
    const missed = await write('deal.won')
    await ask('POST', `/api/webhooks/${id}/resume`, { payload: { version: 2, from: 'stopped' } })
    await eventually(
      'what was missed is there',
      async () => arrived('/paused')[0]?.id === `msg_${missed.replaceAll('-', '')}`,
    )
    const stale = await ask<{ code: string }>('POST', `/api/webhooks/${id}/pause`, {
      payload: { version: 2 },
      status: 409,
    })
    expect(stale.code).toBe('WEBHOOK_CHANGED_MEANWHILE')
  })

  it('is stopped by 410 and by days of failure, and those who look after it are told', async () => {
    there.react('/gone', () => ({ status: 410 }))
    there.react('/down', () => ({ status: 500 }))
    const [gone, down] = [await add('/gone', ['deal.lost']), await add('/down', ['deal.lost'])]
    await server.db.owner.query(
      `update webhook_progress set failures = 3, failing_since = now() - interval '6 days' where endpoint_id = $1`,
      [down.id],
    )
    await write('deal.lost')
    await eventually('both are paused', async () => {
      const states = [(await endpoint(gone.id)).state, (await endpoint(down.id)).state]
      return states.join(' ') === 'gone failing'
    })
    const { items } = await ask<{ items: { kind: string; sentence: string }[] }>('GET', '/api/notifications')
    expect(items.filter(({ kind }) => kind === 'webhook.paused')).toHaveLength(2)
  })

  it('is not sent of somebody who was erased', async () => {
    const customer = uuidv7()
    const { id } = await add('/erased', ['note.added'])
    there.react('/erased', () => ({ status: 500 }))
    await write('note.added', customer)
    await eventually('it was tried', async () => (await log(id))[0]?.attempts === 1)
    await server.db.inOrganisation(owner.organisationId, async (tx) => destroySubjectKey(tx, customer))
    await dueNow(id)
    await eventually('it is withheld', async () => (await log(id))[0]?.state === 'withheld')
    expect(arrived('/erased')).toHaveLength(1)
  })

  it('goes to addresses of the open Internet only, unless the server is told otherwise', async () => {
    const strict = await testServer({ organisations: 1 })
    const { headers } = await strict.signIn('administrator')
    const inner = [
      'http://example.com/',
      'https://127.0.0.1/',
      'https://[::ffff:169.254.169.254]/',
      'https://localhost/',
    ]
    for (const url of inner) {
      const payload = { url, description: '', kinds: null }
      const refused = await strict.app.inject({ method: 'POST', url: '/api/webhooks', headers, payload })
      expect([url, refused.statusCode, refused.json<{ code: string }>().code]).toEqual([
        url,
        400,
        'OUTGOING_ADDRESS_REFUSED',
      ])
    }
    await strict.close()
  })

  it('is as the journal says, and an address that was changed behind its back is found', async () => {
    // The entries of these tests are of kinds whose own records there are none of.
    const found = async () =>
      (await auditFindings(server.db, owner.organisationId)).filter(({ code }) => code.startsWith('WEBHOOK'))
    expect(await found()).toEqual([])
    await server.db.owner.query(`update webhook_endpoint set kinds = null where description = '/signed'`)
    const findings = await found()
    expect(findings).toMatchObject([{ code: 'WEBHOOK_CHANGED', detail: { fields: ['kinds'] } }])
  })
})

describe('the schedule of tries', () => {
  it('spans three days, with a fifth of each wait left to chance', () => {
    const waits = (random: number): number[] =>
      Array.from({ length: mostTries - 1 }, (_, at) => nextTry(at + 1, 0, random)!)
    expect(waits(0.5).reduce((sum, wait) => sum + wait, 0)).toBe(75 * 3_600_000 + 35 * 60_000 + 5000)
    expect(waits(0)[0]).toBe(4500)
    expect(waits(1)[0]).toBe(5500)
    expect(nextTry(mostTries)).toBeUndefined()
    expect(nextTry(1, 60_000)).toBe(60_000)
  })
  it('leaves a receiver alone that is down or asks for it', () => {
    expect([9, 10, 17, 18, 90].map((failures) => restAfter(500, failures))).toEqual([0, 1000, 1000, 2000, 60_000])
    expect([restAfter(429, 1), restAfter(503, 1, 120_000), restAfter(null, 1)]).toEqual([2000, 120_000, 0])
  })
})
