import type { Page } from '@playwright/test'
import { newCustomer } from '../support/customer.ts'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/fixtures.ts'
import { listWords } from '../support/lists-words.ts'

const colleague = 'Olivia Hartwell'

test.describe.configure({ timeout: 90_000 })
test.use({ actionTimeout: 20_000 })

/** Four customers whom no other test knows. @returns what finds them and nobody else */
const newCustomers = async (page: Page): Promise<string> => {
  const family = `Lookwell ${String(Date.now()).slice(-7)}`
  for (const first of ['Ada', 'Ben', 'Cleo', 'Dan']) {
    await newCustomer(page, { profile: { name: `${first} ${family}`, city: 'London', country: 'United Kingdom' } })
  }
  return `/customers?view=all&sort=createdAt&search=${encodeURIComponent(family)}`
}

for (const language of ['en', 'zh'] as const) {
  const w = listWords[language]
  const option = '.ant-select-item-option'

  // Rows have cells on a wide screen.
  test(`customers are edited in cells, tagged together, filtered, kept as a view, grouped and moved (${language}) @wide`, async ({
    page,
    prefer,
    signIn,
    shoot,
  }) => {
    await prefer(language)
    await page.addInitScript(() => {
      if (localStorage.getItem('candor.customer-columns') === null)
        localStorage.setItem('candor.customer-columns', 'name,city,country,owner,tags,spent')
    })
    await signIn('owner')
    await page.goto(await newCustomers(page))
    const table = page.getByRole('table', { name: w.list })
    await expect(table.getByRole('link')).toHaveCount(4)

    await test.step('a cell is changed by the keyboard alone, and put back', async () => {
      await page.locator('[data-list]').focus()
      await page.keyboard.press('ArrowDown')
      for (let cell = -1; cell < 1; cell += 1) await page.keyboard.press('ArrowRight')
      const here = page.locator('[data-here=true]')
      const before = (await here.textContent()) ?? ''
      await page.keyboard.press('Enter')
      const box = page.getByRole('dialog', { name: w.cityField }).getByRole('textbox')
      await expect(box).toBeFocused()
      await box.fill('Lookville')
      await page.keyboard.press('Enter')
      await expect(here).toContainText('Lookville')
      await expect(page.locator('[data-list]')).toBeFocused()
      await page.getByRole('button', { name: w.undo }).click()
      await expect(here).toHaveText(before)
    })

    const name = `${language === 'zh' ? '重点' : 'Key'} ${Date.now() % 100_000}`
    await test.step('three customers are tagged at once', async () => {
      await table.getByRole('checkbox').nth(1).check()
      await table
        .getByRole('checkbox')
        .nth(3)
        .click({ modifiers: ['Shift'] })
      await page.getByRole('toolbar').getByRole('button', { name: w.tag }).first().click()
      const dialog = page.getByRole('dialog', { name: w.tag, exact: true })
      await dialog.getByRole('combobox', { name: w.chooseTags }).fill(name)
      await page
        .locator(option)
        .filter({ hasText: w.newTag(name) })
        .click()
      await dialog.getByRole('button', { name: w.go }).click()
      await expect(page.getByText(w.changed)).toBeVisible()
      await page.getByRole('button', { name: w.report }).click()
      const report = page.getByRole('dialog', { name: w.reportTitle })
      await expect(report.getByRole('listitem')).toHaveCount(3)
      await page.keyboard.press('Escape')
      await expect(report).toBeHidden()
    })

    await test.step('the filter finds them', async () => {
      await page.getByRole('search').getByRole('button', { name: w.filter }).first().click()
      const drawer = page.getByRole('dialog', { name: w.filter })
      await drawer.getByRole('combobox', { name: w.field }).click()
      await page.locator(option).filter({ hasText: w.tagField }).click()
      await drawer.getByRole('combobox', { name: w.value }).fill(name)
      await page.locator(option).filter({ hasText: name }).click()
      await drawer.getByRole('button', { name: w.apply }).click()
      await expect(page.getByRole('button', { name: w.oneCondition })).toBeVisible()
      await expect(table.getByRole('link')).toHaveCount(3)
    })

    await test.step('columns are moved and widened by the keyboard', async () => {
      const handle = page.getByRole('separator', { name: w.handleOf(w.country) })
      await handle.press('Shift+ArrowRight')
      const heads = table.getByRole('columnheader')
      await expect(heads.nth(4)).toContainText(w.country)
      const width = Number(await handle.getAttribute('aria-valuenow'))
      await handle.press('ArrowRight')
      await expect(handle).not.toHaveAttribute('aria-valuenow', String(width))
    })

    await test.step('all of it is kept as a view for everybody', async () => {
      await page.getByRole('button', { name: w.menu }).click()
      await page.getByRole('menuitem', { name: w.saveAs }).click()
      await page.getByRole('dialog').getByRole('textbox', { name: w.name }).fill(name)
      await page.getByRole('switch', { name: w.share }).click()
      await page.getByRole('dialog').getByRole('button', { name: w.save }).click()
      const tabs = page.getByRole('navigation', { name: w.views })
      await expect(tabs.getByRole('button', { name })).toHaveAttribute('aria-current', 'page')
      await tabs.getByRole('button', { name: w.all }).click()
      await expect(table.getByRole('link').nth(4)).toBeVisible()
      await tabs.getByRole('button', { name }).click()
      await expect(table.getByRole('link')).toHaveCount(3)
      await expect(table.getByRole('columnheader').nth(4)).toContainText(w.country)
      await expectAccessible(page)
      await shoot(`customer-views-${language}`)
    })

    await test.step('they stand in groups, and on a board where one gets an owner', async () => {
      await page.goto(`${page.url()}&groupBy=owner`)
      await expect(table.getByRole('button', { name: w.nobody, expanded: true })).toBeVisible()
      await expect(table.getByRole('link')).toHaveCount(3)
      await shoot(`customer-groups-${language}`)
      await page.goto(`${page.url()}&layout=kanban`)
      const nobody = page.getByRole('region', { name: w.nobody })
      await expect(page.getByRole('region').getByRole('link')).toHaveCount(3)
      await nobody.getByRole('button', { name: w.moveTo }).first().click()
      await page.getByRole('menuitem', { name: colleague }).click()
      await expect(page.getByRole('region', { name: colleague }).getByRole('article')).toHaveCount(1)
      await expect(nobody.getByRole('article')).toHaveCount(2)
      await expectAccessible(page)
      await shoot(`customer-board-${language}`)
    })
  })
}

test('on a phone rows are chosen by a tap and tagged @phone', async ({ page, prefer, signIn }) => {
  const w = listWords.zh
  await prefer('zh')
  await signIn('owner')
  await page.goto(await newCustomers(page))
  const table = page.getByRole('table', { name: w.list })
  await expect(table.getByRole('link')).toHaveCount(4)
  await page.getByRole('button', { name: w.begin, exact: true }).click()
  await table.getByRole('checkbox').nth(1).click()
  await table.getByRole('checkbox').nth(2).click()
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await page.getByRole('toolbar').getByRole('button', { name: w.tag }).first().click()
  const dialog = page.getByRole('dialog', { name: w.tag, exact: true })
  const name = `手机 ${Date.now() % 100_000}`
  await dialog.getByRole('combobox', { name: w.chooseTags }).fill(name)
  await page
    .locator('.ant-select-item-option')
    .filter({ hasText: w.newTag(name) })
    .click()
  await dialog.getByRole('button', { name: w.go }).click()
  await expect(page.getByText(w.changed)).toBeVisible()
})
