import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/fixtures.ts'
import { bestCustomer } from '../support/customer.ts'
import { joinAs } from '../support/newcomer.ts'
import { signInCustomer } from '../support/portal.ts'

const words = {
  en: {
    offer: 'Offer a reward',
    shop: 'Shop that gives it',
    name: 'Name (English)',
    nameZh: 'Name (Chinese)',
    price: 'Price in points',
    submit: 'Offer it',
    offered: 'Offered',
    get: (name: string) => `Get ${name}`,
    yes: 'Spend points',
    ready: 'Ready to use',
    recompute: 'Recompute all my points',
    good: /^\s*It adds up/,
    code: 'Voucher code',
    look: 'Look it up',
    use: 'Use voucher',
    used: 'Used and confirmed. Hand it over.',
    next: 'Next customer',
    usedBefore: /^Used before/,
  },
  zh: {
    offer: '推出奖励',
    shop: '提供奖励的店铺',
    name: '名称（英文）',
    nameZh: '名称（中文）',
    price: '所需积分',
    submit: '推出',
    offered: '可兑换',
    get: (name: string) => `兑换 ${name}`,
    yes: '使用积分',
    ready: '可使用',
    recompute: '重新计算我的全部积分',
    good: /^\s*结果一致/,
    code: '礼券代码',
    look: '查询',
    use: '核销礼券',
    used: '已核销并确认，请交付。',
    next: '下一位顾客',
    usedBefore: /^已于 .* 使用。/,
  },
} as const

for (const [place, language] of (['en', 'zh'] as const).entries()) {
  const w = words[language]
  test(`a reward is offered, redeemed in the portal and used at the till (${language})`, async ({
    page,
    prefer,
    shoot,
  }) => {
    await prefer(language, language === 'en' ? 'light' : 'dark')
    await joinAs(page, 'manager')
    const customer = await bestCustomer(page, place)
    const name = `Mug ${language} ${Date.now()}`

    // The manager offers it.
    await page.goto('/loyalty/rewards')
    await page.getByRole('button', { name: w.offer }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(w.shop).click()
    await page.locator('.ant-select-item-option').first().click()
    await dialog.getByLabel(w.name).fill(name)
    await dialog.getByLabel(w.nameZh).fill(name)
    await dialog.getByLabel(w.price).fill('20')
    await expectAccessible(page)
    await shoot(`reward-form-${language}`)
    await dialog.getByRole('button', { name: w.submit, exact: true }).click()
    const row = page.getByRole('listitem').filter({ hasText: name })
    await expect(row.getByText(w.offered, { exact: true })).toBeVisible()
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
    await shoot(`rewards-${language}`)

    // The member redeems it; the points are fewer, and can still be counted again.
    await signInCustomer(page, customer.email ?? '')
    await page.goto('/portal/rewards')
    const balance = page.locator('.reward-balance')
    await expect(balance).toBeVisible()
    const points = async (): Promise<number> => Number((await balance.innerText()).replace(/\D/g, ''))
    const before = await points()
    await page.getByRole('button', { name: w.get(name), exact: true }).click()
    await page.getByRole('button', { name: w.yes, exact: true }).click()
    const voucher = page.locator('.voucher').filter({ hasText: name })
    await expect(voucher.getByText(w.ready, { exact: true })).toBeVisible()
    await expect.poll(points).toBe(before - 20)
    const code = await voucher.locator('.voucher-code').innerText()
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
    await shoot(`portal-rewards-${language}`)
    await page.goto('/portal/points')
    await page.getByRole('button', { name: w.recompute }).click()
    await expect(page.getByText(w.good)).toBeVisible()

    // The till uses it, once.
    await page.goto('/till')
    await page.getByLabel(w.code, { exact: true }).fill(code.toLowerCase())
    await page.getByRole('button', { name: w.look }).click()
    await expect(page.getByRole('heading', { level: 2, name })).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('button', { name: w.use }).click()
    await expect(page.getByText(w.used)).toBeVisible()
    await expectNoSidewaysScroll(page)
    await shoot(`till-${language}`)
    await page.getByRole('button', { name: w.next }).click()
    await page.getByLabel(w.code, { exact: true }).fill(code)
    await page.getByRole('button', { name: w.look }).click()
    await expect(page.getByText(w.usedBefore)).toBeVisible()
  })
}
