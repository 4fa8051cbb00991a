import { readFile } from 'node:fs/promises'
import { customerRoutes, type RouteOutput } from '@candor/api'
import type { Page } from '@playwright/test'
import { parseReceipt } from '@candor/journal'
import { expect, test } from '../support/fixtures.ts'
import { bestCustomer, openCustomer } from '../support/customer.ts'
import { languages, words } from '../support/words.ts'

test.beforeEach(async ({ signIn }) => signIn('sales'))

/** On a phone the parts of the page are behind a switch. */
const showPart = async (page: Page, name: string | RegExp, isMobile: boolean) => {
  if (isMobile) await page.locator('.ant-segmented-item-label').filter({ hasText: name }).first().click()
  else await page.getByRole('tab', { name }).click()
}

for (const language of languages) {
  const w = words[language]

  test(`a record is verified in the browser, and its receipt kept (${language})`, async ({ page, prefer, shoot }) => {
    await prefer(language)
    const customer = await bestCustomer(page)
    await openCustomer(page, customer.id)
    await shoot(`customer-${language}`)
    await page.getByRole('button', { name: w.verify, exact: true }).first().click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByText(w.unchanged)).toBeVisible({ timeout: 45_000 })
    await dialog.getByText(w.how).click()
    await expect(dialog.locator('li[data-state=passed]')).toHaveCount(6)
    await expect(dialog.locator('li[data-state=failed]')).toHaveCount(0)
    await shoot(`verified-${language}`)
    const download = page.waitForEvent('download')
    await dialog.getByRole('button', { name: w.download }).click()
    const file = await download
    expect(file.suggestedFilename()).toMatch(/\.tlog-proof$/)
    const receipt = parseReceipt(await readFile(await file.path(), 'utf8'))
    expect(receipt.entry.subject).toBe(customer.id)
    expect(receipt.anchor).toBeDefined()
  })

  test(`orders open to their lines and points to their arithmetic (${language})`, async ({
    page,
    prefer,
    isMobile,
    shoot,
  }) => {
    await prefer(language)
    await openCustomer(page, (await bestCustomer(page)).id)
    await showPart(page, w.orders, isMobile)
    const order = page.getByRole('list', { name: w.orders }).getByRole('listitem').first()
    await order.getByRole('button').first().click()
    await expect(order.getByRole('table').getByRole('row').nth(1)).toBeVisible()
    await showPart(page, w.points, isMobile)
    const line = page.locator('button[aria-expanded=false]').filter({ hasText: '+' }).first()
    await line.click()
    await expect(page.getByText(w.agrees).first()).toBeVisible()
    await shoot(`points-${language}`)
  })

  test(`a call is logged with Ctrl+Enter and stands in the timeline (${language})`, async ({ page, prefer }, info) => {
    await prefer(language)
    await openCustomer(page, (await bestCustomer(page, 1)).id)
    const text = `${language} ${info.project.name} ${Date.now()}`
    await page.locator('.ant-segmented-item-label').filter({ hasText: w.call }).first().click()
    await page.getByLabel(w.noteBox).fill(text)
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText(text, { exact: true })).toBeVisible()
    await expect(page.getByText(w.callLogged).first()).toBeVisible()
    await expect(page.getByLabel(w.noteBox)).toHaveValue('')
  })

  test(`a field is edited in place and the edit undone (${language})`, async ({ page, prefer, isMobile }) => {
    await prefer(language)
    const customer = await bestCustomer(page, language === 'en' ? 2 : 3)
    await openCustomer(page, customer.id)
    if (isMobile) await showPart(page, w.profile, true)
    const before = await page.getByRole('button', { name: w.editCity }).textContent()
    await page.getByRole('button', { name: w.editCity }).click()
    await page.keyboard.press('Control+a')
    const city = `Newhaven ${Date.now()}`
    await page.keyboard.type(city)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: w.editCity })).toHaveText(city)
    await page.getByRole('button', { name: w.undo }).click()
    await expect(page.getByRole('button', { name: w.editCity })).toHaveText(before ?? '')
  })

  test(`when two people change the same field, the person decides (${language})`, async ({
    page,
    prefer,
    isMobile,
    allowConsole,
    shoot,
  }) => {
    allowConsole(/status of 409/)
    await prefer(language)
    const customer = await bestCustomer(page, language === 'en' ? 4 : 5)
    await openCustomer(page, customer.id)
    if (isMobile) await showPart(page, w.profile, true)
    await page.getByRole('button', { name: w.editCity }).click()
    await page.keyboard.press('Control+a')
    await page.keyboard.type(`Mine ${Date.now()}`)

    const path = customerRoutes.get.path.replace(':id', customer.id)
    const { version } = (await (await page.request.get(path)).json()) as RouteOutput<typeof customerRoutes.get>
    const theirs = `Theirs ${Date.now()}`
    const other = await page.request.patch(path, { data: { version, profile: { city: theirs } } })
    expect(other.ok(), await other.text()).toBe(true)

    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByText(w.conflict)).toBeVisible()
    await expect(dialog.getByText(theirs)).toBeVisible()
    await shoot(`conflict-${language}`)
    await dialog.getByRole('button', { name: w.useMine }).click()
    await expect(page.getByRole('button', { name: w.editCity })).toHaveText(/^Mine/)
  })
}

test('a server that shows another record than the sealed one is found out @wide', async ({ page, prefer, shoot }) => {
  await prefer('en')
  const customer = await bestCustomer(page)
  // A lying server: the timeline shows another amount than was recorded.
  await page.route(`**/api/customers/${customer.id}/timeline*`, async (route) => {
    const response = await route.fetch()
    const page = (await response.json()) as RouteOutput<typeof customerRoutes.timeline>
    const items = page.items.map((item) =>
      item.kind === 'order.placed' ? { ...item, body: { ...(item.body as object), total: '1' } } : item,
    )
    await route.fulfill({ response, json: { ...page, items } })
  })
  await openCustomer(page, customer.id)
  const entry = page.getByRole('listitem').filter({ hasText: 'for £0.01' }).first()
  await entry.getByRole('button', { name: 'Verify' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('This record does not match')).toBeVisible({ timeout: 45_000 })
  await expect(dialog.getByText('What this page shows is not what the receipt holds.')).toBeVisible()
  await expect(dialog.getByText(/"code": "SHOWN_DIFFERS"/)).toBeVisible()
  await shoot('does-not-match-en')
})

test('a receipt with one byte changed is refused @wide', async ({ page, prefer, allowConsole }) => {
  allowConsole(/status of 400/)
  await prefer('en')
  await page.route('**/api/journal/entries/*/receipt', async (route) => {
    const response = await route.fetch()
    const text = await response.text()
    const at = text.indexOf('\nextra ') + 60
    const changed = text[at] === 'A' ? 'B' : 'A'
    await route.fulfill({ response, body: text.slice(0, at) + changed + text.slice(at + 1) })
  })
  await openCustomer(page, (await bestCustomer(page)).id)
  await page.getByRole('button', { name: 'Verify', exact: true }).first().click()
  await expect(page.getByRole('dialog').getByText('This record does not match')).toBeVisible()
})

test('without the ledger nothing is claimed; with its address given again it verifies @wide', async ({
  page,
  prefer,
  allowConsole,
}) => {
  allowConsole(
    /ERR_CONNECTION_REFUSED|Failed to load resource|Content Security Policy|violates the following|Refused to connect/,
  )
  await prefer('en')
  await page.addInitScript(() => localStorage.setItem('candor.rpc', 'http://127.0.0.1:9/'))
  await openCustomer(page, (await bestCustomer(page)).id)
  await page.getByRole('button', { name: 'Verify', exact: true }).first().click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('Not fully checked')).toBeVisible({ timeout: 45_000 })
  await dialog.getByText('How we checked').click()
  await dialog.getByLabel('Ask the ledger at').fill('')
  await dialog.getByRole('button', { name: 'Check with this address' }).click()
  await expect(dialog.getByText(/This record is unchanged since/)).toBeVisible()
})

test('a customer that does not exist is said so @wide', async ({ page, prefer, allowConsole }) => {
  allowConsole(/status of 404/)
  await prefer('en')
  await page.goto('/customers/01890000-0000-7000-8000-000000000000')
  await expect(page.getByText('There is no such customer')).toBeVisible()
})
