import { newCustomer } from '../support/customer.ts'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/fixtures.ts'

const words = {
  en: {
    customer: 'Customer number, e-mail address or id',
    reason: 'Reason, which the customer will read',
    open: 'Open the record',
    close: 'Close it now',
    over: 'This record is not open any more.',
    again: 'To emergency access',
    list: 'What was opened',
  },
  zh: {
    customer: '客户编号、电子邮箱或标识',
    reason: '理由（客户会看到）',
    open: '打开记录',
    close: '立即关闭',
    over: '该记录已不再开放。',
    again: '前往紧急访问',
    list: '已打开的记录',
  },
} as const

test('a record is opened in an emergency, closed again, and stands in the list', async ({
  page,
  prefer,
  signIn,
  shoot,
}, info) => {
  // English on the desktop, Chinese on the phone.
  const language = info.project.name === 'desktop' ? 'en' : 'zh'
  const w = words[language]
  await prefer(language, language === 'en' ? 'light' : 'dark')
  await signIn('owner')
  const unique = `${language}-${process.pid}-${Date.now()}`
  const [name, email] = [`Nora ${unique}`, `nora-${unique}@example.com`]
  await newCustomer(page, { profile: { name, email, language } })
  const reason = `The ambulance asks, ${unique}`

  await page.goto('/emergency')
  await page.getByLabel(w.customer, { exact: true }).fill(email)
  await page.getByLabel(w.reason, { exact: true }).fill(reason)
  await page.getByRole('button', { name: w.open, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await shoot(`emergency-${language}`)
  await page.getByRole('button', { name: w.close, exact: true }).click()
  await expect(page.getByText(w.over, { exact: true })).toBeVisible()
  await page.getByRole('link', { name: w.again, exact: true }).click()
  const line = page.getByRole('list', { name: w.list, exact: true }).getByRole('listitem').filter({ hasText: reason })
  await expect(line).toContainText(name)
})
