import { newCustomer, openCustomer } from '../support/customer.ts'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/fixtures.ts'
import { signInCustomer } from '../support/portal.ts'
import { words as portalWords } from './words.ts'

const words = {
  en: {
    title: 'Who looked at my data',
    staffTitle: 'Who looked',
    profileSection: 'Profile',
    role: '(Owner) looked at: ',
    profile: 'name and contact details',
    verify: 'Verify',
    close: 'Close',
  },
  zh: {
    title: '谁看过我的数据',
    staffTitle: '谁看过',
    profileSection: '档案',
    role: '（所有者） 查看了：',
    profile: '姓名与联系方式',
    verify: '验证',
    close: '关闭',
  },
} as const

test('a look at a customer’s page is told to the customer, who checks it, and to staff', async ({
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
  const email = `looks-${language}-${process.pid}-${Date.now()}@example.com`
  const id = await newCustomer(page, { profile: { name: 'Lotte Looked', email, language } })
  await openCustomer(page, id)

  await signInCustomer(page, email)
  await page.goto('/portal/data')
  await page.getByRole('link', { name: w.title, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: w.title, exact: true })).toBeVisible()
  const lines = page.getByRole('list', { name: w.title, exact: true }).getByRole('listitem')
  const line = lines.filter({ hasText: w.role }).filter({ hasText: w.profile }).first()
  // Looks come into the journal a moment after they happened.
  await expect(async () => {
    await page.reload()
    await expect(line).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 20_000 })
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await shoot(`looks-${language}`)
  await line.getByRole('button', { name: w.verify, exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(portalWords[language].unchanged)).toBeVisible({ timeout: 30_000 })
  await dialog.getByRole('button', { name: w.close, exact: true }).click()
  await expect(dialog).toBeHidden()

  await openCustomer(page, id)
  if (language === 'zh') await page.getByTitle(w.profileSection, { exact: true }).click()
  const panel = page.getByRole('list', { name: w.staffTitle, exact: true })
  await expect(panel.getByRole('listitem').first()).toContainText(w.role)
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
})
