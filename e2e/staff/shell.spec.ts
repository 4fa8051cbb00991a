import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/fixtures.ts'
import { joinAs } from '../support/newcomer.ts'

// The wide layout has all of it.
test('a home page and a navigation are arranged, and stay so @wide', async ({ page, prefer, shoot }) => {
  await prefer('en')
  await joinAs(page, 'manager')
  await page.goto('/')
  const consents = page.getByRole('heading', { name: 'What customers are asked' })
  await expect(page.getByRole('heading', { name: 'My work' })).toBeVisible()
  await expect(consents).toHaveCount(0)
  await page.getByRole('button', { name: 'Arrange', exact: true }).click()
  await page.getByRole('button', { name: 'What customers are asked' }).click()
  await expect(consents).toBeVisible()
  await page.getByRole('button', { name: 'Remove “Newest on the ledger” from the page' }).click()
  await page.getByRole('button', { name: 'Move “My work” up' }).click()
  await expectAccessible(page)
  await shoot('home-arranging-en')
  await page.getByRole('button', { name: 'Done', exact: true }).click()
  await page.reload()
  await expect(consents).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Newest on the ledger' })).toHaveCount(0)

  await page.goto('/settings?section=navigation')
  const nav = page.getByRole('navigation', { name: 'Main' })
  await expect(nav.getByRole('link', { name: 'Loyalty' })).toBeVisible()
  await page.getByRole('switch', { name: 'Show “Loyalty”' }).click()
  await expect(nav.getByRole('link', { name: 'Loyalty' })).toHaveCount(0)
  const place = async (): Promise<number> => (await nav.getByRole('link').allTextContents()).indexOf('Customers')
  const before = await place()
  await page.getByRole('button', { name: 'Move “Customers” up' }).click()
  await expect.poll(place).toBe(before - 1)
  await page.reload()
  await expect.poll(place).toBe(before - 1)
  await expect(nav.getByRole('link', { name: 'Loyalty' })).toHaveCount(0)
  await expectAccessible(page)
})

test('times, dates and numbers take the forms that somebody chose @wide', async ({ page, prefer, isMobile, shoot }) => {
  await prefer('zh', 'dark')
  await joinAs(page, 'sales')
  await page.goto('/settings')
  const choose = async (label: string, option: string) => {
    await page.getByRole('combobox', { name: label }).click()
    await page.locator('.ant-select-item-option').filter({ hasText: option }).click()
  }
  await choose('日期', '年月日')
  await choose('数字', '1.234,56')
  await choose('金额', '用三字母代码')
  await expect(page.getByText(/2026-11-22 .*1\.234,56/)).toBeVisible()
  await page.reload()
  await expect(page.getByText(/2026-11-22 .*1\.234,56/)).toBeVisible()
  await expectNoSidewaysScroll(page)
  if (!isMobile) await expectAccessible(page)
  await shoot('settings-own-zh')
})

// The calendar of the demo is changed once.
test('an owner sets split hours and takes holidays over; others read them @wide', async ({
  page,
  prefer,
  signIn,
  shoot,
}) => {
  await prefer('en')
  await signIn('owner')
  await page.goto('/settings?section=calendar')
  await page.getByRole('button', { name: 'Add hours on Sunday' }).click()
  await page.getByRole('button', { name: 'Take over its holidays' }).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved. The hours hold from now on.')).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Sunday, hours 1, from')).toHaveValue('09:00')
  await expect(page.getByRole('textbox', { name: 'Name' }).first()).toHaveValue('New Year’s Day')
  await expectAccessible(page)
  await shoot('calendar-en')
  await signIn('auditor')
  await page.reload()
  await expect(page.getByText(/Your role can read this/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toHaveCount(0)
})

test('the app can be kept on a phone, says when there is no network, and keeps nothing of customers @phone', async ({
  page,
  context,
  prefer,
  signIn,
  allowConsole,
}) => {
  await prefer('en')
  await signIn('owner')
  await page.goto('/customers')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const manifest = (await (await page.request.get('/manifest.webmanifest')).json()) as { icons: { src: string }[] }
  for (const { src } of manifest.icons) expect((await page.request.get(src)).ok(), src).toBe(true)
  await page.evaluate(async () => navigator.serviceWorker.ready)
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const kept = await page.evaluate(async () => {
    const names = await caches.keys()
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
    return requests.flat().map(({ url }) => new URL(url).pathname)
  })
  expect(kept.filter((path) => !/^\/(assets\/|offline\.html$|icon\.svg$)/.test(path))).toEqual([])
  expect(kept).toContain('/offline.html')
  allowConsole(/ERR_INTERNET_DISCONNECTED|Failed to fetch|net::ERR/)
  await context.setOffline(true)
  await page.goto('/tasks')
  await expect(page.getByRole('heading', { name: 'No connection' })).toBeVisible()
  await context.setOffline(false)
  await page.getByRole('link', { name: /Try again/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'My work' })).toBeVisible()
})

// A phone has no keyboard.
test('the palette and the keys lead to one’s work @wide', async ({ page, prefer }) => {
  await prefer('zh')
  await joinAs(page, 'sales')
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('w')
  await expect(page.getByRole('heading', { level: 1, name: '我的工作' })).toBeVisible()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog').getByText('完成或重新打开')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  // A page is found by its name in the other language too.
  await page.getByRole('combobox').fill('loyalty')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: '积分' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('新建任务')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog').getByLabel('要做什么')).toBeVisible()
})
