import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/fixtures.ts'

test.describe.configure({ timeout: 90_000 })
test.use({ actionTimeout: 20_000 })

const open = async (page: Page, address = '/customers?view=all') => {
  await page.goto(address)
  const table = page.getByRole('table', { name: 'Customers' })
  await expect(table.getByRole('link').first()).toBeVisible()
  return table
}

// Rows are chosen on a wide screen.
test('a change of many is taken back @wide', async ({ page, prefer, signIn }) => {
  await prefer('en')
  await signIn('owner')
  const table = await open(page)
  const row = table
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name: 'Looked after by: Nobody' }) })
    .first()
  const name = (await row.getByRole('link').textContent()) ?? ''
  const same = table
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name, exact: true }) })
    .first()
  await row.getByRole('checkbox').check()
  await page.getByRole('toolbar').getByRole('button', { name: 'Assign' }).click()
  await page.getByRole('dialog', { name: 'Assign' }).getByRole('combobox').click()
  await page.locator('.ant-select-item-option').first().click()
  await expect(page.getByText('1 customer changed')).toBeVisible()
  await expect(same.getByRole('button', { name: 'Looked after by: Olivia Hartwell' })).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(same.getByRole('button', { name: 'Looked after by: Nobody' })).toBeVisible()
})

// A phone shows the same.
test('a customer goes to the bin and comes back @wide', async ({ page, prefer, signIn }) => {
  await prefer('en')
  await signIn('owner')
  await page.goto('/customers/new')
  const name = `Barnaby Binworth ${Date.now()}`
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByRole('button', { name: 'Add customer' }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await page.getByRole('button', { name: 'Move to bin' }).click()
  await expect(page.getByText('This customer is in the bin')).toBeVisible()
  await page.goto(`/customers?view=all&search=${encodeURIComponent(name)}`)
  await expect(page.getByText('Nobody matches')).toBeVisible()
  await page.getByRole('link', { name: 'Bin', exact: true }).click()
  await expect(page.getByRole('link', { name })).toBeVisible()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  const row = page.getByRole('listitem').filter({ hasText: name })
  await row.getByRole('button', { name: 'Restore' }).click()
  await expect(row).toHaveCount(0)
  await page.goto(`/customers?view=all&search=${encodeURIComponent(name)}`)
  await expect(page.getByRole('link', { name })).toBeVisible()
})

// The menu is not on a phone.
test('the View menu stays open and in place while records are sealed and a slow browser draws @wide', async ({
  page,
  prefer,
  signIn,
}) => {
  await prefer('en')
  await signIn('owner')
  const slow = await page.context().newCDPSession(page)
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  const table = await open(page)
  const id = (await table.getByRole('link').first().getAttribute('href'))?.split('/').at(-1) ?? ''
  await page.getByRole('button', { name: 'View' }).click()
  const menu = page.getByRole('dialog', { name: 'View' })
  await expect(menu).toBeInViewport({ ratio: 1 })
  for (const box of ['Phone', 'Returns', 'E-mail']) {
    // Each note is sealed, and every open page hears of it.
    const sent = await page.request.post(`/api/customers/${id}/notes`, { data: { kind: 'note', text: `About ${box}` } })
    expect(sent.ok()).toBe(true)
    await menu.getByRole('checkbox', { name: box }).check()
    await expect(page.getByRole('columnheader', { name: box })).toBeVisible()
    await expect(menu).toBeInViewport({ ratio: 1 })
  }
  await menu.getByText('Compact').click()
  await expect(menu.getByRole('radio', { name: 'Compact' })).toBeChecked()
  await expect(menu).toBeInViewport({ ratio: 1 })
})
