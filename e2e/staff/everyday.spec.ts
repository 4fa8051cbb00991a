import { companyRoutes, type RouteOutput } from '@candor/api'
import { newCustomer, openCustomer } from '../support/customer.ts'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/fixtures.ts'
import { words } from '../support/words.ts'

const texts = {
  en: {
    similar: /^Nobody is written “/,
    follow: 'Follow',
    following: 'Following',
    followed: 'What you follow',
    stop: (name: string) => `Stop following ${name}`,
    more: /more change shortly before/,
    fewer: /^Hide 1 change before/,
    companies: 'Companies',
    note: 'Log a note, a call or a meeting',
    noteSaved: 'Saved to the timeline',
    editCity: 'Edit City',
    history: 'History',
    restore: 'Restore this value',
    toBin: 'Move to the bin',
    inBin: /^This company is in the bin/,
    restored: (name: string) => `${name} is back`,
    takeBack: 'Restore',
    bin: 'Bin',
  },
  zh: {
    similar: /^没有与“/,
    follow: '关注',
    following: '已关注',
    followed: '您关注的对象',
    stop: (name: string) => `取消关注 ${name}`,
    more: /此前不久还有/,
    fewer: /^收起此前的/,
    companies: '公司',
    note: '记录备注、通话或会面',
    noteSaved: '已存入时间线',
    editCity: '编辑城市',
    history: '历史',
    restore: '恢复此值',
    toBin: '移入回收站',
    inBin: /^该公司在回收站中/,
    restored: (name: string) => `${name} 已还原`,
    takeBack: '还原',
    bin: '回收站',
  },
} as const

for (const language of ['en', 'zh'] as const) {
  const [t, w] = [texts[language], words[language]]

  test(`somebody is found by pinyin and with a slip, and is followed (${language})`, async ({
    page,
    prefer,
    signIn,
    isMobile,
    shoot,
  }) => {
    await prefer(language)
    await signIn('sales')
    // Nobody else of the demo has this name.
    const name = isMobile ? '皇甫梓涵' : '令狐梓轩'
    const [pinyin, slip] = isMobile ? ['huangfu zihan', 'huangfuzihna'] : ['linghu zixuan', 'linghuzixaun']
    const id = await newCustomer(page, { profile: { name, city: 'Whitby' } })

    await page.goto(`/customers?search=${encodeURIComponent(pinyin)}`)
    await expect(page.getByRole('link', { name, exact: true })).toBeVisible()
    await expect(page.getByText(t.similar)).toBeHidden()
    await page.getByLabel(w.searchList).fill(slip)
    await expect(page.getByText(t.similar)).toBeVisible()
    await expect(page.getByRole('link', { name, exact: true })).toBeVisible()
    await expectAccessible(page)
    await shoot(`search-similar-${language}`)

    await openCustomer(page, id)
    await page.getByRole('button', { name: t.follow, exact: true }).click()
    await expect(page.getByRole('button', { name: t.following, exact: true })).toBeVisible()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await page.goto('/notifications')
    await expect(page.getByText(t.followed)).toBeVisible()
    await expect(page.getByRole('link', { name, exact: true })).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('button', { name: t.stop(name) }).click()
    await expect(page.getByRole('link', { name, exact: true })).toBeHidden()
  })

  test(`changes in quick succession are one line, which opens (${language})`, async ({ page, prefer, signIn }) => {
    await prefer(language)
    await signIn('sales')
    const id = await newCustomer(page, { profile: { name: 'Una Marlow', city: 'Whitby' } })
    for (const [at, city] of ['Oban', 'Ayr'].entries()) {
      const data = { version: at + 1, profile: { city } }
      expect((await page.request.patch(`/api/customers/${id}`, { data })).ok()).toBe(true)
    }
    await openCustomer(page, id)
    await expect(page.getByText('Ayr').last()).toBeVisible()
    await page.getByRole('button', { name: t.more }).click()
    await expect(page.getByRole('button', { name: t.fewer })).toBeVisible()
    await expect(page.getByRole('listitem').filter({ hasText: 'Whitby' }).last()).toBeVisible()
    await expectAccessible(page)
  })
}

for (const language of ['en', 'zh'] as const) {
  const t = texts[language]

  test(`a company has notes, earlier values and a bin (${language})`, async ({
    page,
    prefer,
    signIn,
    isMobile,
    shoot,
  }) => {
    await prefer(language)
    await signIn('sales')
    const name = `${isMobile ? 'Saltmarsh' : 'Foreland'} ${Date.now()}`
    const made = await page.request.post(companyRoutes.create.path, { data: { profile: { name, city: 'Oban' } } })
    expect(made.ok(), await made.text()).toBe(true)
    const { id } = (await made.json()) as RouteOutput<typeof companyRoutes.create>
    await page.goto(`/companies/${id}`)
    await page.getByRole('textbox', { name: t.note }).fill('Prefers to be called on Mondays.')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText(t.noteSaved)).toBeVisible()
    await expect(page.getByRole('listitem').filter({ hasText: 'Prefers to be called on Mondays.' })).toBeVisible()

    const city = page.getByRole('button', { name: new RegExp(`^${t.editCity}`) })
    const data = { version: 1, profile: { city: 'Ayr' } }
    expect((await page.request.patch(`/api/companies/${id}`, { data })).ok()).toBe(true)
    await page.reload()
    await expect(city).toHaveText('Ayr')
    await page.getByRole('button', { name: t.history, exact: true }).click()
    const drawer = page.getByRole('dialog')
    await expect(drawer.getByText('Ayr', { exact: true })).toBeVisible()
    await expectAccessible(page)
    await shoot(`company-history-${language}`)
    await drawer.getByRole('button', { name: t.restore }).click()
    await expect(city).toHaveText('Oban')
    await page.keyboard.press('Escape')
    await expect(drawer).toBeHidden()

    await page.getByRole('button', { name: t.toBin }).click()
    await expect(page.getByText(t.inBin)).toBeVisible()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await page.goto(`/companies?search=${encodeURIComponent(name)}&binned=yes`)
    await page.getByRole('link', { name, exact: true }).click()
    await page.getByRole('button', { name: t.takeBack, exact: true }).click()
    await expect(page.getByText(t.restored(name))).toBeVisible()
    await expect(page.getByText(t.inBin)).toBeHidden()
  })
}

// A phone has no keyboard.
test('the palette finds companies by a part of their name @wide', async ({ page, prefer, signIn }) => {
  await prefer('en')
  await signIn('sales')
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const data = { profile: { name: `Marlowe ${Date.now()} Chandlery` } }
  const response = await page.request.post(companyRoutes.create.path, { data })
  expect(response.ok(), await response.text()).toBe(true)
  const { id } = (await response.json()) as RouteOutput<typeof companyRoutes.create>
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search or go to' }).fill(data.profile.name)
  const found = page.getByRole('group', { name: 'Companies' }).getByRole('option', { name: data.profile.name })
  await expect(found).toBeVisible()
  await found.click()
  await expect(page).toHaveURL(new RegExp(`/companies/${id}$`))
  await expect(page.getByRole('heading', { level: 1, name: data.profile.name })).toBeVisible()
})
