import { expect, test } from '../support/fixtures.ts'
import { demoAccount, staffOf } from '../support/staff.ts'
import { languages, words } from '../support/words.ts'

for (const language of languages) {
  const w = words[language]
  test(`staff sign in with a demo account, see the home page and sign out (${language})`, async ({
    page,
    prefer,
    allowConsole,
    shoot,
  }) => {
    allowConsole(/status of 401/)
    await prefer(language)
    await page.goto('/')
    await expect(page).toHaveURL(/\/sign-in/)
    await expect(page.locator('html')).toHaveAttribute('lang', language === 'zh' ? 'zh-CN' : 'en-GB')
    await shoot(`sign-in-${language}`)

    await page.getByLabel(w.email).fill('owner@example.com')
    await page.getByLabel(w.password, { exact: true }).fill('not the password')
    await page.getByRole('button', { name: w.signIn, exact: true }).click()
    await expect(page.getByRole('alert')).toContainText(w.wrong)

    await page.getByRole('button', { name: demoAccount('owner', language) }).click()
    await page.getByRole('button', { name: w.signIn, exact: true }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText(staffOf('owner').name)
  })
}

test('after signing in one comes to the page one asked for @wide', async ({ page, prefer }) => {
  await prefer('en')
  await page.goto('/customers?sort=-spent')
  await page.getByRole('button', { name: demoAccount('sales', 'en') }).click()
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Customers' })).toBeVisible()
  await expect(page).toHaveURL(/\/customers\?sort=-spent$/)
})

test('a link to another site in the address is not followed @wide', async ({ page, prefer }) => {
  await prefer('en')
  await page.goto('/sign-in?next=//example.org/')
  await page.getByRole('button', { name: demoAccount('sales', 'en') }).click()
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(staffOf('sales').name)
  expect(new URL(page.url()).pathname).toBe('/')
})

test('signing out ends the session @wide', async ({ page, prefer, signIn }) => {
  await prefer('en')
  await signIn('auditor')
  await page.goto('/settings')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  await page.goto('/customers')
  await expect(page).toHaveURL(/\/sign-in/)
})

test('the staff of one company see nothing of the other @wide', async ({ page, prefer }) => {
  await prefer('zh')
  await page.goto('/customers')
  await page.getByRole('button', { name: /玉泉茶馆/ }).click()
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expect(page.getByRole('table', { name: '客户' })).toBeVisible()
  await page.goto('/settings')
  await expect(page.getByText('玉泉茶馆')).toBeVisible()
  await page.goto('/loyalty')
  // Earlier versions of its rule are folded away, and name it too.
  await expect(page.getByText('玉泉茶馆').filter({ visible: true }).first()).toBeVisible()
  await expect(page.getByText('家居坊')).toHaveCount(0)
})
