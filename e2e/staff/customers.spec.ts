import { expect, test } from '../support/fixtures.ts'
import { languages, words } from '../support/words.ts'

test.beforeEach(async ({ signIn }) => signIn('sales'))

for (const language of languages) {
  const w = words[language]
  test(`the list can be searched, filtered and cleared (${language})`, async ({ page, prefer, shoot }) => {
    await prefer(language)
    await page.goto('/customers')
    const table = page.getByRole('table', { name: w.customers })
    await expect(table.getByRole('link').first()).toBeVisible()
    await shoot(`customers-${language}`)

    const name = (await table.getByRole('link').nth(2).textContent()) ?? ''
    await page.getByLabel(w.searchList).fill(name)
    await expect(page).toHaveURL(/search=/)
    await expect(table.getByRole('link', { name }).first()).toBeVisible()

    await page.getByLabel(w.searchList).fill('zzzz qqqq')
    await expect(page.getByText(w.nobody)).toBeVisible()
    await page.getByRole('button', { name: w.clearFilters }).click()
    await expect(table.getByRole('link').nth(3)).toBeVisible()
    await expect(page.getByLabel(w.searchList)).toHaveValue('')
  })
}

// The columns are not on a phone.
test('sorting by spending puts the largest first and stands in the address @wide', async ({ page, prefer }) => {
  await prefer('en')
  await page.goto('/customers')
  await page.getByRole('columnheader', { name: 'Spent' }).getByRole('button').click()
  await expect(page).toHaveURL(/sort=-spent/)
  await expect(page.getByRole('columnheader', { name: 'Spent' })).toHaveAttribute('aria-sort', 'descending')
  const amounts = page.getByRole('row').locator('strong')
  await expect(amounts.nth(2)).toBeVisible()
  const shown = (await amounts.allTextContents()).map((text) => Number(text.replaceAll(/[^\d.-]/g, '')))
  expect(shown).toEqual(shown.toSorted((left, right) => right - left))
})

test('a filter chip narrows the list and can be dropped', async ({ page, prefer }) => {
  await prefer('en')
  await page.goto('/customers?minimumSpent=500000')
  await expect(page.getByRole('button', { name: /Spent at least £5,000.00/ })).toBeVisible()
  const rows = page.getByRole('table').getByRole('link')
  await expect(rows.first()).toBeVisible()
  const few = await rows.count()
  await page.getByRole('button', { name: 'Remove the filter Spent at least' }).click()
  await expect(page).not.toHaveURL(/minimumSpent/)
  await expect.poll(() => rows.count()).toBeGreaterThan(few)
})

// A phone has no keyboard.
test('the keyboard is enough: j and k move, Enter opens, u goes back, letters can be switched off @wide', async ({
  page,
  prefer,
}) => {
  await prefer('en')
  await page.goto('/customers')
  const active = page.locator('[role=row][data-active=true]')
  await expect(page.getByRole('table').getByRole('link').first()).toBeVisible()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  const name = (await active.getByRole('link').textContent()) ?? '?'
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await page.keyboard.press('j')
  await expect(page.getByRole('heading', { level: 1, name })).toHaveCount(0)
  await page.keyboard.press('u')
  await expect(page.getByRole('table', { name: 'Customers' })).toBeVisible()

  await page.evaluate(() => localStorage.setItem('candor.single-keys', 'false'))
  await page.reload()
  await expect(page.getByRole('table').getByRole('link').first()).toBeVisible()
  await page.keyboard.press('j')
  await expect(active).toHaveCount(0)
})

// The columns are not on a phone.
test('columns and row height are chosen and remembered @wide', async ({ page, prefer }) => {
  await prefer('en')
  await page.goto('/customers')
  await expect(page.getByRole('table').getByRole('link').first()).toBeVisible()
  const rowHeight = async () => (await page.getByRole('row').nth(2).boundingBox())?.height
  await page.getByRole('button', { name: 'View' }).click()
  const menu = page.getByRole('dialog', { name: 'View' })
  await menu.getByRole('checkbox', { name: 'Phone' }).check()
  await menu.getByRole('checkbox', { name: 'Country' }).uncheck()
  await menu.getByText('Compact').click()
  await expect.poll(rowHeight).toBe(36)
  await page.keyboard.press('Escape')
  await page.reload()
  await expect(page.getByRole('columnheader', { name: 'Phone' })).toBeVisible()
  await expect(page.getByRole('columnheader', { name: 'Country' })).toHaveCount(0)
  await expect(page.getByRole('table').getByRole('link').first()).toBeVisible()
  await expect.poll(rowHeight).toBe(36)
})

test('only the rows in view are in the document', async ({ page, prefer }) => {
  await prefer('en')
  await page.goto('/customers')
  await expect(page.getByRole('table').getByRole('link').first()).toBeVisible()
  expect(await page.getByRole('row').count()).toBeLessThan(50)
})

for (const language of languages) {
  const w = words[language]
  test(`a new customer is added and opened (${language})`, async ({ page, prefer }, info) => {
    await prefer(language)
    const name = `${language === 'zh' ? '试验客户' : 'Winifred Ashdown'} ${info.project.name} ${Date.now()}`
    await page.goto('/customers/new')
    await page.getByRole('button', { name: w.addCustomer }).click()
    await expect(page.locator('.ant-form-item-explain-error').first()).toBeVisible()
    await page.getByLabel(w.name, { exact: true }).fill(name)
    await page.getByLabel(w.email).fill('not an address')
    await page.getByLabel(w.email).blur()
    await expect(page.locator('.ant-form-item-explain-error').first()).toBeVisible()
    await page.getByLabel(w.email).fill(`${Date.now()}@example.com`)
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  })
}

test('an auditor can look but not change @wide', async ({ page, prefer, signIn }) => {
  await prefer('en')
  await signIn('auditor')
  await page.goto('/customers?sort=-spent')
  await page.getByRole('table').getByRole('link').first().click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Verify' }).first()).toBeVisible()
  await expect(page.getByLabel('Log a note, a call or a meeting')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Edit City' })).toHaveCount(0)
})
