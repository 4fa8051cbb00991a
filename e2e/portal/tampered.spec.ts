import { expect, test, type Language } from '../support/fixtures.ts'
import { tamper } from '../support/database.ts'
import { demoCustomers, signInCustomer } from '../support/portal.ts'
import { words } from './words.ts'

/** Customers whom no other journey looks at, one to each width, each in another language. */
const cases: Record<string, { readonly index: number; readonly language: Language }> = {
  desktop: { index: 1, language: 'en' },
  phone: { index: 2, language: 'zh' },
}

/** Changes the database for the length of a test, then changes it back. */
const whileChanged = async (
  change: readonly [string, ...unknown[]],
  back: readonly [string, ...unknown[]],
  run: () => Promise<void>,
) => {
  const apply = async ([text, ...values]: readonly [string, ...unknown[]]) => expect(await tamper(text, values)).toBe(1)
  await apply(change)
  try {
    await run()
  } finally {
    await apply(back)
  }
}

test.describe('a database that somebody changed', () => {
  let language: Language
  let customerId: string
  test.beforeEach(async ({ page, prefer }, info) => {
    const chosen = cases[info.project.name] ?? cases['desktop']!
    language = chosen.language
    await prefer(language)
    const customers = await demoCustomers(page)
    await signInCustomer(page, customers[chosen.index]!.email)
    const response = await page.request.get('/api/portal/me')
    customerId = ((await response.json()) as { customerId: string }).customerId
  })

  test('is named by verify when a line of an order is not what was sealed', async ({ page, shoot }) => {
    const say = words[language]
    const line = `update order_line set quantity = quantity + $2, total = total + $2 * unit_price where (order_id, line) =
      (select id, 1 from "order" where customer_id = $1 order by placed_at desc, id desc limit 1)`
    await whileChanged([line, customerId, 1], [line, customerId, -1], async () => {
      await page.goto('/portal/orders')
      await page.locator('.order-row').first().click()
      await page.getByRole('button', { name: say.verify, exact: true }).click()
      const dialog = page.getByRole('dialog')
      await expect(dialog.getByText(say.doesNotMatch)).toBeVisible()
      await expect(dialog.getByText(say.showsOther)).toBeVisible()
      await shoot(`portal-tampered-order-${language}`)
    })
  })

  test('is named by counting again, and by verify, when points were added', async ({ page, shoot }) => {
    const say = words[language]
    const points = `update points_movement set points = points + $2 where id =
      (select id from points_movement where customer_id = $1 order by occurred_at desc, id desc limit 1)`
    await whileChanged([points, customerId, 1000], [points, customerId, -1000], async () => {
      await page.goto('/portal/points')
      await page.getByRole('button', { name: say.recompute }).click()
      await expect(page.getByText(say.addsNot)).toBeVisible({ timeout: 40_000 })
      await expect(page.locator('.differences li')).toHaveCount(1)
      await shoot(`portal-tampered-points-${language}`)
      await page.locator('.movement').first().getByRole('button', { name: say.verify, exact: true }).click()
      await expect(page.getByRole('dialog').getByText(say.doesNotMatch)).toBeVisible()
    })
  })

  test('is named by verifying the page when one bit of an entry was turned', async ({ page, allowConsole, shoot }) => {
    // The server cannot make a receipt from what is left and says so.
    allowConsole(/status of 500/)
    const say = words[language]
    const bit = `update journal_entry set body = set_bit(body, 333, 1 - get_bit(body, 333)) where id =
      (select id from journal_entry where subject = $1 and kind ~ '^(order|points)[.]'
        order by occurred_at desc, id desc offset 1 limit 1)`
    await whileChanged([bit, customerId], [bit, customerId], async () => {
      await page.goto('/portal/history')
      await page.getByRole('button', { name: say.verifyAll }).click()
      await expect(page.getByText(say.oneBad)).toBeVisible({ timeout: 40_000 })
      await expect(page.locator('.event[data-flagged]')).toHaveCount(1)
      await shoot(`portal-tampered-history-${language}`)
    })
  })
})
