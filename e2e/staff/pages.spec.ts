import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/fixtures.ts'
import { bestCustomer } from '../support/customer.ts'
import { languages, words } from '../support/words.ts'

test.beforeEach(async ({ signIn }) => signIn('owner'))

const pages = [
  '',
  'customers',
  'customers/new',
  'imports',
  'loyalty',
  'records',
  'records?section=check',
  'records?section=companies',
  'people',
  'people?section=roles',
  'account',
  'mailbox',
  'settings',
  'settings?section=notifications',
  'settings?section=navigation',
  'settings?section=calendar',
  'settings?section=fields',
  'settings?section=deals',
  'settings?section=sales',
  'settings?section=modules',
  'settings?section=keys',
  'emergency',
  'tasks',
  'deals',
  'deals?view=list',
  'deals?view=figures',
  'products',
  'quotes',
  'invoices',
  'tickets',
  'settings?section=service',
  'notifications',
]

/** Each language, each theme and each screen once. */
const looks = [
  { language: 'en', theme: 'light' },
  { language: 'zh', theme: 'dark' },
] as const

for (const [index, { language, theme }] of looks.entries()) {
  test(`every page is accessible and fits the screen (${language}, ${theme})`, async ({ page, prefer, shoot }) => {
    test.setTimeout(600_000)
    await prefer(language, theme)
    const customer = await bestCustomer(page, index)
    for (const path of [...pages, `customers/${customer.id}`]) {
      await page.goto(`/${path}`)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
      await expect(page.locator('main [role=status][aria-label]')).toHaveCount(0)
      await expectNoSidewaysScroll(page)
      await expectAccessible(page)
      await shoot(`page-${path.replaceAll(/[^a-z]+/g, '-').slice(0, 24) || 'home'}-${language}-${theme}`)
    }
  })
}

for (const language of languages) {
  const w = words[language]
  test(`records and proofs are told in plain words (${language})`, async ({ page, prefer, isMobile }) => {
    const open = async (section: string | RegExp) =>
      isMobile
        ? page.locator('label').filter({ hasText: section }).first().click()
        : page.getByRole('tab', { name: section }).click()
    await prefer(language)
    await page.goto('/records')
    await expect(page.getByRole('heading', { name: w.records })).toBeVisible()
    for (const section of [w.calls, w.blocks, w.published]) {
      await open(section)
      await expect(page.locator('main ol').last().getByRole('listitem').first()).toBeVisible()
    }
    await open(w.witnesses)
    await expect(page.getByText(w.noWitnesses)).toBeVisible()
    await expectAccessible(page)
    await open(w.check)
    await expect(page.getByText(/candor -- verify/)).toBeVisible()
    await expect(page.getByText(/\+[0-9a-f]{8}\+/).first()).toBeVisible()
  })
}

// One published version is enough.
test('an owner publishes a new version of a rule, which then stands with its date @wide', async ({ page, prefer }) => {
  await prefer('en')
  await page.goto('/loyalty')
  const shop = page.getByRole('region', { name: 'Satchel & Garden' })
  await expect(shop.getByText('Version 1')).toBeVisible()
  await shop.getByRole('button', { name: 'Publish a new version' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Points', { exact: true }).fill('0')
  await expect(dialog.getByText('Give a whole number of at least 1.')).toBeVisible()
  await dialog.getByLabel('Points', { exact: true }).fill('3')
  await expect(dialog.getByText('A purchase of £42.50 earns 127 points.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Publish' }).click()
  await page
    .getByRole('dialog')
    .filter({ hasText: 'Publish this rule?' })
    .getByRole('button', { name: 'Publish' })
    .click()
  await expect(shop.getByText('Version 2')).toBeVisible({ timeout: 45_000 })
  await expect(shop.getByText('Coming')).toBeVisible()
  await expect(shop.getByText(/^3 points for every £1.00/)).toBeVisible()
})

// A phone has no keyboard.
test('the palette finds customers and pages, the sheet tells the shortcuts @wide', async ({ page, prefer, shoot }) => {
  await prefer('en')
  const customer = await bestCustomer(page)
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search or go to' }).fill(customer.name)
  await expect(page.getByRole('option', { name: new RegExp(customer.name) }).first()).toBeVisible()
  await shoot('palette-en')
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: customer.name })).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('r')
  await expect(page.getByRole('heading', { name: 'Records & proofs' })).toBeVisible()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog').getByText('Go to loyalty')).toBeVisible()
  await shoot('shortcuts-en')
  await expectAccessible(page)
})

test('language and theme change at once and are remembered @wide', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto('/settings')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.locator('.ant-segmented-item-label').filter({ hasText: '中文' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '设置' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await page.locator('.ant-segmented-item-label').filter({ hasText: '深色' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: '设置' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})

test('the phone has its bar and drawer @phone', async ({ page, prefer }) => {
  await prefer('zh')
  await page.goto('/')
  const bar = page.getByRole('navigation', { name: '主导航' })
  await bar.getByRole('link', { name: '记录' }).click()
  await expect(page.getByRole('heading', { name: '记录与证明' })).toBeVisible()
  await bar.getByRole('button', { name: '更多' }).click()
  await page.getByRole('link', { name: '导入' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '导入' })).toBeVisible()
})

test('an address that leads nowhere says so and leads home @wide', async ({ page, prefer }) => {
  await prefer('en')
  await page.goto('/no/such/page')
  await expect(page.getByText('There is no such page')).toBeVisible()
  await page.getByRole('link', { name: 'Go to the home page' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Good day')
})

test('the mailbox can be read without signing in while no mail server is set up @wide', async ({ page, prefer }) => {
  await page.context().clearCookies()
  await prefer('en')
  await page.goto('/mailbox')
  await expect(page.getByRole('heading', { name: 'Mailbox' })).toBeVisible()
  await expect(page.getByText(/Anybody at this computer can read this page/)).toBeVisible()
})
