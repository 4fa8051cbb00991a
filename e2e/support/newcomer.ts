import { expect, type Page } from '@playwright/test'
import { staffOf } from './staff.ts'

/** Somebody who joined during this run. */
export interface Newcomer {
  readonly email: string
  readonly name: string
  readonly password: string
}

const password = 'teapot seventeen glacier'
let made = 0

/** An address that nobody in this run has. */
export const newAddress = (): string => {
  made += 1
  return `newcomer-${process.pid}-${made}-${Date.now()}@example.com`
}

/** The link in the newest mail to an address. */
export const linkFor = async (page: Page, email: string): Promise<string> => {
  let link: string | undefined
  await expect
    .poll(async () => {
      const response = await page.request.get('/api/mailbox')
      const { items } = (await response.json()) as { items: { to: string; text: string }[] }
      link = /https?:\S+/.exec(items.find(({ to }) => to === email)?.text ?? '')?.[0]
      return link
    })
    .toBeDefined()
  return link ?? ''
}

const post = async (page: Page, url: string, data: object): Promise<void> => {
  const response = await page.request.post(url, { data })
  expect(response.ok(), await response.text()).toBe(true)
}

/** Makes a member of staff without the pages: invited by the owner, joined, and signed in on this page. */
export const joinAs = async (page: Page, role: string): Promise<Newcomer> => {
  const owner = staffOf('owner')
  const newcomer = { email: newAddress(), name: 'Robin Newcomer', password }
  await post(page, '/api/auth/sign-in', { email: owner.email, password: owner.password })
  await post(page, '/api/staff/invitations', { email: newcomer.email, role })
  const token = (await linkFor(page, newcomer.email)).split('/').at(-1) ?? ''
  await page.context().clearCookies()
  await post(page, `/api/invitations/${token}/accept`, { name: newcomer.name, password })
  return newcomer
}
