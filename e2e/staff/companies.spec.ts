import type { Page } from '@playwright/test'
import { newCustomer, openCustomer } from '../support/customer.ts'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/fixtures.ts'
import { words } from '../support/words.ts'

const texts = {
  en: {
    companies: 'Companies',
    search: 'Search name, register number, web or e-mail address',
    newCompany: 'New company',
    name: 'Name',
    add: 'Add company',
    editCity: /^Edit City/,
    verify: 'Verify',
    unchanged: /This record is unchanged since/,
    addPerson: 'Add a person',
    who: 'Customer',
    position: 'Position',
    save: 'Save',
    worksAt: /Works at/,
    addEmail: /^Add.* E-mail$/,
    bold: 'Bold',
    noteSaved: 'Saved to the timeline',
    pin: 'Pin above the timeline',
    pinned: 'Pinned',
    addRelation: 'Add a relation',
    household: 'in one household with',
    find: 'Of whom',
    addFiles: 'Add files',
    history: 'History',
    restore: 'Restore this value',
    citySaved: 'City saved',
    email: 'E-mail',
    saved: 'E-mail addresses saved',
    more: /What to do with/,
    makePrimary: 'Make it the primary one',
  },
  zh: {
    companies: '公司',
    search: '搜索名称、注册号、网址或邮箱',
    newCompany: '新建公司',
    name: '名称',
    add: '添加公司',
    editCity: /^编辑城市/,
    verify: '验证',
    unchanged: words.zh.unchanged,
    addPerson: '添加人员',
    who: '客户',
    position: '职位',
    save: '保存',
    worksAt: /任职于/,
    addEmail: /添加.*邮箱$/,
    bold: '粗体',
    noteSaved: '已存入时间线',
    pin: '置顶到时间线上方',
    pinned: '已置顶',
    addRelation: '添加关系',
    household: '同住家庭成员',
    find: '对方',
    addFiles: '添加文件',
    history: '历史',
    restore: '恢复此值',
    citySaved: '城市已保存',
    email: '邮箱',
    saved: '邮箱已保存',
    more: /的操作/,
    makePrimary: '设为主要',
  },
}

/** Somebody whom no other test knows. */
const somebody = async (page: Page) => {
  const name = `Quill ${String(Date.now()).slice(-7)}`
  const email = `${name.toLowerCase().replace(' ', '.')}@example.com`
  return { name, email, id: await newCustomer(page, { profile: { name, email, city: 'Whitby' } }) }
}

for (const language of ['en', 'zh'] as const) {
  const t = texts[language]

  test(`a company is added, gets a contact, and both tell of it (${language})`, async ({
    page,
    prefer,
    signIn,
    isMobile,
    shoot,
  }) => {
    await prefer(language, language === 'zh' ? 'dark' : 'light')
    await signIn('sales')
    await page.goto('/companies')
    await expect(page.getByRole('heading', { level: 1, name: t.companies })).toBeVisible()
    await page.getByLabel(t.search).fill('Lantern')
    await expect(page.getByRole('link', { name: 'Lantern Street Books' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'Quayside Catering' })).toBeHidden()
    await expectAccessible(page)
    await shoot(`companies-${language}`)

    await page.goto('/companies/new')
    const name = `${language} ${isMobile ? 'phone' : 'desk'} ${Date.now()}`
    await page.getByLabel(t.name, { exact: true }).fill(name)
    await page.getByRole('button', { name: t.add }).click()
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()

    await page.getByRole('button', { name: t.editCity }).click()
    await page.keyboard.type('Oban')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: t.editCity })).toHaveText('Oban')

    const customer = await somebody(page)
    await page.getByRole('button', { name: t.addPerson }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(t.who).first().fill(customer.name)
    await page.locator('.ant-select-item-option').filter({ hasText: customer.name }).click()
    await dialog.getByLabel(t.position).fill('Buyer')
    await dialog.getByRole('button', { name: t.save }).click()
    await expect(page.getByRole('link', { name: customer.name })).toBeVisible()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await shoot(`company-${language}`)

    await page.getByRole('button', { name: t.verify, exact: true }).first().click()
    await expect(page.getByRole('dialog').getByText(t.unchanged)).toBeVisible({ timeout: 45_000 })
    await page.keyboard.press('Escape')

    await openCustomer(page, customer.id)
    await expect(page.getByText(t.worksAt).first()).toBeVisible()
  })

  test(`a customer gets a second e-mail address that becomes the primary one (${language})`, async ({
    page,
    prefer,
    signIn,
    isMobile,
  }) => {
    await prefer(language)
    await signIn('sales')
    const customer = await somebody(page)
    await openCustomer(page, customer.id)
    if (isMobile) await page.locator('.ant-segmented-item-label').filter({ hasText: words[language].profile }).click()
    const address = `second.${language}.${isMobile ? 'p' : 'd'}${Date.now()}@example.org`
    await page.getByRole('button', { name: t.addEmail }).click()
    await page.getByRole('textbox', { name: t.email }).fill(address)
    await page.keyboard.press('Enter')
    await expect(page.getByText(t.saved)).toBeVisible()
    await page.getByRole('button', { name: `${language === 'en' ? 'What to do with ' : '对 '}${address}` }).click()
    await page.getByRole('menuitem', { name: t.makePrimary }).click()
    await expect
      .poll(async () => {
        const answer = await page.request.get(`/api/customers/${customer.id}`)
        return ((await answer.json()) as { email: string }).email
      })
      .toBe(address)
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
  })

  // The same parts stand behind sections on a phone.
  test(`a customer has pinned notes, relations, files and a history (${language}) @wide`, async ({
    page,
    prefer,
    signIn,
    shoot,
  }) => {
    await prefer(language)
    await signIn('sales')
    const customer = await somebody(page)
    const other = await somebody(page)
    await openCustomer(page, customer.id)

    const text = `urgent ${language} ${Date.now()}`
    await page.getByLabel(words[language].noteBox).fill(`**${text}**`)
    await page.keyboard.press('Control+Enter')
    await expect(page.locator('strong', { hasText: text }).first()).toBeVisible()
    const entry = page.getByRole('listitem').filter({ hasText: text }).first()
    await entry.getByRole('button', { name: t.pin }).click()
    await expect(page.getByRole('heading', { name: t.pinned })).toBeVisible()

    await page.getByRole('button', { name: t.addRelation }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(t.find).first().fill(other.name)
    await page.locator('.ant-select-item-option').filter({ hasText: other.name }).click()
    await dialog.getByRole('button', { name: t.save }).click()
    await expect(page.getByRole('link', { name: other.name }).first()).toBeVisible()

    const name = `${language}-${Date.now()}.txt`
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: t.addFiles }).click()
    await (await chooser).setFiles({ name, mimeType: 'text/html', buffer: Buffer.from('<b>kept</b>') })
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name }).click()
    expect((await download).suggestedFilename()).toBe(name)

    const before = (await page.getByRole('button', { name: t.editCity }).textContent()) ?? ''
    await page.getByRole('button', { name: t.editCity }).click()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('Elsewhere')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: t.editCity })).toHaveText('Elsewhere')
    await page.getByRole('button', { name: new RegExp(`${t.history}$`) }).click()
    await expectAccessible(page)
    await shoot(`history-${language}`)
    await page.getByRole('button', { name: t.restore }).first().click()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: t.editCity })).toHaveText(before)
  })
}
