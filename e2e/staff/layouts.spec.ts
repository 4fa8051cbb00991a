import { customerRoutes, layoutRoutes } from '@candor/api'
import { teaHouse } from '../../apps/server/src/modules/demo/company.ts'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/fixtures.ts'

const words = {
  en: {
    parts: 'Parts of the page',
    fields: 'Own fields',
    hide: 'Show “Files”',
    up: 'Move “Credit limit” up',
    save: 'Save the layout',
    saved: 'The layout was saved.',
    reset: 'As it was at first',
    gone: 'The usual layout holds again.',
    files: 'Files',
    first: 'Credit limit',
    second: 'Birthday',
    tab: 'Profile',
  },
  zh: {
    parts: '页面各部分',
    fields: '自定义字段',
    hide: '显示“文件”',
    up: '上移“信用额度”',
    save: '保存布局',
    saved: '布局已保存。',
    reset: '恢复默认',
    gone: '已恢复默认布局。',
    files: '文件',
    first: '信用额度',
    second: '生日',
    tab: '档案',
  },
} as const

// Of the other company, whose pages no other test looks at so closely; one after the other, since both lay out the same one.
test.describe.configure({ mode: 'serial' })

for (const language of ['en', 'zh'] as const) {
  // Makes itself as narrow as a phone for the second language.
  test(`a page is laid out for everybody and as it was again (${language}) @wide`, async ({ page, prefer, shoot }) => {
    const isPhone = language === 'zh'
    // So high that bars above and below cover nothing of the long lists.
    if (isPhone) await page.setViewportSize({ width: 375, height: 2400 })
    const w = words[language]
    await prefer(language, language === 'en' ? 'dark' : 'light')
    const [{ email, password }] = teaHouse.staff
    const entered = await page.request.post('/api/auth/sign-in', { data: { email, password } })
    expect(entered.ok()).toBe(true)
    const { version } = (await (await page.request.get(layoutRoutes.get.path)).json()) as { version: number }
    const none = await page.request.put(layoutRoutes.set.path, { data: { version, layouts: [] } })
    expect(none.ok()).toBe(true)
    const listed = await page.request.get(`${customerRoutes.list.path}?limit=1`)
    const { items } = (await listed.json()) as { items: { id: string }[] }
    const openCustomer = async () => {
      await page.goto(`/customers/${items[0]!.id}`)
      if (isPhone) await page.getByTitle(w.tab, { exact: true }).click()
      await expect(page.getByRole('region', { name: w.fields })).toContainText(w.first)
    }
    const labels = page.getByRole('region', { name: w.fields }).locator('dt')
    const files = page.getByRole('region', { name: w.files, exact: true })

    await openCustomer()
    await expect(files).toBeVisible()
    const before = await labels.allTextContents()
    expect(before.indexOf(w.second)).toBeLessThan(before.indexOf(w.first))

    await page.goto('/settings?section=layouts')
    const hide = page.getByRole('switch', { name: w.hide, exact: true })
    await hide.focus()
    await page.keyboard.press('Space')
    await expect(hide).not.toBeChecked()
    await page.getByRole('button', { name: w.up, exact: true }).click()
    await expect(page.getByRole('list', { name: w.fields }).getByRole('listitem').nth(1)).toContainText(w.first)
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await shoot(`layouts-${language}`)
    await page.getByRole('button', { name: w.save }).click()
    await expect(page.getByText(w.saved)).toBeVisible()

    await openCustomer()
    await expect(files).toHaveCount(0)
    const after = await labels.allTextContents()
    expect(after.indexOf(w.first)).toBeLessThan(after.indexOf(w.second))

    await page.goto('/settings?section=layouts')
    await expect(hide).not.toBeChecked()
    await page.getByRole('button', { name: w.reset }).click()
    await expect(page.getByText(w.gone)).toBeVisible()
    await expect(hide).toBeChecked()
    await openCustomer()
    await expect(files).toBeVisible()
  })
}
