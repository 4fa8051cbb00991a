import { baseURL } from '../support/address.ts'
import { bestCustomer, openCustomer } from '../support/customer.ts'
import { tamper } from '../support/database.ts'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/fixtures.ts'
import { openShop } from '../support/shop.ts'

const words = {
  en: {
    sources: 'Sources',
    live: 'Live',
    schemas: 'Schemas',
    add: 'Add a source',
    name: 'Name',
    origins: 'Websites whose pages may send',
    keep: 'What they do, without names or addresses',
    submit: 'Add and show the key',
    done: 'I have put it in its place',
    page: 'Page',
    visitor: 'a visitor',
    customer: 'a customer',
    declare: 'Declare',
    declared: 'Declared',
    behaviour: 'Behaviour',
    show: 'Show each',
    verify: 'Prove this event',
    proved: /whose seal is in the journal/,
    revoke: 'Revoke',
  },
  zh: {
    sources: '来源',
    live: '实时',
    schemas: '结构',
    add: '添加来源',
    name: '名称',
    origins: '允许其页面发送的网站',
    keep: '其操作，不含姓名与地址',
    submit: '添加并显示密钥',
    done: '我已妥善放置',
    page: '页面',
    visitor: '访客',
    customer: '客户',
    declare: '声明',
    declared: '已声明',
    behaviour: '行为',
    show: '逐个显示',
    verify: '证明此事件',
    proved: /已在日志中封存/,
    revoke: '撤销',
  },
} as const

/** A customer agrees to be studied, as if they had done so in the portal before. */
const agree = async (customerId: string): Promise<void> => {
  await tamper(
    `insert into consent_decision (organisation_id, customer_id, purpose_id, recipient_id, number, state, notice_version,
       categories, channels, decided_at, entry_id, member, content, nonce, attempts)
     select c.organisation_id, c.id, p.id, r.id, 1, 'granted', 1, array[k.id], '{}', now(), c.entry_id, 1,
            sha256(c.id::text::bytea), 1, 0
       from customer c
       join consent_purpose p on p.organisation_id = c.organisation_id and p.slug = 'insight'
       join consent_term r on r.organisation_id = c.organisation_id and r.kind = 'recipient' and r.slug = 'self'
       join consent_term k on k.organisation_id = c.organisation_id and k.kind = 'category' and k.slug = 'behaviour'
      where c.id = $1 on conflict do nothing`,
    [customerId],
  )
}

for (const language of ['en', 'zh'] as const) {
  test(`a website sends events with Segment’s own browser library, and staff see them come (${language})`, async ({
    page,
    context,
    prefer,
    signIn,
    shoot,
    isMobile,
  }) => {
    const w = words[language]
    await prefer(language, language === 'en' ? 'light' : 'dark')
    await signIn('owner')
    const customer = await bestCustomer(page, language === 'en' ? 2 : 3)
    await agree(customer.id)
    let writeKey = ''
    const shop = await openShop(baseURL, () => writeKey)
    try {
      await page.goto('/events')
      await page.getByText(w.sources, { exact: true }).click()
      await page.getByRole('button', { name: w.add }).click()
      const dialog = page.getByRole('dialog')
      const name = `Tea ${language}${isMobile ? ' phone' : ''}`
      await dialog.getByLabel(w.name, { exact: true }).fill(name)
      await dialog.getByLabel(w.origins).fill(shop.origin)
      await dialog.getByLabel(w.origins).press('Enter')
      await dialog.getByText(w.keep).click()
      await expectAccessible(page)
      await dialog.getByRole('button', { name: w.submit }).click()
      writeKey = (await page.getByTestId('write-key').textContent()) ?? ''
      expect(writeKey).toMatch(/^cw_/)
      await expect(page.locator('pre')).toContainText(writeKey)
      await expectAccessible(page)
      await shoot(`events-key-${language}`)
      await page.getByRole('button', { name: w.done }).click()
      await page.getByText(w.live, { exact: true }).click()

      const visitor = await context.newPage()
      await visitor.goto(`${shop.origin}/#${customer.reference ?? ''}`)
      const shown = page.getByRole('listitem').filter({ hasText: name })
      await expect(shown.filter({ hasText: w.page }).first()).toBeVisible()
      await visitor.locator('#buy').click()
      await expect(shown.filter({ hasText: 'Product Viewed' }).filter({ hasText: w.visitor })).toBeVisible()
      await visitor.locator('#in').click()
      await visitor.locator('#buy').click()
      await expect(shown.filter({ hasText: 'Product Viewed' }).filter({ hasText: w.customer }).first()).toBeVisible()
      await expectAccessible(page)
      await expectNoSidewaysScroll(page)
      await shoot(`events-live-${language}`)

      await page.getByText(w.schemas, { exact: true }).click()
      const schema = page.getByRole('listitem').filter({ hasText: 'Product Viewed' })
      await expect(schema).toContainText('price')
      if (language === 'en' && !isMobile) {
        await schema.getByRole('button', { name: w.declare }).click()
        await expectAccessible(page)
        await page.getByRole('dialog').getByRole('button', { name: w.declare, exact: true }).click()
        await expect(schema).toContainText(w.declared)
      }
      await expectAccessible(page)
      await shoot(`events-schemas-${language}`)
      await visitor.close()

      await openCustomer(page, customer.id)
      const part = isMobile
        ? page.locator('.ant-segmented').getByText(w.behaviour)
        : page.getByRole('tab', { name: w.behaviour })
      await part.click()
      const visit = page.getByRole('listitem').filter({ hasText: name }).first()
      await expect(visit).toContainText('Product Viewed')
      await visit.getByRole('button', { name: w.show }).click()
      await visit.getByRole('button', { name: w.verify }).first().click()
      await expect(visit.getByText(w.proved)).toBeVisible()
      await expectNoSidewaysScroll(page)
      await shoot(`events-customer-${language}`)
    } finally {
      await shop.close()
    }
  })
}

test('sales do not see where events come from; auditors see it and change nothing @wide', async ({
  page,
  prefer,
  signIn,
}) => {
  await prefer('en')
  await signIn('sales')
  await page.goto('/events')
  await expect(page.getByRole('heading', { name: 'This page is not for your role' })).toBeVisible()
  await signIn('auditor')
  await page.goto('/events')
  await expect(page.getByRole('heading', { level: 1, name: 'Behaviour events' })).toBeVisible()
  await page.getByText('Sources', { exact: true }).click()
  await expect(page.getByRole('button', { name: 'Add a source' })).toHaveCount(0)
})
