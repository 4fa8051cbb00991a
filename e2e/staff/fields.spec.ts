import type { CustomInput } from '@candor/api'
import type { Page } from '@playwright/test'
import { newCustomer, openCustomer } from '../support/customer.ts'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/fixtures.ts'

/** A customer with values in fields of the company’s own. */
const newFielding = async (page: Page, custom: CustomInput = {}) => {
  const name = `Fielding ${String(Date.now()).slice(-7)}`
  return { id: await newCustomer(page, { profile: { name }, custom }), name }
}

const words = {
  en: {
    customers: 'Customers',
    add: 'New field',
    labelEn: 'Name in English',
    labelZh: 'Name in Chinese',
    type: 'Type',
    number: 'Number',
    formula: 'Formula',
    expression: 'Formula',
    wrong: 'The formula ends too early.',
    save: 'Save the field',
    visits: 'Shop visits',
    double: 'Visits doubled',
    panel: 'Own fields',
    edit: /^Edit Shop visits/,
    saveValue: 'Save',
    whole: 'At most 0 decimals.',
    earlier: 'Earlier values',
    bringBack: /^Bring this back/,
    sort: 'Sort',
    largest: 'Shop visits, largest first',
    filter: 'Filter',
    field: 'Field',
    apply: 'Apply',
    view: 'View',
    remove: 'Remove',
    used: /1 record has a value/,
    archive: 'Archive',
    archived: 'Archived',
  },
  zh: {
    customers: '客户',
    add: '新建字段',
    labelEn: '英文名称',
    labelZh: '中文名称',
    type: '类型',
    number: '数字',
    formula: '公式',
    expression: '公式',
    wrong: '公式未写完',
    save: '保存字段',
    visits: '到店次数',
    double: '次数加倍',
    panel: '自定义字段',
    edit: /^编辑到店次数/,
    saveValue: '保存',
    whole: '最多 0 位小数。',
    earlier: '以前的值',
    bringBack: /^恢复此值/,
    sort: '排序',
    largest: '到店次数，从大到小',
    filter: '筛选',
    field: '字段',
    apply: '应用',
    view: '视图',
    remove: '删除',
    used: /有 1 条记录/,
    archive: '归档',
    archived: '已归档',
  },
} as const

for (const language of ['en', 'zh'] as const) {
  // The phone sees the pages in pages.spec.ts.
  test(`a company defines fields, fills them in and archives them (${language}) @wide`, async ({
    page,
    prefer,
    signIn,
    shoot,
  }, info) => {
    // Fields of a first try are there still at the second one.
    const again = info.retry === 0 ? '' : ` ${info.retry}`
    const named = words[language]
    const w = {
      ...named,
      visits: `${named.visits}${again}`,
      double: `${named.double}${again}`,
      largest: named.largest.replace(named.visits, `${named.visits}${again}`),
    }
    const key = `${language === 'en' ? 'shop_visits' : 'visits_zh'}${again.replace(' ', '_')}`
    await prefer(language, language === 'en' ? 'light' : 'dark')
    await signIn('owner')
    await page.goto('/settings?section=fields')
    const drawer = page.getByRole('dialog')
    const begin = async (name: string, other: string, type: string) => {
      await page.getByRole('button', { name: w.add }).first().click()
      await drawer.getByRole('textbox', { name: w.labelEn }).fill(language === 'en' ? name : other)
      await drawer.getByRole('textbox', { name: w.labelZh }).fill(language === 'en' ? other : name)
      await drawer.getByRole('combobox', { name: w.type }).click()
      await page.getByTitle(type, { exact: true }).click()
    }
    const saved = async () => {
      await drawer.getByRole('button', { name: w.save }).click()
      await expect(drawer).toBeHidden()
    }
    await begin(w.visits, `visits ${language}${again}`, w.number)
    await saved()
    await begin(w.double, `doubled ${language}${again}`, w.formula)
    const formula = drawer.getByRole('textbox', { name: w.expression })
    await formula.fill(`${key} *`)
    await expect(drawer.getByRole('alert')).toContainText(w.wrong)
    await expectAccessible(page)
    await shoot(`fields-formula-${language}`)
    await formula.fill(`${key} * 2`)
    await saved()
    await expect(page.getByRole('list', { name: w.customers })).toContainText(w.double)
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await shoot(`fields-${language}`)

    const customer = await newFielding(page)
    await openCustomer(page, customer.id)
    const panel = page.getByRole('region', { name: w.panel })
    const fill = async (text: string) => {
      await panel.getByRole('button', { name: w.edit }).click()
      await panel.getByRole('textbox', { name: w.visits }).fill(text)
    }
    await fill('2.5')
    await expect(panel.getByRole('alert')).toHaveText(w.whole)
    await panel.getByRole('textbox', { name: w.visits }).fill('21')
    await page.keyboard.press('Enter')
    await expect(panel).toContainText('42')
    await fill('30')
    await panel.getByRole('button', { name: w.saveValue, exact: true }).click()
    await expect(panel).toContainText('60')
    await panel.getByRole('button', { name: w.earlier }).click()
    await drawer.getByRole('button', { name: w.bringBack }).first().click()
    await page.keyboard.press('Escape')
    await expect(drawer).toBeHidden()
    await expect(panel).toContainText('42')
    await expectAccessible(page)
    await shoot(`fields-customer-${language}`)

    await page.goto('/customers')
    await page.getByRole('combobox', { name: w.sort, exact: true }).click()
    await page.getByTitle(w.largest, { exact: true }).click()
    const rows = page.getByRole('table').getByRole('row')
    await expect(rows.nth(1)).toContainText(customer.name)
    await page.getByRole('button', { name: new RegExp(`${w.view}$`) }).click()
    await page.getByRole('checkbox', { name: w.visits }).check()
    await page.getByRole('checkbox', { name: w.double }).check()
    await page.getByRole('button', { name: new RegExp(`${w.view}$`) }).click()
    await expect(rows.nth(1)).toContainText('42')
    await page.getByRole('button', { name: new RegExp(`${w.filter}$`) }).click()
    const builder = page.getByRole('dialog', { name: w.filter })
    await builder.getByRole('combobox', { name: w.field }).fill(w.visits)
    await page.keyboard.press('Enter')
    await builder.getByRole('textbox', { name: w.visits }).fill('21')
    await expectAccessible(page)
    await builder.getByRole('button', { name: w.apply }).click()
    await expect(rows).toHaveCount(2)
    await expect(rows.nth(1)).toContainText(customer.name)
    await expectAccessible(page)
    await shoot(`fields-list-${language}`)

    await page.goto('/settings?section=fields')
    const line = (name: string) => page.getByRole('listitem').filter({ hasText: name })
    await line(w.double).getByRole('button', { name: w.archive }).click()
    await expect(page.getByRole('heading', { name: w.archived })).toBeVisible()
    await line(w.visits).getByRole('button', { name: w.remove }).click()
    await expect(drawer).toContainText(w.used)
    await drawer.getByRole('button', { name: w.archive }).click()
    await expect(drawer).toBeHidden()
    await expect(page.getByRole('region', { name: w.archived })).toContainText(w.visits)
  })
}

const listWords = {
  en: {
    view: /View$/,
    level: 'Member level',
    limit: 'Credit limit',
    levels: { gold: 'Gold', silver: 'Silver', bronze: 'Bronze' },
    edit: (field: string) => `Edit ${field}`,
    saved: 'Member level saved',
    undo: 'Undo',
    small: 'At least £0.00.',
    money: '£1,234.50',
    moveTo: /^Move .* to…$/,
    without: 'Without Member level',
    filter: /Filter$/,
    filterTitle: 'Filter',
    field: 'Field',
    value: 'Value',
    apply: 'Apply',
    ownFields: 'Own fields',
  },
  zh: {
    view: /视图$/,
    level: '会员级别',
    limit: '信用额度',
    levels: { gold: '金卡', silver: '银卡', bronze: '铜卡' },
    edit: (field: string) => `编辑${field}`,
    saved: '已保存会员级别',
    undo: '撤销',
    small: '不得小于 £0.00。',
    money: '£1,234.50',
    moveTo: /^将 .* 移至…$/,
    without: '无会员级别',
    filter: /筛选$/,
    filterTitle: '筛选',
    field: '字段',
    value: '值',
    apply: '应用',
    ownFields: '自定义字段',
  },
} as const
type Level = keyof (typeof listWords)['en']['levels']

const option = '.ant-select-item-option'

for (const language of ['en', 'zh'] as const) {
  const theme = language === 'en' ? 'dark' : 'light'
  // A phone has rows without cells.
  test(`a list is changed in its cells and grouped by own fields (${language}) @wide`, async ({
    page,
    prefer,
    signIn,
    shoot,
  }) => {
    const w = listWords[language]
    await prefer(language, theme)
    await signIn('owner')
    const customer = await newFielding(page, { member_level: 'silver' })
    const found = `search=${encodeURIComponent(customer.name)}`
    const levelOf = async (): Promise<Level> => {
      const response = await page.request.get(`/api/custom-values/customer/${customer.id}`)
      return ((await response.json()) as { values: { member_level: Level } }).values.member_level
    }
    const rows = page.getByRole('table').getByRole('row')

    await test.step('columns are added', async () => {
      await page.goto(`/customers?${found}`)
      await expect(rows.nth(1)).toContainText(customer.name)
      await page.getByRole('button', { name: w.view }).click()
      await page.getByRole('checkbox', { name: w.level }).check()
      await page.getByRole('checkbox', { name: w.limit }).check()
      await shoot(`fields-view-${language}`)
      await page.getByRole('button', { name: w.view }).click()
      await expect(rows.nth(1)).toContainText(w.levels.silver)
    })
    const editor = (field: string) => page.getByRole('dialog', { name: w.edit(field) })
    const cell = (field: string) => rows.nth(1).getByRole('button', { name: w.edit(field) })

    await test.step('a choice is made in its cell, and undone', async () => {
      await cell(w.level).click()
      await expect(editor(w.level)).toBeVisible()
      await expectAccessible(page)
      await shoot(`fields-cell-${language}`)
      await page.locator(option).filter({ hasText: w.levels.gold }).click()
      await expect(rows.nth(1)).toContainText(w.levels.gold)
      const said = page.locator('.ant-message').filter({ hasText: w.saved })
      await said.getByRole('button', { name: w.undo }).click()
      await expect(rows.nth(1)).toContainText(w.levels.silver)
      expect(await levelOf()).toBe('silver')
    })
    await test.step('an amount is typed by the keyboard alone, and checked', async () => {
      const list = page.locator('[data-list]')
      await list.focus()
      await page.keyboard.press('ArrowDown')
      const here = page.locator('[data-here=true]')
      // Customer, country, owner, tags, level, limit.
      for (let at = 0; at < 6; at += 1) await page.keyboard.press('ArrowRight')
      await expect(here).toHaveAttribute('data-cell', '5')
      await page.keyboard.press('Enter')
      const box = editor(w.limit).getByRole('textbox', { name: w.limit })
      await box.fill('-5')
      await expect(editor(w.limit).getByRole('alert')).toHaveText(w.small)
      await box.fill('1,234.5')
      await box.press('Enter')
      await expect(here).toContainText(w.money)
      await expect(list).toBeFocused()
    })
    await test.step('the list stands in groups by an own field', async () => {
      await page.goto('/customers?groupBy=custom:member_level')
      const table = page.getByRole('table')
      await expect(table.getByRole('button', { name: w.levels.gold, exact: true, expanded: true })).toBeVisible()
      await expect(table.getByRole('link').nth(4)).toBeVisible()
      await expectAccessible(page)
      await shoot(`fields-groups-${language}`)
      await page.goto(`/customers?groupBy=custom:member_level&${found}`)
      for (const level of Object.values(w.levels))
        await expect(table.getByRole('button', { name: level, exact: true, expanded: true })).toBeVisible()
      await expect(table.getByRole('link')).toHaveText([customer.name])
    })
    await test.step('a card of the board gets the option of its new column', async () => {
      await page.goto(`/customers?layout=kanban&groupBy=custom:member_level&${found}`)
      const column = (title: string) => page.getByRole('region', { name: title, exact: true })
      await expect(column(w.without)).toBeVisible()
      const card = column(w.levels.silver).getByRole('article')
      await card.getByRole('button', { name: w.moveTo }).click()
      await page.getByRole('menuitem', { name: w.levels.gold }).click()
      await expect(column(w.levels.gold).getByRole('article')).toHaveText(new RegExp(customer.name))
      await expect(card).toHaveCount(0)
      expect(await levelOf()).toBe('gold')
      await expectAccessible(page)
      await shoot(`fields-board-${language}`)
    })
  })

  test(`own fields narrow a list and stand in the form of a new customer (${language})`, async ({
    page,
    prefer,
    signIn,
    shoot,
  }) => {
    const w = listWords[language]
    await prefer(language, theme)
    await signIn('owner')
    await page.goto('/customers')
    const rows = page.getByRole('table').getByRole('link')
    await expect(rows.nth(8)).toBeVisible()
    await page.getByRole('search').getByRole('button', { name: w.filter }).first().click()
    const builder = page.getByRole('dialog', { name: w.filterTitle })
    await builder.getByRole('combobox', { name: w.field }).fill(w.level)
    await page.keyboard.press('Enter')
    await builder.getByRole('combobox', { name: w.value }).click()
    await page.locator(option).filter({ hasText: w.levels.gold }).click()
    await builder.getByText(w.filterTitle, { exact: true }).first().click()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await shoot(`fields-filter-${language}`)
    await builder.getByRole('button', { name: w.apply }).click()
    await expect(builder).toBeHidden()
    await expect(page).toHaveURL(/member_level/)
    await expect(rows.nth(8)).toBeHidden()
    await expect(rows.first()).toBeVisible()

    await page.goto('/customers/new')
    const fields = page.getByRole('group', { name: w.ownFields })
    await expect(fields.getByRole('combobox', { name: w.level })).toBeVisible()
    await fields.getByRole('textbox', { name: w.limit }).fill('-5')
    await expect(fields).toContainText(w.small)
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await shoot(`fields-new-customer-${language}`)
  })
}
