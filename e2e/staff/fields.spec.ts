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
    const w = words[language]
    await prefer(language, language === 'en' ? 'light' : 'dark')
    await signIn('owner')
    await page.goto('/settings?section=fields')
    const drawer = page.getByRole('dialog')
    const begin = async (name: string, key: string, type: string) => {
      await page.getByRole('button', { name: w.add }).first().click()
      await drawer.getByRole('textbox', { name: w.labelEn }).fill(language === 'en' ? name : key)
      await drawer.getByRole('textbox', { name: w.labelZh }).fill(language === 'en' ? key : name)
      await drawer.getByRole('combobox', { name: w.type }).click()
      await page.getByTitle(type, { exact: true }).click()
    }
    const saved = async () => {
      await drawer.getByRole('button', { name: w.save }).click()
      await expect(drawer).toBeHidden()
    }
    await begin(w.visits, `visits ${language}`, w.number)
    await saved()
    await begin(w.double, `doubled ${language}`, w.formula)
    const formula = drawer.getByRole('textbox', { name: w.expression })
    await formula.fill(`visits_${language} *`)
    await expect(drawer.getByRole('alert')).toContainText(w.wrong)
    await expectAccessible(page)
    await shoot(`fields-formula-${language}`)
    await formula.fill(`${language === 'en' ? 'shop_visits' : 'visits_zh'} * 2`)
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
