import type { Notification, NotificationSettings } from '@candor/api'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { destroySubjectKey } from '../../platform/crypto/index.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { eventually, testServer, type SignedIn, type TestServer } from '../../testing/index.ts'
import { usualSettings } from './settings.ts'

let server: TestServer
let giver: SignedIn
let base: string
let chat: Server
const heard: { readonly id: unknown; readonly body: string }[] = []
let failures = 0

type Answer<Body> = { readonly status: number; readonly body: Body }

const ask = async <Body>(
  who: SignedIn,
  url: string,
  payload?: object,
  method: 'GET' | 'POST' | 'PUT' = 'POST',
): Promise<Answer<Body>> => {
  const response = await server.app.inject({
    method: payload === undefined ? 'GET' : method,
    url,
    headers: who.headers,
    ...(payload && { payload }),
  })
  return { status: response.statusCode, body: response.json() }
}
const give = async (title: string, assignee: string): Promise<void> => {
  expect((await ask(giver, '/api/tasks', { title, assignee })).status).toBe(201)
}
const toldOf = async (who: SignedIn): Promise<Notification[]> =>
  (await ask<{ items: Notification[] }>(who, '/api/notifications')).body.items
const unreadOf = async (who: SignedIn): Promise<number> =>
  (await ask<{ unread: number }>(who, '/api/notifications/count')).body.unread
const choose = async (
  who: SignedIn,
  part: Partial<NotificationSettings['ways']['task.assigned']>,
  rest: object = {},
) => {
  const ways = { ...usualSettings.ways, 'task.assigned': { ...usualSettings.ways['task.assigned'], ...part } }
  expect((await ask(who, '/api/notifications/settings', { ...usualSettings, ...rest, ways }, 'PUT')).status).toBe(200)
}
const mailsAbout = async (text: string) => {
  const mails = await server.db.inOrganisation(giver.organisationId, async (tx) => server.platform.mail.newest(tx, 200))
  return mails.filter((mail) => mail.text.includes(text) || mail.subject.includes(text))
}

beforeAll(async () => {
  server = await testServer({ env: { CANDOR_PRIVATE_WEBHOOKS: 'yes' } })
  giver = await server.signIn('manager')
  await server.app.listen({ port: 0, host: '127.0.0.1' })
  base = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}`
  chat = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString()))
    request.on('end', () => {
      heard.push({ id: request.headers['webhook-id'], body })
      response.writeHead(failures > 0 ? 503 : 200).end()
      failures -= 1
    })
  })
  await new Promise<void>((resolve) => {
    chat.listen(0, '127.0.0.1', resolve)
  })
})
afterAll(async () => {
  chat.close()
  await server.close()
})

describe('a notification', () => {
  it('is told in the app to whom it concerns, once, and read by them alone', async () => {
    const [person, other] = [await server.signIn('sales'), await server.signIn('sales')]
    await give('Polish the kettle', person.id)
    const [told] = await toldOf(person)
    expect(told).toMatchObject({
      kind: 'task.assigned',
      title: { en: 'You have a new task: Polish the kettle', zh: '您有新任务：Polish the kettle' },
      readAt: null,
    })
    expect([await unreadOf(person), await unreadOf(other), await unreadOf(giver)]).toEqual([1, 0, 0])
    const id = told?.id ?? ''
    expect((await ask(other, `/api/notifications/${id}/read`, { read: true })).status).toBe(404)
    expect((await ask(person, `/api/notifications/${id}/read`, { read: true })).status).toBe(200)
    expect(await unreadOf(person)).toBe(0)
    await ask(person, `/api/notifications/${id}/read`, { read: false })
    await ask(person, '/api/notifications/read-all', {})
    expect(await unreadOf(person)).toBe(0)
  })

  it('is told once however often the same thing is told, and not to whoever did it', async () => {
    const person = await server.signIn('sales')
    const { notify } = server.workSide.notifications
    const about = {
      key: 'import 7',
      kind: 'import.finished' as const,
      to: [person.id, giver.id, person.id],
      subject: giver.organisationId,
      facts: { file: 'orders.csv' },
      path: '/imports/7',
      by: `staff:${giver.id}`,
    }
    for (let time = 0; time < 3; time += 1) {
      await server.db.inOrganisation(giver.organisationId, async (tx) => notify(tx, about))
    }
    expect((await toldOf(person)).map(({ title }) => title?.en)).toEqual(['The import of orders.csv has ended'])
    expect((await toldOf(giver)).filter(({ kind }) => kind === 'import.finished')).toEqual([])
  })

  it('keeps what it says under the key of whom it speaks of', async () => {
    const person = await server.signIn('sales')
    const subject = uuidv7()
    await server.db.inOrganisation(giver.organisationId, async (tx) =>
      server.workSide.notifications.notify(tx, {
        key: subject,
        kind: 'mention.added',
        to: [person.id],
        subject,
        facts: { by: 'Ann', about: '王小明' },
        path: `/customers/${subject}`,
      }),
    )
    expect((await toldOf(person))[0]?.title?.zh).toBe('Ann 在 王小明 中提到了您')
    await server.db.inOrganisation(giver.organisationId, async (tx) => destroySubjectKey(tx, subject))
    expect(await toldOf(person)).toMatchObject([{ kind: 'mention.added', title: null }])
  })

  it('comes at once to the screens of the one whom it concerns, and of nobody else', async () => {
    const [person, other] = [await server.signIn('sales'), await server.signIn('sales')]
    const listen = async (who: SignedIn) => {
      const stop = new AbortController()
      const { body } = await fetch(`${base}/api/events`, { headers: who.headers, signal: stop.signal })
      const state = { text: '' }
      const read = async (): Promise<void> => {
        const decoder = new TextDecoder()
        for await (const part of body ?? []) state.text += decoder.decode(part, { stream: true })
      }
      read().catch(() => undefined)
      return { state, stop }
    }
    const [own, foreign] = [await listen(person), await listen(other)]
    await give('See it at once', person.id)
    await eventually('the live event', async () => own.state.text.includes('event: notification'))
    // Told after the first, so it would have come by now.
    await give('And this', other.id)
    await eventually('the other live event', async () => foreign.state.text.includes('event: notification'))
    expect(own.state.text.match(/event: notification/g)).toHaveLength(1)
    expect(foreign.state.text.match(/event: notification/g)).toHaveLength(1)
    expect(own.state.text).not.toContain('See it')
    own.stop.abort()
    foreign.stop.abort()
  })
})

describe('a notification by mail', () => {
  it('goes out at once where that was chosen, with a subject that tells nothing', async () => {
    const person = await server.signIn('service')
    await choose(person, { mail: 'once' })
    await give('Call about the lamp', person.id)
    const [mail] = await eventually('the mail', async () => {
      const mails = await mailsAbout('Call about the lamp')
      return mails.length > 0 && mails
    })
    expect(mail).toMatchObject({ subject: 'You have a new task.' })
    expect(mail?.text).toMatch(/\/tasks\?task=[0-9a-f-]{36}\n/)
  })

  it('waits until quiet hours are over', async () => {
    const person = await server.signIn('service')
    const quiet = { from: '00:00', to: '23:59', weekends: true }
    await choose(person, { mail: 'once' }, { quiet })
    await give('Not by night', person.id)
    const { rows } = await server.db.owner.query<{ state: string; later: boolean }>(
      `select state, due_at > now() as later from notification_delivery where user_id = $1`,
      [person.id],
    )
    // In the one minute of the day that is not quiet the mail would be on its way.
    if (new Date().toISOString().slice(11, 16) !== '23:59') expect(rows).toEqual([{ state: 'waiting', later: true }])
    expect(await unreadOf(person)).toBe(1)
  })

  it('comes together with others once a day where that was chosen', async () => {
    const person = await server.signIn('service')
    await choose(person, { mail: 'digest' })
    await give('First secret thing', person.id)
    await give('Second secret thing', person.id)
    const { rows } = await server.db.owner.query<{ jobs: number }>(
      `update job set run_at = now() where kind = 'notification-digest' and input->>'userId' = $1 returning id`,
      [person.id],
    )
    expect(rows).toHaveLength(1)
    const mails = await eventually('the daily mail', async () => {
      const found = await mailsAbout('2 new tasks')
      return found.length > 0 && found
    })
    expect(mails).toHaveLength(1)
    expect(mails[0]?.text).not.toMatch(/secret/)
  })
})

describe('a notification in a chat', () => {
  it('says what happened and where, nothing of customers, again until it is taken, under one id', async () => {
    const person = await server.signIn('service')
    const url = `http://127.0.0.1:${(chat.address() as AddressInfo).port}/hooks/t0p-s3cret`
    const settings = { chat: { form: 'slack', url } }
    expect((await ask(person, '/api/notifications/chat', settings, 'PUT')).status).toBe(200)
    expect(heard.at(-1)?.body).toBe('{"text":"Candor will tell you here what concerns you."}')
    const known = (await ask<{ chat: object }>(person, '/api/notifications/settings')).body
    expect(known.chat).toEqual({ form: 'slack', host: new URL(url).host })
    failures = 1
    const before = heard.length
    await give('Secret of the customer', person.id)
    const messages = await eventually('two tries', async () => heard.length >= before + 2 && heard.slice(before))
    expect(new Set(messages.map(({ id }) => id)).size).toBe(1)
    expect(messages[1]?.body).toMatch(/^{"text":"You have a new task. http:.*\/tasks\?task=[0-9a-f-]{36}"}$/)
    await eventually('the note of it', async () => {
      const { rows } = await server.db.owner.query<{ state: string }>(
        `select state from notification_delivery where user_id = $1 and way = 'chat'`,
        [person.id],
      )
      return rows[0]?.state === 'sent'
    })
    const { rows } = await server.db.owner.query<{ text: string }>('select s::text as text from notification_setting s')
    expect(rows.map(({ text }) => text).join('')).not.toContain('t0p-s3cret')
    expect((await ask(person, '/api/notifications/chat', { chat: null }, 'PUT')).status).toBe(200)
  })

  it('is not set up where nobody takes the first message', async () => {
    const person = await server.signIn('service')
    const dead = { chat: { form: 'discord', url: 'http://127.0.0.1:1/' } }
    expect((await ask(person, '/api/notifications/chat', dead, 'PUT')).body).toMatchObject({
      code: 'OUTGOING_CALL_FAILED',
    })
    const odd = { chat: { form: 'discord', url: 'http://user:word@127.0.0.1/' } }
    expect((await ask(person, '/api/notifications/chat', odd, 'PUT')).body).toMatchObject({
      code: 'OUTGOING_ADDRESS_REFUSED',
    })
  })
})
