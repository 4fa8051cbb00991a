import { expect, expectAccessible, expectNoSidewaysScroll, test, type Theme } from '../support/fixtures.ts'
import { demoCustomers, signInCustomer } from '../support/portal.ts'
import { languages, words } from './words.ts'

/** One theme to each language, so that every page is seen in both. */
const themes: Record<(typeof languages)[number], Theme> = { en: 'light', zh: 'dark' }

for (const language of languages) {
  const say = words[language]

  test.describe(`customer, ${language}`, () => {
    test.beforeEach(async ({ page, prefer }) => {
      await prefer(language, themes[language])
      const customers = await demoCustomers(page)
      await signInCustomer(page, customers.at(language === 'en' ? 0 : -1)!.email)
    })

    test('home says who holds the data, how many points there are, and what happened last', async ({ page, shoot }) => {
      const person = (await demoCustomers(page)).at(language === 'en' ? 0 : -1)!
      await page.goto('/portal/')
      await expect(page.getByRole('heading', { level: 1, name: say.hello(person.name) })).toBeVisible()
      await expect(page.locator('.big-number')).toHaveCount(3)
      await expect(page.locator('.big-number-value').first()).toHaveText(/^[\d,]+$/)
      await expect(page.getByRole('heading', { name: say.holder })).toBeVisible()
      await expect(page.locator('.event')).toHaveCount(5)
      await expectAccessible(page)
      await expectNoSidewaysScroll(page)
      await shoot(`portal-home-${language}`)
      await page.getByRole('button', { name: say.gotIt }).click()
      await page.reload()
      await expect(page.locator('.event').first()).toBeVisible()
      await expect(page.getByRole('button', { name: say.gotIt })).toHaveCount(0)
    })

    test('verify is believed: the browser checks a line of the history against the ledger', async ({ page, shoot }) => {
      await page.goto('/portal/history')
      const line = page.locator('.event:has(.event-icon[data-group=order])').first()
      await line.getByRole('button', { name: say.verify, exact: true }).click()
      const dialog = page.getByRole('dialog')
      await expect(dialog.getByText(say.unchanged)).toBeVisible()
      await dialog.getByText(say.how).click()
      await expect(dialog.getByRole('listitem').nth(4)).toBeVisible()
      await expectAccessible(page)
      await shoot(`portal-verified-${language}`)
      await page.getByRole('button', { name: say.close }).click()
      await expect(line.getByRole('button', { name: say.verified })).toBeVisible()
    })

    test('the history can be narrowed down, opened, verified as a whole and taken away', async ({ page, shoot }) => {
      await page.goto('/portal/history')
      await expect(page.getByRole('heading', { level: 1, name: say.myHistory })).toBeVisible()
      await page.getByRole('button', { name: say.verifyAll }).click()
      await expect(page.getByText(say.allUnchanged)).toBeVisible({ timeout: 40_000 })
      const line = page.locator('.event:has(.event-icon[data-group=order])').first()
      await line.locator('button[aria-expanded]').click()
      await expect(line.locator('pre')).toContainText('purchaseNumber')
      await expectAccessible(page)
      await expectNoSidewaysScroll(page)
      await shoot(`portal-history-${language}`)

      const download = page.waitForEvent('download')
      await line.getByRole('link', { name: say.receipt }).click()
      expect((await download).suggestedFilename()).toMatch(/^[0-9a-f-]{36}\.tlog-proof$/)

      await page.getByText(say.purchases, { exact: true }).click()
      await expect(page).toHaveURL(/topic=purchases/)
      await expect(page.locator('.event-icon:not([data-group=order])')).toHaveCount(0)
      await page.getByText(say.contact, { exact: true }).click()
      await expect(page).toHaveURL(/topic=contact/)
      await expect(page.locator('.event-icon[data-group=order]')).toHaveCount(0)
    })

    test('points show their sums, and the browser counts them again from the ledger', async ({ page, shoot }) => {
      await page.goto('/portal/points')
      await expect(page.getByText(say.roundedDown).first()).toBeVisible()
      await page.getByRole('button', { name: say.recompute }).click()
      await expect(page.getByText(say.addsUp)).toBeVisible({ timeout: 40_000 })
      await expect(page.getByRole('heading', { name: say.rulesOfShops })).toBeVisible()
      await expect(
        page
          .locator('.rule')
          .filter({ hasText: say.version(2) })
          .first(),
      ).toBeVisible()
      await expectAccessible(page)
      await expectNoSidewaysScroll(page)
      await shoot(`portal-points-${language}`)
      await page.locator('.movement').first().getByRole('button', { name: say.verify, exact: true }).click()
      await expect(page.getByRole('dialog').getByText(say.unchanged)).toBeVisible()
    })

    test('an order has its lines, its points and its seal', async ({ page, shoot }) => {
      await page.goto('/portal/orders')
      await expect(page.getByRole('heading', { level: 1, name: say.myOrders })).toBeVisible()
      await expectAccessible(page)
      await shoot(`portal-orders-${language}`)
      await page.locator('.order-row').first().click()
      await expect(page.locator('.lines tbody tr').first()).toBeVisible()
      await expectAccessible(page)
      await expectNoSidewaysScroll(page)
      await shoot(`portal-order-${language}`)
      await page.getByRole('button', { name: say.verify, exact: true }).click()
      await expect(page.getByRole('dialog').getByText(say.unchanged)).toBeVisible()
    })

    test('the page for the accountant names its own limits', async ({ page, shoot }) => {
      await page.goto('/portal/check')
      await expect(page.getByRole('heading', { level: 1, name: say.howToCheck })).toBeVisible()
      await expect(page.getByRole('heading', { name: say.limits })).toBeVisible()
      await expectAccessible(page)
      await expectNoSidewaysScroll(page)
      await shoot(`portal-check-${language}`)
    })

    test('every page is reached by the keyboard', async ({ page, shoot }) => {
      await page.goto('/portal/')
      await expect(page.locator('.event').first()).toBeVisible()
      await page.keyboard.press('Tab')
      await expect(page.locator('.skip')).toBeFocused()
      for (const [name, title] of [
        [say.history, say.myHistory],
        [say.points, say.myPoints],
        [say.orders, say.myOrders],
        [say.check, say.howToCheck],
      ] as const) {
        await page.locator('nav').getByRole('link', { name, exact: true }).press('Enter')
        await expect(page.getByRole('heading', { level: 1, name: title })).toBeFocused()
      }
      await page.getByRole('link', { name: say.details, exact: true }).press('Enter')
      await expect(page.getByRole('heading', { level: 1, name: say.details })).toBeVisible()
      await expectAccessible(page)
      await shoot(`portal-profile-${language}`)
    })
  })
}
