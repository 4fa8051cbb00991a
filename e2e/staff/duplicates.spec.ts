import type { Page } from '@playwright/test'
import { newCustomer } from '../support/customer.ts'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/fixtures.ts'
import { languages } from '../support/words.ts'

const words = {
  en: {
    title: 'Duplicates',
    compare: /^Compare (all customers|again)$/,
    warning: /A customer like this is there already|customers like this are there already/,
    name: 'Name',
    email: 'E-mail',
    undo: 'Undo',
    undone: 'Undone',
    merged: (name: string) => `Merged into ${name}`,
    different: 'Noted as two different customers',
    mergedCustomers: 'Merged customers',
    part: 'Part again',
    partYes: 'Part them',
    parted: (name: string) => `${name} is a customer of their own again`,
    bulk: 'Merge all likely ones',
    close: 'Close',
  },
  zh: {
    title: '重复客户',
    compare: /^(比对全部客户|重新比对)$/,
    warning: /已有.*相似的客户/,
    name: '姓名',
    email: '邮箱',
    undo: '撤销',
    undone: '已撤销',
    merged: (name: string) => `已合并到${name}`,
    different: '已标记为两位不同的客户',
    mergedCustomers: '已合并的客户',
    part: '重新拆分',
    partYes: '拆分',
    parted: (name: string) => `${name} 已恢复为独立客户`,
    bulk: '合并所有可能的重复',
    close: '关闭',
  },
} as const

/** The newest comparison of all customers. */
const newestScan = async (page: Page): Promise<{ id: string; state: string } | null> => {
  const response = await page.request.get('/api/duplicates/overview')
  return ((await response.json()) as { scan: { id: string; state: string } | null }).scan
}

/** Compares all customers, once whoever else does so is done. */
const compare = async (page: Page, button: RegExp): Promise<void> => {
  const before = await newestScan(page)
  await expect(async () => {
    await page.goto('/duplicates')
    await page.getByRole('button', { name: button }).click({ timeout: 3000 })
    await expect.poll(async () => (await newestScan(page))?.id, { timeout: 3000 }).not.toBe(before?.id)
  }).toPass()
  await expect.poll(async () => (await newestScan(page))?.state).toBe('completed')
  await page.goto('/duplicates')
  await expect(page.getByRole('radiogroup').first()).toBeVisible()
}

/** Goes on by the keyboard until the pair of two names is there. */
const reach = async (page: Page, names: readonly string[]): Promise<void> => {
  for (let step = 0; step < 20; step += 1) {
    const shown = await page.getByRole('main').getByRole('link').allTextContents()
    if (names.every((name) => shown.includes(name))) return
    await page.keyboard.press('j')
  }
  throw new Error(`no pair of ${names.join(' and ')}`)
}

for (const language of languages) {
  const w = words[language]
  const mark = language === 'en' ? 'Quillfeather' : 'Thistlewood'

  // The keys are not on a phone.
  test(`two customers are found while typing, compared, told apart, merged and parted (${language}) @wide`, async ({
    page,
    prefer,
    signIn,
    shoot,
  }) => {
    await prefer(language)
    await signIn('owner')
    const email = `zita.${mark.toLowerCase()}@example.com`
    const [zita, slip] = [`Zita ${mark}`, `Zitta ${mark}`]
    await newCustomer(page, {
      profile: { name: zita, email, phone: '+44 7700 900371', city: 'Whitby', country: 'United Kingdom' },
    })

    await page.goto('/customers/new')
    await page.getByLabel(w.name, { exact: true }).fill(slip)
    await page.getByLabel(w.email, { exact: true }).fill(email.toUpperCase())
    await expect(page.getByText(w.warning)).toBeVisible()
    await expect(page.getByRole('link', { name: zita })).toBeVisible()
    await expectAccessible(page)
    await shoot(`duplicates-warning-${language}`)

    await newCustomer(page, {
      profile: { name: slip, email: email.replace('.com', '.org'), phone: '07700 900371', city: 'Whitby' },
    })
    await compare(page, w.compare)
    await expect(page.getByRole('heading', { level: 1, name: w.title })).toBeVisible()
    await reach(page, [zita, slip])
    await expectAccessible(page)
    await shoot(`duplicates-${language}`)

    await page.keyboard.press('n')
    await expect(page.getByText(w.different)).toBeVisible()
    await page.getByRole('button', { name: w.undo }).last().click()
    await expect(page.getByText(w.undone)).toBeVisible()
    await reach(page, [zita, slip])

    // The right-hand name, then the left-hand customer takes the other one in.
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    const name = page.getByRole('radiogroup', { name: w.name }).getByRole('radio', { checked: true })
    const chosen = ((await name.textContent()) ?? '').trim()
    expect([zita, slip]).toContain(chosen)
    await page.keyboard.press('m')
    await expect(page.getByText(w.merged(chosen === zita ? slip : zita))).toBeVisible()

    const { items } = (await (await page.request.get(`/api/customers?search=${mark}`)).json()) as {
      items: { id: string; name: string }[]
    }
    expect(items.map((item) => item.name)).toEqual([chosen])
    await page.goto(`/customers/${items[0]!.id}`)
    await expect(page.getByRole('heading', { name: w.mergedCustomers })).toBeVisible()
    await shoot(`customer-merged-${language}`)
    await page.getByRole('button', { name: w.part }).click()
    await page.getByRole('button', { name: w.partYes, exact: true }).click()
    await expect(page.getByText(/Z/).first()).toBeVisible()
    await expect(page.getByRole('heading', { name: w.mergedCustomers })).toHaveCount(0)
    const both = (await (await page.request.get(`/api/customers?search=${mark}`)).json()) as { items: unknown[] }
    expect(both.items).toHaveLength(2)
  })

  test(`the page of duplicates fits a phone and the dark (${language})`, async ({ page, prefer, signIn, shoot }) => {
    await prefer(language, 'dark')
    await signIn('owner')
    await page.goto('/duplicates')
    await expect(page.getByRole('button', { name: w.compare }).or(page.getByRole('progressbar')).first()).toBeVisible()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await shoot(`duplicates-dark-${language}`)
  })
}
