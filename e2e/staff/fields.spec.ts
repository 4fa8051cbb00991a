import { bestCustomer, openCustomer } from '../support/customer.ts'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/fixtures.ts'

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
  test(`a company defines fields, fills them in and archives them (${language})`, async ({
    page,
    prefer,
    signIn,
    shoot,
  }, info) => {
    test.skip(info.project.name !== 'desktop', 'the phone sees the pages in pages.spec.ts')
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

    const customer = await bestCustomer(page, language === 'en' ? 3 : 4)
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
    await page.getByRole('button', { name: w.view, exact: true }).click()
    await page.getByRole('checkbox', { name: w.visits }).check()
    await page.getByRole('checkbox', { name: w.double }).check()
    await page.getByRole('button', { name: w.view, exact: true }).click()
    await expect(rows.nth(1)).toContainText('42')
    await page.getByRole('button', { name: w.filter, exact: true }).click()
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
