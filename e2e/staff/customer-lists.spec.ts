import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectNoSidewaysScroll, test, type Language } from '../support/fixtures.ts'

const words = {
  en: {
    list: 'Customers',
    select: 'Select all that are loaded',
    tag: 'Tag',
    chooseTags: 'Which tags?',
    newTag: (name: string) => `New tag “${name}”`,
    go: 'Go',
    changed: /customers? changed/,
    undo: 'Undo',
    report: 'Report',
    reportTitle: 'What became of each customer',
    filter: 'Filter',
    field: 'Field',
    value: 'Value',
    apply: 'Apply',
    oneCondition: '1 condition',
    views: 'Views',
    view: 'View',
    menu: 'Save…',
    saveAs: 'Save as a new view…',
    name: 'Name',
    share: 'Share with everybody here',
    save: 'Save',
    all: 'All customers',
    board: 'Board',
    cards: 'Cards',
    nobody: 'Nobody',
    owner: 'Looked after by',
    clearFilters: 'Clear filters',
  },
  zh: {
    list: '客户',
    select: '选择已加载的全部客户',
    tag: '添加标签',
    chooseTags: '选择标签',
    newTag: (name: string) => `新建标签“${name}”`,
    go: '执行',
    changed: /已更改 \d+ 位客户/,
    undo: '撤销',
    report: '报告',
    reportTitle: '每位客户的结果',
    filter: '筛选',
    field: '字段',
    value: '值',
    apply: '应用',
    oneCondition: '1 个条件',
    views: '视图',
    view: '视图',
    menu: '保存…',
    saveAs: '另存为新视图…',
    name: '名称',
    share: '与所有同事共享',
    save: '保存',
    all: '全部客户',
    board: '看板',
    cards: '卡片',
    nobody: '无人',
    owner: '负责人',
    clearFilters: '清除筛选',
  },
} as const

test.describe.configure({ timeout: 90_000 })
test.use({ actionTimeout: 20_000 })

const open = async (page: Page, language: Language, address = '/customers?view=all') => {
  await page.goto(address)
  const table = page.getByRole('table', { name: words[language].list })
  await expect(table.getByRole('link').first()).toBeVisible()
  return table
}

for (const language of ['en', 'zh'] as const) {
  const w = words[language]
  test(`customers are tagged together, filtered, kept as a view, shown as a board (${language})`, async ({
    page,
    prefer,
    signIn,
    shoot,
    isMobile,
  }) => {
    test.skip(isMobile, 'rows are chosen on a wide screen')
    await prefer(language)
    await signIn('owner')
    const tagName = `${language === 'zh' ? '重点' : 'Key'} ${Date.now() % 100_000}`
    const table = await open(page, language, '/customers?view=all&sort=-spent')

    await table.getByRole('checkbox').nth(1).check()
    await table
      .getByRole('checkbox')
      .nth(3)
      .click({ modifiers: ['Shift'] })
    await page.getByRole('toolbar').getByRole('button', { name: w.tag, exact: true }).click()
    const dialog = page.getByRole('dialog', { name: w.tag, exact: true })
    await dialog.getByRole('combobox', { name: w.chooseTags }).fill(tagName)
    await page
      .locator('.ant-select-item-option')
      .filter({ hasText: w.newTag(tagName) })
      .click()
    await page.keyboard.press('Escape')
    await dialog.getByRole('button', { name: w.go }).click()
    await expect(page.getByText(w.changed)).toBeVisible()
    await expect(table.getByText(tagName).first()).toBeVisible()
    await page.getByRole('button', { name: w.report }).click()
    await expect(page.getByRole('dialog', { name: w.reportTitle }).getByRole('listitem')).toHaveCount(3)
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: w.filter, exact: true }).click()
    const drawer = page.getByRole('dialog', { name: w.filter })
    await drawer.getByRole('combobox', { name: w.field }).click()
    await page
      .locator('.ant-select-item-option')
      .filter({ hasText: language === 'zh' ? /^标签$/ : /^Tag$/ })
      .click()
    await drawer.getByRole('combobox', { name: w.value }).fill(tagName)
    await page.locator('.ant-select-item-option').filter({ hasText: tagName }).click()
    await page.keyboard.press('Escape')
    await shoot(`customer-filter-${language}`)
    await drawer.getByRole('button', { name: w.apply }).click()
    await expect(page).toHaveURL(/filter=/)
    await expect(page.getByRole('button', { name: w.oneCondition })).toBeVisible()
    await expect(table.getByRole('link')).toHaveCount(3)

    const tabs = page.getByRole('navigation', { name: w.views })
    await page.getByRole('button', { name: w.menu }).click()
    await page.getByRole('menuitem', { name: w.saveAs }).click()
    await page.getByRole('textbox', { name: w.name }).fill(tagName)
    await page.getByRole('switch', { name: w.share }).click()
    await page.getByRole('dialog').getByRole('button', { name: w.save }).click()
    await expect(tabs.getByRole('button', { name: tagName })).toHaveAttribute('aria-current', 'page')
    await tabs.getByRole('button', { name: w.all }).click()
    await expect(table.getByRole('link').nth(4)).toBeVisible()
    await tabs.getByRole('button', { name: tagName }).click()
    await expect(table.getByRole('link')).toHaveCount(3)
    await expectAccessible(page)
    await shoot(`customer-views-${language}`)

    await page.getByRole('button', { name: w.view, exact: true }).click()
    await page.getByText(w.board, { exact: true }).click()
    const column = page.getByRole('region', { name: w.nobody })
    await expect(column.getByRole('link')).toHaveCount(3)
    await page.keyboard.press('Escape')
    await expectAccessible(page)
    await shoot(`customer-board-${language}`)
  })
}

test('a change of many is taken back', async ({ page, prefer, signIn, isMobile }) => {
  test.skip(isMobile, 'rows are chosen on a wide screen')
  await prefer('en')
  await signIn('owner')
  const table = await open(page, 'en')
  const row = table
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name: 'Looked after by: Nobody' }) })
    .first()
  const name = (await row.getByRole('link').textContent()) ?? ''
  const same = table
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name, exact: true }) })
    .first()
  await row.getByRole('checkbox').check()
  await page.getByRole('toolbar').getByRole('button', { name: 'Assign' }).click()
  await page.getByRole('dialog', { name: 'Assign' }).getByRole('combobox').click()
  await page.locator('.ant-select-item-option').first().click()
  await expect(page.getByText('1 customer changed')).toBeVisible()
  await expect(same.getByRole('button', { name: 'Looked after by: Olivia Hartwell' })).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(same.getByRole('button', { name: 'Looked after by: Nobody' })).toBeVisible()
})

test('a customer goes to the bin and comes back', async ({ page, prefer, signIn }) => {
  await prefer('en')
  await signIn('owner')
  await page.goto('/customers/new')
  const name = `Barnaby Binworth ${Date.now()}`
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByRole('button', { name: 'Add customer' }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await page.getByRole('button', { name: 'Move to bin' }).click()
  await expect(page.getByText('This customer is in the bin')).toBeVisible()
  await page.goto(`/customers?view=all&search=${encodeURIComponent(name)}`)
  await expect(page.getByText('Nobody matches')).toBeVisible()
  await page.getByRole('link', { name: 'Bin', exact: true }).click()
  await expect(page.getByRole('link', { name })).toBeVisible()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  const row = page.getByRole('listitem').filter({ hasText: name })
  await row.getByRole('button', { name: 'Restore' }).click()
  await expect(row).toHaveCount(0)
  await page.goto(`/customers?view=all&search=${encodeURIComponent(name)}`)
  await expect(page.getByRole('link', { name })).toBeVisible()
})

test('the View menu stays open and in place while records are sealed and a slow browser draws', async ({
  page,
  prefer,
  signIn,
  isMobile,
}) => {
  test.skip(isMobile, 'the menu is not on a phone')
  await prefer('en')
  await signIn('owner')
  const slow = await page.context().newCDPSession(page)
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  const table = await open(page, 'en')
  const id = (await table.getByRole('link').first().getAttribute('href'))?.split('/').at(-1) ?? ''
  await page.getByRole('button', { name: 'View', exact: true }).click()
  const menu = page.getByRole('dialog', { name: 'View' })
  await expect(menu).toBeInViewport({ ratio: 1 })
  for (const box of ['Phone', 'Returns', 'E-mail']) {
    // Each note is sealed, and every open page hears of it.
    const sent = await page.request.post(`/api/customers/${id}/notes`, { data: { kind: 'note', text: `About ${box}` } })
    expect(sent.ok()).toBe(true)
    await menu.getByRole('checkbox', { name: box }).check()
    await expect(page.getByRole('columnheader', { name: box })).toBeVisible()
    await expect(menu).toBeInViewport({ ratio: 1 })
  }
  await menu.getByText('Compact').click()
  await expect(menu.getByRole('radio', { name: 'Compact' })).toBeChecked()
  await expect(menu).toBeInViewport({ ratio: 1 })
})

test('the list fits a phone', async ({ page, prefer, signIn, isMobile }) => {
  test.skip(!isMobile, 'for phones')
  await prefer('zh')
  await signIn('owner')
  await open(page, 'zh')
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
})

test('a tag is set by the keyboard alone: through rows and cells, Enter, and on from there', async ({
  page,
  prefer,
  signIn,
  isMobile,
}) => {
  test.skip(isMobile, 'a phone has no keyboard')
  await prefer('en')
  await signIn('owner')
  const table = await open(page, 'en', '/customers?view=all&sort=-createdAt')
  await page.locator('[data-list]').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  for (let cell = 0; cell < 4; cell += 1) await page.keyboard.press('ArrowRight')
  await expect(page.locator('[data-here=true]')).toHaveCount(1)
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: /^Tags/ })
  await expect(dialog.getByRole('combobox')).toBeFocused()
  const name = `Keys ${Date.now() % 100_000}`
  await page.keyboard.type(name)
  await expect(page.locator('.ant-select-item-option').filter({ hasText: name })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(table.getByText(name)).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(page.locator('[data-list]')).toBeFocused()
})
