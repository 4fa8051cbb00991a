import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { port as mainPort } from '../support/address.ts'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/fixtures.ts'

const main = fileURLToPath(new URL('../../apps/server/src/main.ts', import.meta.url))

interface Fresh {
  readonly link: string
  readonly stop: () => Promise<void>
}

const ended = async (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null) resolve()
    else child.once('exit', () => resolve())
  })

/** The server as a company starts it: without the demo, on an empty folder. @returns the link that it printed */
const startFresh = async (port: number): Promise<Fresh> => {
  const folder = mkdtempSync(join(tmpdir(), 'candor-e2e-fresh-'))
  const child = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      CANDOR_DATA: join(folder, 'data'),
      CANDOR_PORT: String(port),
      CANDOR_PUBLIC_URL: `http://127.0.0.1:${port}`,
      CANDOR_DEMO: 'no',
      CANDOR_LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    await ended(child)
    rmSync(folder, { recursive: true, force: true })
  }
  let printed = ''
  const link = await new Promise<string>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`the server ended: ${printed}`)))
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      const found = /(http\S+\/set-up\?token=\S+)[\s\S]*ready in/.exec(printed)?.[1]
      if (found !== undefined) resolve(found)
    })
  })
  return { link, stop }
}

const texts = {
  en: {
    title: 'Set Candor up',
    company: 'Company',
    name: 'Your name',
    email: 'Your e-mail',
    password: 'Password',
    submit: 'Set up and sign in',
    dead: 'There is nothing to set up here',
    hint: /Nobody works here yet/,
  },
  zh: {
    title: '设置 Candor',
    company: '公司',
    name: '您的姓名',
    email: '您的邮箱',
    password: '密码',
    submit: '完成设置并登录',
    dead: '这里没有需要设置的内容',
    hint: /这里还没有成员/,
  },
}

for (const language of ['en', 'zh'] as const) {
  const w = texts[language]
  test(`the first company is set up from the link that the server prints, once (${language})`, async ({
    page,
    prefer,
    isMobile,
    allowConsole,
    shoot,
  }) => {
    allowConsole(/status of 404/)
    const { link, stop } = await startFresh(mainPort + 20 + (language === 'zh' ? 1 : 0) + (isMobile ? 2 : 0))
    try {
      await prefer(language)
      const { origin } = new URL(link)
      await page.goto(`${origin}/sign-in`)
      await expect(page.getByText(w.hint)).toBeVisible()
      await page.goto(`${origin}/set-up?token=${'x'.repeat(43)}`)
      await expect(page.getByRole('heading', { level: 1, name: w.dead })).toBeVisible()
      await page.goto(link)
      await expect(page.getByRole('heading', { level: 1, name: w.title })).toBeVisible()
      await expectAccessible(page)
      await expectNoSidewaysScroll(page)
      await shoot(`set-up-${language}`)
      await page.getByLabel(w.company, { exact: true }).fill('Lantern & Rope')
      await page.getByLabel(w.name).fill('Ann Leeward')
      await page.getByLabel(w.email).fill('ann@lantern.example')
      await page.getByLabel(w.password, { exact: true }).fill('teapot seventeen glacier')
      await page.getByRole('button', { name: w.submit }).click()
      await expect(page.getByRole('heading', { level: 1 })).toContainText('Ann Leeward')
      await page.goto(link)
      await expect(page.getByRole('heading', { level: 1, name: w.dead })).toBeVisible()
    } finally {
      await stop()
    }
  })
}
