import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/fixtures.ts'

const words = {
  en: { link: 'The rules of points, open to everybody', title: 'The rules of points', first: 'The first version' },
  zh: { link: '积分规则（人人可看）', title: '积分规则', first: '首个版本' },
}

for (const language of ['en', 'zh'] as const) {
  const w = words[language]
  test(`everybody reads every version of every rule from the ledger (${language})`, async ({ page, prefer, shoot }) => {
    await prefer(language, language === 'en' ? 'dark' : 'light')
    await page.goto('/portal/sign-in')
    await page.getByRole('link', { name: w.link }).click()
    await expect(page.getByRole('heading', { level: 1, name: w.title })).toBeVisible()
    const programme = page.getByRole('region', { name: 'Harbour Points' })
    await expect(programme.getByText(w.first).first()).toBeVisible()
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
    await shoot(`public-rules-${language}`)
  })
}
