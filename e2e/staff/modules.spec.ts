import { customerRoutes, moduleRoutes } from '@candor/api'
import { teaHouse } from '../../apps/server/src/modules/demo/company.ts'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/fixtures.ts'

const words = {
  en: {
    tasks: 'Tasks',
    points: 'Points',
    duplicates: 'Duplicates and merging',
    sales: 'Quotes and invoices',
    tickets: 'Tickets',
    quotes: 'Quotes',
    off: 'Tasks switched off for everybody',
    nav: 'Main',
    work: 'My work',
    undo: 'Undo',
    no: 'Your company has switched this part off. Whoever manages the settings can switch it on again.',
  },
  zh: {
    tasks: '任务',
    points: '积分',
    duplicates: '重复客户与合并',
    sales: '报价与发票',
    tickets: '工单',
    quotes: '报价单',
    off: '已为所有人关闭任务',
    nav: '主导航',
    work: '我的工作',
    undo: '撤销',
    no: '贵公司已关闭此模块。可由管理设置的同事重新开启。',
  },
} as const

// Of the other company, whose modules no other test needs; by one worker and one after the other, since both switch the same ones.
test.describe.configure({ mode: 'serial' })

for (const language of ['en', 'zh'] as const) {
  // Makes itself as narrow as a phone for the second language.
  test(`modules are switched off for a company and on again (${language}) @wide`, async ({ page, prefer, shoot }) => {
    if (language === 'zh') await page.setViewportSize({ width: 375, height: 812 })
    const w = words[language]
    await prefer(language, language === 'en' ? 'dark' : 'light')
    const [{ email, password }] = teaHouse.staff
    const entered = await page.request.post('/api/auth/sign-in', { data: { email, password } })
    expect(entered.ok()).toBe(true)
    const { version } = (await (await page.request.get(moduleRoutes.get.path)).json()) as { version: number }
    const allOn = await page.request.put(moduleRoutes.set.path, { data: { version, off: [] } })
    expect(allOn.ok()).toBe(true)

    await page.goto('/settings?section=modules')
    const nav = page.getByRole('navigation', { name: w.nav })
    const work = nav.getByRole('link', { name: w.work })
    await expect(work).toBeVisible()
    await page.getByRole('switch', { name: w.tasks, exact: true }).click()
    await expect(page.getByText(w.off)).toBeVisible()
    await expect(work).toHaveCount(0)
    await page.getByRole('button', { name: w.undo }).click()
    await expect(work).toBeVisible()

    const all = [w.tasks, w.points, w.duplicates, w.sales, w.tickets]
    for (const name of all) {
      const control = page.getByRole('switch', { name, exact: true })
      await control.click()
      await expect(control).not.toBeChecked()
      await expect(control).toBeEnabled()
    }
    await expect(work).toHaveCount(0)
    for (const name of [w.tickets, w.quotes]) await expect(nav.getByRole('link', { name, exact: true })).toHaveCount(0)
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await shoot(`modules-${language}`)
    const refused = await page.request.get('/api/tasks', { headers: { 'accept-language': language } })
    expect([refused.status(), ((await refused.json()) as { userMessage: string }).userMessage]).toEqual([403, w.no])

    // Every other page goes on without them, and asks for nothing that is closed.
    const listed = await page.request.get(`${customerRoutes.list.path}?limit=1`)
    const { items } = (await listed.json()) as { items: { id: string }[] }
    for (const path of ['/', '/customers', `/customers/${items[0]!.id}`]) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
      await expect(page.locator('main [role=status][aria-label]')).toHaveCount(0)
    }
    await shoot(`modules-customer-${language}`)

    await page.goto('/settings?section=modules')
    for (const name of all) {
      const control = page.getByRole('switch', { name, exact: true })
      await control.click()
      await expect(control).toBeChecked()
      await expect(control).toBeEnabled()
    }
    await expect(work).toBeVisible()
  })
}
