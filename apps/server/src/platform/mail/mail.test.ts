import { createServer, type AddressInfo, type Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testServer, type TestServer } from '../../testing/index.ts'
import { destroySubjectKey } from '../crypto/index.ts'
import { uuidv7 } from '../ids.ts'

type Received = { from: string; to: string; data: string }

/** A mail server as far as RFC 5321 asks of one that takes everything; `refuse` makes it fail for a while. */
const mailServer = async (): Promise<{
  server: Server
  port: number
  received: Received[]
  refuse: (times: number) => void
}> => {
  const received: Received[] = []
  let refusals = 0
  const server = createServer((socket) => {
    let mail: Received = { from: '', to: '', data: '' }
    let text = ''
    let inData = false
    const answer = (line: string): void => {
      if (inData) {
        if (line === '.') {
          inData = false
          received.push(mail)
          socket.write('250 taken\r\n')
        } else mail.data += `${line}\n`
      } else if (/^EHLO/i.test(line)) socket.write('250 test\r\n')
      else if (/^MAIL FROM/i.test(line)) {
        if (refusals > 0) {
          refusals -= 1
          socket.write('451 try later\r\n')
          return
        }
        mail = { from: line.slice(10), to: '', data: '' }
        socket.write('250 ok\r\n')
      } else if (/^RCPT TO/i.test(line)) {
        mail.to = line.slice(8)
        socket.write('250 ok\r\n')
      } else if (/^DATA/i.test(line)) {
        inData = true
        socket.write('354 go on\r\n')
      } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n')
      else socket.write('250 ok\r\n')
    }
    socket.on('error', () => undefined)
    socket.write('220 test\r\n')
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      const lines = text.split('\r\n')
      text = lines.pop() ?? ''
      for (const line of lines) answer(line)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, port: (server.address() as AddressInfo).port, received, refuse: (times) => (refusals = times) }
}

const letter = (subjectId: string) => ({
  subjectId,
  to: 'wang@example.com',
  subject: '您好',
  text: 'Your code is 123456',
})

describe('mail without a mail server', () => {
  let server: TestServer
  let here: string
  beforeAll(async () => {
    server = await testServer()
    here = server.organisations[0] ?? ''
  })
  afterAll(async () => server.close())

  const newest = async (organisation = here) =>
    server.db.inOrganisation(organisation, async (tx) => server.platform.mail.newest(tx, 10))

  it('is kept for the mailbox page, newest first', async () => {
    const subject = uuidv7()
    await server.db.inOrganisation(here, async (tx) => server.platform.mail.send(tx, letter(subject)))
    await server.db.inOrganisation(here, async (tx) =>
      server.platform.mail.send(tx, { ...letter(subject), subject: 'second' }),
    )
    expect(await newest()).toMatchObject([
      { subject: 'second', state: 'kept' },
      { subject: '您好', to: 'wang@example.com', text: 'Your code is 123456' },
    ])
  })

  it('is not sent when the transaction is rolled back', async () => {
    const before = (await newest()).length
    await server.db
      .inOrganisation(here, async (tx) => {
        await server.platform.mail.send(tx, letter(uuidv7()))
        throw new Error('no')
      })
      .catch(() => undefined)
    expect((await newest()).length).toBe(before)
  })

  it('is stored encrypted, seen by its organisation only, and gone when its customer is erased', async () => {
    const subject = uuidv7()
    await server.db.inOrganisation(here, async (tx) =>
      server.platform.mail.send(tx, { ...letter(subject), subject: 'to be erased' }),
    )
    const { rows } = await server.db.owner.query<{ row: string }>(
      `select m::text || encode(content, 'escape') as row from mail_message m`,
    )
    expect(rows.filter(({ row }) => /wang@example|erased|123456/.test(row))).toEqual([])
    expect(await newest(server.organisations[1])).toEqual([])
    await server.db.inOrganisation(here, async (tx) => destroySubjectKey(tx, subject))
    expect((await newest()).map((mail) => mail.subject)).not.toContain('to be erased')
  })
})

describe('mail with a mail server', () => {
  let server: TestServer
  let here: string
  let smtp: Awaited<ReturnType<typeof mailServer>>
  beforeAll(async () => {
    smtp = await mailServer()
    server = await testServer({
      env: {
        SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
        CANDOR_MAIL_FROM: 'Candor <crm@example.com>',
        CANDOR_LOG_LEVEL: 'silent',
      },
    })
    here = server.organisations[0] ?? ''
  })
  afterAll(async () => {
    await server.close()
    smtp.server.close()
  })

  const stateOf = async (id: string) => {
    const { rows } = await server.db.owner.query<{ state: string; content: Buffer | null }>(
      'select state, content from mail_message where id = $1',
      [id],
    )
    return rows[0]
  }
  const untilSent = async (id: string) => {
    for (;;) {
      const row = await stateOf(id)
      if (row?.state === 'sent') return row
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  it('is delivered after the commit', async () => {
    const id = await server.db.inOrganisation(here, async (tx) => server.platform.mail.send(tx, letter(uuidv7())))
    await untilSent(id)
    expect(smtp.received.at(-1)).toMatchObject({
      to: '<wang@example.com>',
      from: expect.stringContaining('<crm@example.com>'),
    })
    expect(smtp.received.at(-1)?.data).toContain('Your code is 123456')
    expect(smtp.received.at(-1)?.data).toContain(`Message-ID: <${id}@candor>`)
  })

  it('is tried again when the server refuses for the moment', async () => {
    smtp.refuse(1)
    const id = await server.db.inOrganisation(here, async (tx) => server.platform.mail.send(tx, letter(uuidv7())))
    expect(await untilSent(id)).toMatchObject({ state: 'sent' })
  })

  it('is forgotten once sent when it held a secret', async () => {
    const id = await server.db.inOrganisation(here, async (tx) =>
      server.platform.mail.send(tx, { ...letter(uuidv7()), secret: true }),
    )
    expect(await untilSent(id)).toMatchObject({ content: null })
  })
})
