import { teaHouse } from '../../apps/server/src/modules/demo/company.ts'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/fixtures.ts'

const words = {
  en: {
    publish: 'Publish a new version',
    shop: 'Shop',
    points: 'Points',
    found: /^This rule would have given [\d,]+ points to [\d,]+ customers for [\d,]+ purchases/,
    against: /Against version 1, now in force: \+/,
    months: 'Month by month (UTC)',
    require: 'Require a second person',
    needed: 'A second person approves every rule before it is published.',
    propose: 'Propose',
    waiting: 'Waiting for a second person',
    own: 'You proposed this. Somebody else has to approve it.',
    withdraw: 'Withdraw',
  },
  zh: {
    publish: '发布新版本',
    shop: '店铺',
    points: '积分',
    found: /^这条规则本来会为 \d+ 笔购买/,
    against: /与现行第 1 版相比：\+/,
    months: '逐月（协调世界时）',
    require: '要求第二人批准',
    needed: '每条规则须经第二人批准后才发布。',
    propose: '提议',
    waiting: '等待第二人批准',
    own: '这是您提议的，须由他人批准。',
    withdraw: '撤回',
  },
}

// One after the other: the second finds what the first has set.
test.describe.configure({ mode: 'serial' })

for (const language of ['en', 'zh'] as const) {
  const w = words[language]
  // One company, one proposal at a time.
  test(`a rule is tried on past purchases and proposed to a second person (${language}) @wide`, async ({
    page,
    prefer,
    shoot,
  }) => {
    await prefer(language, language === 'en' ? 'light' : 'dark')
    const [owner] = teaHouse.staff
    const data = { email: owner?.email, password: owner?.password }
    expect((await page.request.post('/api/auth/sign-in', { data })).ok()).toBe(true)
    await page.goto('/loyalty')
    const needed = page.getByText(w.needed)
    const require = page.getByRole('button', { name: w.require })
    await expect(needed.or(require).first()).toBeVisible()
    if (await require.isVisible()) {
      await require.click()
      await page.getByRole('dialog').getByRole('button', { name: w.require }).click()
    }
    await expect(needed.first()).toBeVisible()

    await page.getByRole('button', { name: w.publish }).last().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(w.points, { exact: true }).fill('9')
    await expect(dialog.getByText(w.found)).toBeVisible()
    await expect(dialog.getByText(w.against)).toBeVisible()
    await dialog.getByText(w.months).click()
    await expect(dialog.getByRole('table').getByRole('row').nth(1)).toBeVisible()
    await expectAccessible(page)
    await shoot(`rule-preview-${language}`)
    await dialog.getByRole('button', { name: w.propose }).click()
    await page.getByRole('dialog').last().getByRole('button', { name: w.propose }).click()

    const waiting = page.getByRole('list', { name: w.waiting })
    await expect(waiting.getByText(w.own)).toBeVisible()
    await expectNoSidewaysScroll(page)
    await shoot(`rule-proposed-${language}`)
    await waiting.getByRole('button', { name: w.withdraw }).click()
    await expect(waiting).toHaveCount(0)
  })
}

test('the preview of a rule fits a phone @phone', async ({ page, prefer, signIn, shoot }) => {
  await prefer('en', 'dark')
  await signIn('owner')
  await page.goto('/loyalty')
  const w = words.en
  const shop = page.getByRole('region', { name: 'Hearth & Home' })
  await shop.getByRole('button', { name: w.publish }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(w.found)).toBeVisible()
  await dialog.getByText(w.months).scrollIntoViewIfNeeded()
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await shoot('rule-preview-en-dark')
})
