import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, type Cookie, type Page } from '@playwright/test'
import { baseURL } from './address.ts'
import { connectionFile } from './database.ts'

/** A made-up customer of the demo, as the portal's sign-in page offers them. */
export interface DemoCustomer {
  readonly name: string
  readonly email: string
  readonly language: 'zh' | 'en' | null
}

/** The made-up customers that the sign-in page offers. */
export const demoCustomers = async (page: Page): Promise<DemoCustomer[]> => {
  const response = await page.request.get('/api/portal/welcome')
  const { demo } = (await response.json()) as { demo: { customers: DemoCustomer[] } | null }
  if (!demo) throw new Error('The server under test has no demo.')
  return demo.customers
}

/** The code in the newest mail to an address. */
export const codeFor = async (page: Page, email: string): Promise<string> => {
  let code: string | undefined
  await expect
    .poll(async () => {
      const response = await page.request.get('/api/mailbox')
      const { items } = (await response.json()) as { items: { to: string; text: string }[] }
      code = /\b\d{6}\b/.exec(items.find(({ to }) => to.includes(email))?.text ?? '')?.[0]
      return code
    })
    .toBeDefined()
  return code ?? ''
}

/** Cookies of customers who signed in during this run: codes are sent a few times only, as anywhere. */
const jarOf = (email: string): string => `${connectionFile}.${email}`

const oldLock = 60_000

/** One worker at a time signs a customer in: a second code would make the first one useless. */
const alone = async (path: string, run: () => Promise<void>): Promise<void> => {
  for (;;) {
    try {
      mkdirSync(path)
      break
    } catch {
      const since = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
      if (Date.now() - since > oldLock) rmSync(path, { recursive: true, force: true })
      await wait(100)
    }
  }
  try {
    await run()
  } finally {
    rmSync(path, { recursive: true, force: true })
  }
}

/** Signs a customer in without the page: the portal then opens as theirs. */
export const signInCustomer = async (page: Page, email: string): Promise<void> => {
  const jar = jarOf(email)
  await alone(`${jar}.lock`, async () => {
    if (existsSync(jar) && statSync(jar).mtimeMs > statSync(connectionFile).mtimeMs) {
      await page.context().addCookies(JSON.parse(readFileSync(jar, 'utf8')) as Cookie[])
      return
    }
    const asked = await page.request.post('/api/portal/auth/code', { data: { email } })
    expect(asked.ok(), await asked.text()).toBe(true)
    const code = await codeFor(page, email)
    const response = await page.request.post('/api/portal/auth/sign-in', { data: { email, code } })
    expect(response.ok(), await response.text()).toBe(true)
    writeFileSync(jar, JSON.stringify(await page.context().cookies(`${baseURL}/api/portal`)))
  })
}
