import { newCustomer } from '../support/customer.ts'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/fixtures.ts'
import { signInCustomer } from '../support/portal.ts'

const words = {
  en: {
    ask: 'Ask for something',
    erase: 'Erase everything',
    send: 'Send',
    open: 'We are at it',
    certificate: 'Certificate of erasure',
    execute: 'Erase for good',
    erased: 'Erased',
    take: 'Load the certificate down',
    erasedCustomer: 'Erased customer',
  },
  zh: {
    ask: '提出请求',
    erase: '全部删除',
    send: '提交',
    open: '处理中',
    certificate: '删除证明',
    execute: '永久删除',
    erased: '已删除',
    take: '下载证明',
    erasedCustomer: '已删除的客户',
  },
} as const

for (const language of ['en', 'zh'] as const) {
  const w = words[language]
  test(`an erasure goes from the portal over the desk to a certificate (${language})`, async ({
    page,
    prefer,
    signIn,
    allowConsole,
    shoot,
  }) => {
    // The page of somebody who was erased is refused on purpose, and so is their session.
    allowConsole(/status of (401|410)/)
    await prefer(language, language === 'en' ? 'light' : 'dark')
    await signIn('owner')
    const unique = `${language}-${process.pid}-${Date.now()}`
    const [name, email] = [`Ember ${unique}`, `ember-${unique}@example.com`]
    const id = await newCustomer(page, { profile: { name, email, language } })
    await signInCustomer(page, email)

    // The customer asks, and keeps the address of the certificate.
    await page.goto('/portal/data')
    await page.getByRole('button', { name: w.ask }).click()
    await page.getByText(w.erase, { exact: true }).click()
    await expectAccessible(page)
    await page.getByRole('button', { name: w.send, exact: true }).click()
    await expect(page.getByText(w.open, { exact: true })).toBeVisible()
    const link = page.getByRole('link', { name: w.certificate, exact: true })
    const address = (await link.getAttribute('href')) ?? ''
    expect(address).toContain('/portal/erasure/')
    await shoot(`my-data-${language}`)

    // The privacy desk does it: who is signed in has shown who they are.
    await page.goto('/privacy')
    const row = page.getByRole('listitem').filter({ hasText: name }).getByRole('link')
    await expect(row).toBeVisible()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await row.click()
    await page.getByRole('button', { name: w.execute, exact: true }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toBeVisible()
    await shoot(`erase-${language}`)
    await dialog.getByRole('button', { name: w.execute, exact: true }).click()
    await expect(dialog).toBeHidden()
    await expect(page.getByRole('link', { name: w.take, exact: true })).toBeVisible()
    await expect(page.getByText(name)).toHaveCount(0)
    await expectAccessible(page)

    // What is left: a page that says so, and the certificate, which needs no session.
    await page.goto(`/customers/${id}`)
    await expect(page.getByText(w.erasedCustomer, { exact: true })).toBeVisible()
    await page.goto(address)
    await expect(page.getByRole('heading', { level: 1, name: w.certificate })).toBeVisible()
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: w.take, exact: true }).click()
    expect((await download).suggestedFilename()).toBe('erasure.tlog-proof')
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await shoot(`certificate-${language}`)
  })
}
