import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/fixtures.ts'
import { joinAs } from '../support/newcomer.ts'

const words = {
  en: {
    add: 'Add an endpoint',
    url: 'Address',
    description: 'What it is for',
    kinds: 'Events',
    wanted: 'quote withdrawn',
    kind: 'Quotes and invoices: Quote withdrawn',
    submit: 'Add',
    cannot: 'This address cannot be used. It must begin with https and lead to the open Internet.',
    kept: 'I have kept it',
    active: 'Active',
    test: 'Send a test',
    show: 'Show messages',
    log: 'Messages',
    delivered: 'Delivered',
    givenUp: 'Given up',
    why: 'answered 500',
    again: 'Send again',
    pause: 'Pause',
    paused: 'Paused',
    resume: 'Go on',
    stopped: 'Where it stopped',
    remove: 'Remove',
  },
  zh: {
    add: '添加端点',
    url: '地址',
    description: '用途',
    kinds: '事件',
    wanted: '报价单已撤回',
    kind: '报价与发票: 报价单已撤回',
    submit: '添加',
    cannot: '无法使用该地址：必须以 https 开头，且指向公共互联网。',
    kept: '已保存',
    active: '启用',
    test: '发送测试',
    show: '显示消息',
    log: '消息',
    delivered: '已送达',
    givenUp: '已放弃',
    why: '答复 500',
    again: '重新发送',
    pause: '暂停',
    paused: '已暂停',
    resume: '继续',
    stopped: '从暂停处继续',
    remove: '移除',
  },
} as const

let receiver: Server
let status = 204
const received: { readonly id: string; readonly signature: string; readonly type: string }[] = []

test.beforeAll(async () => {
  receiver = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString()))
    request.on('end', () => {
      const { type } = JSON.parse(body) as { type: string }
      const { 'webhook-id': id, 'webhook-signature': signature } = request.headers
      received.push({ id: String(id), signature: String(signature), type })
      response.writeHead(status).end()
    })
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
})
test.afterAll(() => {
  receiver.closeAllConnections()
  receiver.close()
})

for (const language of ['en', 'zh'] as const) {
  const w = words[language]
  test(`another program is told, fails, is told again and is paused (${language})`, async ({
    page,
    prefer,
    allowConsole,
    shoot,
  }) => {
    await prefer(language, language === 'en' ? 'light' : 'dark')
    await joinAs(page, 'administrator')
    const name = `Warehouse ${language} ${Date.now()}`
    const { port } = receiver.address() as AddressInfo

    // An address that may not be used is said at once.
    allowConsole(/status of 400/)
    await page.goto('/settings?section=webhooks')
    await page.getByRole('button', { name: w.add, exact: true }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel(w.url, { exact: true }).fill('https://somebody:secret@example.com/')
    await form.getByLabel(w.description, { exact: true }).fill(name)
    await form.getByLabel(w.kinds, { exact: true }).fill(w.wanted)
    await page.getByTitle(w.kind, { exact: true }).first().click()
    await form.getByLabel(w.url, { exact: true }).click()
    await form.getByRole('button', { name: w.submit, exact: true }).click()
    await expect(form.getByText(w.cannot)).toBeVisible()
    await form.getByLabel(w.url, { exact: true }).fill(`http://127.0.0.1:${port}/${language}`)
    await form.getByRole('button', { name: w.submit, exact: true }).click()

    // Its secret is shown once.
    await expect(page.getByTestId('webhook-secret')).toHaveText(/^whsec_/)
    await expectAccessible(page)
    await page.getByRole('button', { name: w.kept, exact: true }).click()
    const panel = page.getByRole('region', { name, exact: true })
    await expect(panel.getByText(w.active, { exact: true })).toBeVisible()

    // A test arrives; one that the receiver refuses is given up, and sent again under the same id.
    await panel.getByRole('button', { name: w.show, exact: true }).click()
    const log = panel.getByRole('region', { name: w.log, exact: true })
    const rows = log.getByRole('listitem')
    await panel.getByRole('button', { name: w.test, exact: true }).click()
    await expect(rows).toHaveCount(1)
    await expect(rows.getByText(w.delivered, { exact: true })).toBeVisible()
    expect(received.at(-1)).toMatchObject({
      type: 'webhook.tested',
      signature: expect.stringMatching(/^v1,\S+ v1a,\S+$/),
    })
    status = 500
    await panel.getByRole('button', { name: w.test, exact: true }).click()
    await expect(rows).toHaveCount(2)
    await expect(rows.first().getByText(w.givenUp, { exact: true })).toBeVisible()
    await expect(rows.first().getByText(w.why)).toBeVisible()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await shoot(`webhooks-${language}`)
    status = 204
    await rows.first().getByRole('button', { name: w.again, exact: true }).click()
    await expect(rows.first().getByText(w.delivered, { exact: true })).toBeVisible()
    expect(received.at(-1)?.id).toBe(received.at(-2)?.id)

    // Paused, going on, removed.
    await panel.getByRole('button', { name: w.pause, exact: true }).click()
    await expect(panel.getByText(w.paused, { exact: true })).toBeVisible()
    await panel.getByRole('button', { name: w.resume, exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: w.stopped, exact: true }).click()
    await expect(panel.getByText(w.active, { exact: true })).toBeVisible()
    await panel.getByRole('button', { name: w.remove, exact: true }).click()
    await expect(panel).toHaveCount(0)
  })
}
