import { bestCustomer, openCustomer } from '../support/customer.ts'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/fixtures.ts'
import { joinAs } from '../support/newcomer.ts'

const words = {
  en: {
    new: 'New deal',
    title: 'What is it about',
    amount: /^Amount/,
    day: 'Decision expected',
    save: 'Save',
    deals: 'Deals',
    profile: 'Profile',
    qualified: 'Qualified',
    proposal: 'Proposal',
    negotiation: 'Negotiation',
    moved: 'Moved to Proposal.',
    undo: 'Undo',
    fill: 'Fill in and move',
    won: 'Won',
    wonSaid: 'Won.',
    reopen: 'Open again',
    history: 'History',
    made: 'Deal made: ',
    list: 'List',
    figures: 'Figures',
    funnel: 'Open deals by stage',
  },
  zh: {
    new: '新建商机',
    title: '商机内容',
    amount: /^金额/,
    day: '预计成交日',
    save: '保存',
    deals: '商机',
    profile: '档案',
    qualified: '已确认需求',
    proposal: '已报方案',
    negotiation: '商务谈判',
    moved: '已移至“已报方案”。',
    undo: '撤销',
    fill: '补充并移动',
    won: '赢单',
    wonSaid: '已赢单。',
    reopen: '重新打开',
    history: '历史',
    made: '建立商机：',
    list: '列表',
    figures: '统计',
    funnel: '各阶段的进行中商机',
  },
} as const

for (const language of ['en', 'zh'] as const) {
  const w = words[language]
  test(`a deal goes from a customer’s page over the board until it is won (${language})`, async ({
    page,
    prefer,
    isMobile,
    shoot,
  }) => {
    await prefer(language, language === 'en' ? 'light' : 'dark')
    await joinAs(page, 'sales')
    const title = `Blue kettles ${Date.now()}`

    // Made on a customer's page.
    const customer = await bestCustomer(page)
    await openCustomer(page, customer.id)
    if (isMobile) await page.locator('.ant-segmented-item-label').filter({ hasText: w.profile }).click()
    const panel = page.getByRole('region', { name: w.deals, exact: true })
    await panel.getByRole('button', { name: w.new }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(w.title).fill(title)
    await dialog.getByLabel(w.amount).fill('1250')
    await shoot(`deal-dialog-${language}`)
    await dialog.getByRole('button', { name: w.save }).click()
    await expect(panel.getByRole('link', { name: title })).toBeVisible()

    // Among one's own on the board, which nobody else moves.
    await page.goto('/deals?owner=me')
    const column = (name: string) => page.getByRole('region', { name, exact: true })
    const card = page.getByRole('listitem').filter({ hasText: title })
    await expect(column(w.qualified).getByText(title)).toBeVisible()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)

    // One stage on by the keyboard, and undone.
    await card.focus()
    await page.keyboard.press('Shift+ArrowRight')
    await expect(column(w.proposal).getByText(title)).toBeVisible()
    await page.getByText(w.moved).getByRole('button', { name: w.undo }).click()
    await expect(column(w.qualified).getByText(title)).toBeVisible()

    // A stage that needs more asks for it; by the mouse where there is one.
    if (isMobile) {
      await card.getByRole('button').click()
      await page.getByRole('menuitem', { name: w.negotiation }).click()
    } else {
      await card.dragTo(column(w.negotiation))
    }
    await dialog.getByLabel(w.day).fill('2030-01-31')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: w.fill }).click()
    await expect(column(w.negotiation).getByText(title)).toBeVisible()

    // Won on its own page, with its history.
    await page.getByRole('link', { name: title }).click()
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
    await page.getByRole('main').getByRole('button', { name: w.won, exact: true }).click()
    await dialog.getByRole('button', { name: w.save }).click()
    await expect(page.getByText(w.wonSaid)).toBeVisible()
    await expect(page.getByRole('button', { name: w.reopen })).toBeVisible()
    await expect(page.getByRole('region', { name: w.history }).getByText(`${w.made}${title}`)).toBeVisible()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
  })

  test(`the deals of a company are a board, a list and figures (${language})`, async ({
    page,
    prefer,
    signIn,
    shoot,
  }) => {
    await prefer(language, language === 'en' ? 'dark' : 'light')
    await signIn('owner')
    await page.goto('/deals')
    await expect(
      page.getByRole('region', { name: w.negotiation, exact: true }).getByRole('listitem').first(),
    ).toBeVisible()
    await shoot(`deals-board-${language}`)
    await page.getByText(w.list, { exact: true }).click()
    await expect(page.getByRole('table', { name: w.deals })).toBeVisible()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await shoot(`deals-list-${language}`)
    await page.getByText(w.figures, { exact: true }).click()
    const funnel = page.getByRole('region', { name: w.funnel })
    await expect(funnel.getByRole('link', { name: w.proposal })).toBeVisible()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await shoot(`deals-figures-${language}`)
    await funnel.getByRole('link', { name: w.proposal }).click()
    await expect(page).toHaveURL(/stage=proposal/)
  })
}
