import { bestCustomer } from '../support/customer.ts'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/fixtures.ts'

for (const language of ['en', 'zh'] as const) {
  test(`the catalogue of consent is read by sales and changed by owners (${language})`, async ({
    page,
    prefer,
    signIn,
    shoot,
  }) => {
    const theme = language === 'en' ? 'dark' : 'light'
    await prefer(language, theme)
    await signIn('sales')
    await page.goto('/consent')
    const news = page.getByRole('region', { name: language === 'en' ? 'News and offers' : '资讯与优惠' })
    await expect(news).toBeVisible()
    await expect(page.getByText(language === 'en' ? 'Your role can read this' : '您的角色可以查看')).toBeVisible()
    await expect(news.getByRole('button')).toHaveCount(0)
    await signIn('owner')
    await page.reload()
    await expect(news.getByRole('button')).toHaveCount(2)
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await shoot(`consent-catalogue-${language}`)
    await news.getByRole('button').last().click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await expect(page.getByRole('dialog').locator('textarea').first()).not.toBeEmpty()
    await expectAccessible(page)
    await shoot(`consent-notice-${language}`)
  })
}

test('a customer’s page says where they stand with consent', async ({ page, prefer, signIn, isMobile }) => {
  await prefer('en')
  await signIn('auditor')
  const { id } = await bestCustomer(page)
  await page.goto(`/customers/${id}`)
  if (isMobile) await page.locator('.ant-segmented-item-label').filter({ hasText: 'Consent' }).click()
  else await page.getByRole('tab', { name: 'Consent' }).click()
  await expect(page.getByText(/Nothing decided yet|Only the customer can change this/)).toBeVisible()
  await expectNoSidewaysScroll(page)
})
