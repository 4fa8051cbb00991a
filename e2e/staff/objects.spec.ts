import { objectRoutes } from '@candor/api'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/fixtures.ts'

const words = {
  en: {
    add: 'New object',
    nameEn: 'Name of one, in English',
    nameZh: 'Name of one, in Chinese',
    pluralEn: 'Name of many, in English',
    pluralZh: 'Name of many, in Chinese',
    saveObject: 'Save the object',
    one: 'Tea tasting',
    many: 'Tea tastings',
    fields: 'Fields of “Tea tastings”',
    newField: 'New field',
    labelEn: 'Name in English',
    labelZh: 'Name in Chinese',
    type: 'Type',
    number: 'Number',
    saveField: 'Save the field',
    guests: 'Guests',
    title: 'Title',
    newRecord: 'New: Tea tasting',
    save: 'Save',
    first: 'Spring oolong',
    second: 'Winter pu-erh',
    panel: 'Own fields',
    edit: /^Edit Guests/,
    happened: 'What happened',
    added: 'Record added',
    search: 'Search in Tea tastings',
    list: 'Tea tastings',
    toBin: 'Move to the bin',
    inBin: 'Winter pu-erh is in the bin.',
    undo: 'Undo',
    back: 'Winter pu-erh is back.',
    equipment: 'Equipment',
    customer: 'Customer',
    find: 'Search or go to',
  },
  zh: {
    add: '新建对象',
    nameEn: '单数名称（英文）',
    nameZh: '单数名称（中文）',
    pluralEn: '复数名称（英文）',
    pluralZh: '复数名称（中文）',
    saveObject: '保存对象',
    one: '品茶会',
    many: '品茶会',
    fields: '“品茶会”的字段',
    newField: '新建字段',
    labelEn: '英文名称',
    labelZh: '中文名称',
    type: '类型',
    number: '数字',
    saveField: '保存字段',
    guests: '来宾',
    title: '名称',
    newRecord: '新建品茶会',
    save: '保存',
    first: '春季乌龙',
    second: '冬季普洱',
    panel: '自定义字段',
    edit: /^编辑来宾/,
    happened: '动态',
    added: '新增了记录',
    search: '搜索品茶会',
    list: '品茶会',
    toBin: '移入回收站',
    inBin: '已将冬季普洱移入回收站。',
    undo: '撤销',
    back: '已恢复冬季普洱。',
    equipment: '设备',
    customer: '客户',
    find: '搜索或前往',
  },
} as const

for (const language of ['en', 'zh'] as const) {
  test(`a company defines an object of its own and keeps records of it (${language})`, async ({
    page,
    prefer,
    signIn,
    shoot,
  }, info) => {
    const w = words[language]
    // What a first try defined is there still at the second one.
    const key = `tasting_${language}${info.retry === 0 ? '' : `_${info.retry}`}`
    await prefer(language, language === 'en' ? 'light' : 'dark')
    await signIn('owner')

    await page.goto('/settings?section=objects')
    await page.getByRole('button', { name: w.add }).first().click()
    const drawer = page.getByRole('dialog')
    await drawer.getByLabel(w.nameEn).fill('Tea tasting')
    await drawer.getByLabel(w.nameZh).fill('品茶会')
    await drawer.getByLabel(w.pluralEn).fill('Tea tastings')
    await drawer.getByLabel(w.pluralZh).fill('品茶会')
    await drawer.locator('#object-key').fill(key)
    await expectAccessible(page)
    await shoot(`objects-form-${language}`)
    await drawer.getByRole('button', { name: w.saveObject }).click()
    await expect(page.getByRole('heading', { name: w.fields })).toBeVisible()
    await expect(page.getByRole('list', { name: w.fields })).toContainText(w.title)

    await page.getByRole('button', { name: w.newField }).click()
    await drawer.getByRole('textbox', { name: w.labelEn }).fill('Guests')
    await drawer.getByRole('textbox', { name: w.labelZh }).fill('来宾')
    await drawer.getByRole('combobox', { name: w.type }).click()
    await page.getByTitle(w.number, { exact: true }).click()
    await drawer.getByRole('button', { name: w.saveField }).click()
    await expect(drawer).toBeHidden()
    await expect(page.getByRole('list', { name: w.fields })).toContainText(w.guests)
    await expectNoSidewaysScroll(page)

    await page.goto(`/objects/${key}/new`)
    await page.getByRole('textbox', { name: w.title, exact: true }).fill(w.first)
    await page.getByRole('textbox', { name: w.guests, exact: true }).fill('12')
    await page.getByRole('button', { name: w.save, exact: true }).click()
    await expect(page.getByRole('heading', { name: w.first, level: 1 })).toBeVisible()
    const panel = page.getByRole('region', { name: w.panel })
    await panel.getByRole('button', { name: w.edit }).click()
    await panel.getByRole('textbox', { name: w.guests }).fill('15')
    await page.keyboard.press('Enter')
    await expect(panel.getByRole('button', { name: w.edit })).toContainText('15')
    await expect(page.getByRole('region', { name: w.happened })).toContainText(w.added)
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await shoot(`objects-record-${language}`)

    const added = await page.request.post(objectRoutes.add.path.replace(':object', key), {
      data: { values: { title: w.second, guests: 3 } },
    })
    expect(added.status()).toBe(201)
    await page.goto(`/objects/${key}?sort=custom%3Aguests`)
    const links = page.getByRole('link', { name: new RegExp(`^(${w.first}|${w.second})$`) })
    await expect(links).toHaveText([w.second, w.first])
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await shoot(`objects-list-${language}`)
    await page.getByRole('textbox', { name: w.search }).fill(w.second.slice(0, 4))
    await expect(links).toHaveText([w.second])
    await links.click()
    await page.getByRole('button', { name: w.toBin }).click()
    await expect(page.getByText(w.inBin)).toBeVisible()
    await page.getByRole('button', { name: w.undo, exact: true }).click()
    await expect(page.getByText(w.back)).toBeVisible()

    // The demo keeps equipment that stands with customers: it is on their pages too.
    await page.goto('/objects/equipment')
    const kept = page.getByRole('link', { name: /^(Display cabinet, oak|橡木展示柜)$/ }).first()
    await kept.click()
    const { customer, title } = await (async () => {
      const response = await page.request.get(
        `${objectRoutes.records.path.replace(':object', 'equipment')}?custom=owner`,
      )
      const { items } = (await response.json()) as { items: { title: string; custom: { owner: string } }[] }
      return { customer: items.at(-1)!.custom.owner, title: items.at(-1)!.title }
    })()
    await page.goto(`/customers/${customer}`)
    if (language === 'zh') await page.getByTitle('档案', { exact: true }).click()
    await expect(page.getByRole('region', { name: new RegExp(`^${w.equipment}`) })).toContainText(title)
  })
}
