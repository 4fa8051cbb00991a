import { bestCustomer, openCustomer } from '../support/customer.ts'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/fixtures.ts'

const words = {
  en: {
    title: 'Stages and classes',
    growing: 'Growing',
    classA: 'Class A',
    change: 'Change the rules',
    value: 'Value',
    try: 'See what would change',
    save: 'Save these rules',
    result: /would move/,
    profile: 'Profile',
    show: 'Show how it came about',
    first: 'first stage',
  },
  zh: {
    title: '阶段与价值等级',
    growing: '成长中',
    classA: 'A 级',
    change: '更改规则',
    value: '数值',
    try: '查看将有何变化',
    save: '保存规则',
    result: /变动/,
    profile: '档案',
    show: '查看由来',
    first: '首个阶段',
  },
} as const

for (const language of ['en', 'zh'] as const) {
  test(`stages of customers are seen, tried out and explained (${language})`, async ({
    page,
    prefer,
    signIn,
    shoot,
    isMobile,
  }) => {
    const w = words[language]
    await prefer(language, language === 'en' ? 'dark' : 'light')
    await signIn('owner')
    await page.goto('/lifecycle')
    await expect(page.getByRole('heading', { level: 1, name: w.title })).toBeVisible()
    await expect(page.getByText(w.classA).first()).toBeVisible()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await shoot(`lifecycle-${language}`)

    await page.getByRole('button', { name: w.change }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('button', { name: w.save })).toBeDisabled()
    await dialog
      .getByRole('spinbutton', { name: w.value })
      .nth(2)
      .fill(language === 'en' ? '10' : '20')
    await dialog.getByRole('button', { name: w.try }).click()
    await expect(dialog.getByRole('status')).toContainText(w.result)
    await expectAccessible(page)
    await shoot(`lifecycle-rules-${language}`)
    if (language === 'en' && !isMobile) {
      await dialog.getByRole('button', { name: w.save }).click()
      await expect(dialog).toBeHidden()
      await expect(page.getByText(/^Version \d+/)).toBeVisible()
    } else await page.keyboard.press('Escape')

    const customer = await bestCustomer(page, 1)
    await openCustomer(page, customer.id)
    if (isMobile) await page.locator('.ant-segmented').getByText(w.profile).click()
    await page.getByRole('button', { name: w.show }).click()
    await expect(page.getByText(w.first).first()).toBeVisible()
    await expectNoSidewaysScroll(page)
    await shoot(`lifecycle-customer-${language}`)
  })
}

test('auditors read the rules and change nothing @wide', async ({ page, prefer, signIn }) => {
  await prefer('en')
  await signIn('auditor')
  await page.goto('/lifecycle')
  await expect(page.getByText('Your role can read the rules')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Change the rules' })).toHaveCount(0)
})
