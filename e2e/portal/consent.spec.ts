import { readFileSync } from 'node:fs'
import { customerRoutes, type RouteOutput } from '@candor/api'
import { parseReceipt } from '@candor/journal'
import type { Page } from '@playwright/test'
import {
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  test,
  type Language,
  type Theme,
} from '../support/fixtures.ts'
import { signInCustomer } from '../support/portal.ts'

const words = {
  en: {
    title: 'My choices',
    allow: /^Allow Harbour Coalition: News and offers$/,
    none: 'Not allowed: you have not decided.',
    since: /^Allowed since/,
    back: /^Not allowed: you took it back on/,
    undo: 'Undo',
    confirmed: 'Recorded here and on the shared ledger.',
    record: /^Download the record of this choice: News and offers, Harbour Coalition$/,
    news: 'News and offers',
    phone: 'Phone call',
    verify: 'Verify',
    unchanged: /This record is unchanged since/,
    close: 'Close',
    decided: 'What I decided',
    allowed: 'You allowed Harbour Coalition: News and offers',
    refuse: 'No, thank you: Understanding what customers need, Harbour Coalition',
    refused: /^Not allowed: you said no on/,
    insight: 'Understanding what customers need',
    offers: 'Offers that fit you',
    purchases: 'Purchases',
    email: 'E-mail',
  },
  zh: {
    title: '我的授权',
    allow: /^允许 港湾联盟：资讯与优惠$/,
    none: '不允许：您尚未决定。',
    since: /起允许/,
    back: /^不允许：您于.*撤回。$/,
    undo: '撤销',
    confirmed: '已在此记录，并已写入共享账本。',
    record: /^下载本次选择的记录：资讯与优惠，港湾联盟$/,
    news: '资讯与优惠',
    phone: '电话',
    verify: '验证',
    unchanged: /起未被改动/,
    close: '关闭',
    decided: '我的决定',
    allowed: '您允许了 港湾联盟：资讯与优惠',
    refuse: '不用了，谢谢：了解客户需求，港湾联盟',
    refused: /^不允许：您于.*拒绝。$/,
    insight: '了解客户需求',
    offers: '适合您的优惠',
    purchases: '购买记录',
    email: '电子邮件',
  },
} as const

const themes: Record<Language, Theme> = { en: 'light', zh: 'dark' }
/** Customers whom no other journey looks at, one to each width and language. */
const places = ['desktop/en', 'desktop/zh', 'phone/en', 'phone/zh']

const emailOf = async (page: Page, place: string): Promise<string> => {
  const response = await page.request.get(`${customerRoutes.list.path}?sort=createdAt&limit=40`)
  const { items } = (await response.json()) as RouteOutput<typeof customerRoutes.list>
  const reachable = items.flatMap(({ email }) => email ?? [])
  const email = reachable.at(-1 - places.indexOf(place))
  if (email === undefined) throw new Error('The demo has too few customers with an e-mail address.')
  return email
}

for (const language of ['en', 'zh'] as const) {
  const say = words[language]

  test(`a customer allows, changes, takes back, undoes and proves it (${language})`, async ({
    page,
    prefer,
    signIn,
    shoot,
  }, info) => {
    await prefer(language, themes[language])
    await signIn('sales')
    await signInCustomer(page, await emailOf(page, `${info.project.name}/${language}`))
    await page.goto('/portal/choices')
    await expect(page.getByRole('heading', { level: 1, name: say.title })).toBeVisible()
    const news = page.getByRole('region', { name: say.news, exact: true })
    const allow = news.getByRole('switch', { name: say.allow })
    await expect(allow).not.toBeChecked()
    await expect(news.getByText(say.none)).toBeVisible()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await shoot(`portal-choices-${language}`)

    await allow.click()
    await expect(allow).toBeChecked()
    await expect(news.getByText(say.since)).toBeVisible()
    await expect(news.getByText(say.confirmed)).toBeVisible()
    await news.getByRole('checkbox', { name: say.phone }).uncheck()
    await expect(news.getByRole('checkbox', { name: say.phone })).not.toBeChecked()
    await expect(news.getByText(say.confirmed)).toBeVisible()

    await allow.click()
    await expect(allow).not.toBeChecked()
    await expect(news.getByText(say.back)).toBeVisible()
    await news.getByRole('button', { name: say.undo }).click()
    await expect(allow).toBeChecked()
    await expect(news.getByRole('checkbox', { name: say.phone })).not.toBeChecked()
    await expect(news.getByText(say.confirmed)).toBeVisible()

    // Nothing is ticked beforehand; what is ticked first is all that switching on allows.
    const offers = page.getByRole('region', { name: say.offers, exact: true })
    const own = offers.locator('.consent-choice').first()
    await expect(own.getByRole('checkbox', { checked: true })).toHaveCount(0)
    await own.getByRole('checkbox', { name: say.purchases }).check()
    await own.getByRole('checkbox', { name: say.email }).check()
    await own.getByRole('switch').click()
    await expect(own.getByText(say.since)).toBeVisible()
    await expect(own.getByRole('checkbox', { checked: true })).toHaveCount(2)

    const insight = page.getByRole('region', { name: say.insight, exact: true })
    await insight.getByRole('button', { name: say.refuse }).click()
    await expect(insight.getByText(say.refused)).toBeVisible()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await shoot(`portal-choices-made-${language}`)

    const download = page.waitForEvent('download')
    await news.getByRole('link', { name: say.record }).click()
    const file = await download
    expect(file.suggestedFilename()).toMatch(/^consent-[0-9a-f-]{36}\.jsonld$/)
    const record = JSON.parse(readFileSync(await file.path(), 'utf8')) as {
      '@id': string
      'dpv:hasConsentStatus': { '@type': string }
      'candor:proof': { 'candor:receipt': string }
    }
    expect(record['dpv:hasConsentStatus']['@type']).toBe('dpv:ConsentGiven')
    const { entry } = parseReceipt(record['candor:proof']['candor:receipt'])
    expect(record['@id']).toBe(`urn:uuid:${entry.id}`)

    const history = page.getByRole('region', { name: say.decided, exact: true })
    const line = history.locator('.event').filter({ hasText: say.allowed }).first()
    await line.getByRole('button', { name: say.verify, exact: true }).click()
    await expect(page.getByRole('dialog').getByText(say.unchanged)).toBeVisible()
    await page.getByRole('button', { name: say.close }).click()
  })
}
