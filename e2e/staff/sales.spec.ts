import { bestCustomer, openCustomer } from '../support/customer.ts'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/fixtures.ts'
import { joinAs } from '../support/newcomer.ts'

const words = {
  en: {
    profile: 'Profile',
    panel: 'Quotes and invoices',
    newQuote: 'New quote',
    title: 'What for',
    addLine: 'Add a line',
    line: 'Line 1',
    description: 'Description',
    quantity: 'Quantity',
    price: 'Price',
    tax: 'Tax %',
    send: 'Send to customer',
    quote: /^Quote Q-\d+-\d+$/,
    total: /45\.00/,
    name: 'Your name',
    accept: /^Accept for/,
    accepted: /^Accepted by Robin Buyer/,
    invoice: 'Make invoice',
    issue: 'Issue',
    issued: /^Invoice INV-\d+-\d+$/,
    pay: 'Record payment',
    amount: /^Amount in/,
    save: 'Save',
    payments: 'Payments',
    payment: 'Payment',
    pdf: 'PDF',
  },
  zh: {
    profile: '档案',
    panel: '报价单与发票',
    newQuote: '新建报价单',
    title: '事项',
    addLine: '添加一行',
    line: '第 1 行',
    description: '说明',
    quantity: '数量',
    price: '单价',
    tax: '税率 %',
    send: '发送给客户',
    quote: /^报价单 Q-\d+-\d+$/,
    total: /45\.00/,
    name: '您的姓名',
    accept: /^接受/,
    accepted: /^Robin Buyer 已于/,
    invoice: '生成发票',
    issue: '开具',
    issued: /^发票 INV-\d+-\d+$/,
    pay: '登记付款',
    amount: /^金额（/,
    save: '保存',
    payments: '收付款',
    payment: '付款',
    pdf: '下载 PDF',
  },
} as const

for (const language of ['en', 'zh'] as const) {
  const w = words[language]
  test(`a quote is accepted by its link, invoiced and paid (${language})`, async ({
    page,
    prefer,
    isMobile,
    shoot,
  }) => {
    await prefer(language, language === 'en' ? 'light' : 'dark')
    await joinAs(page, 'sales')

    // Written on a customer's page, by the keyboard.
    const customer = await bestCustomer(page)
    await openCustomer(page, customer.id)
    if (isMobile) await page.locator('.ant-segmented-item-label').filter({ hasText: w.profile }).click()
    await page.getByRole('region', { name: w.panel, exact: true }).getByRole('button', { name: w.newQuote }).click()
    await page.getByLabel(w.title, { exact: true }).fill('Blue kettles')
    await page.getByRole('button', { name: w.addLine }).click()
    const line = page.getByRole('group', { name: w.line, exact: true })
    await expect(line.getByLabel(w.description, { exact: true })).toBeFocused()
    await page.keyboard.type('Kettle, blue')
    await line.getByLabel(w.quantity, { exact: true }).fill('3')
    await line.getByLabel(w.price, { exact: true }).fill('12.50')
    await line.getByLabel(w.tax, { exact: true }).fill('20')
    await expect(page.getByRole('definition').filter({ hasText: w.total })).toBeVisible()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await shoot(`quote-draft-${language}`)
    await page.getByRole('button', { name: w.send }).click()
    await expect(page.getByRole('heading', { level: 1, name: w.quote })).toBeVisible()
    const address = new URL((await page.getByRole('link', { name: /\/portal\/quote#/ }).getAttribute('href')) ?? '')
    const staffPage = page.url()

    // Accepted by whoever has the link, in a browser that is signed in nowhere.
    await page.goto('/health')
    const cookies = await page.context().cookies()
    await page.context().clearCookies()
    await page.goto(`${address.pathname}${address.hash}`)
    await expect(page.getByRole('heading', { level: 1, name: w.quote })).toBeVisible()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await shoot(`quote-link-${language}`)
    await page.getByLabel(w.name, { exact: true }).fill('Robin Buyer')
    await page.getByRole('button', { name: w.accept }).click()
    await expect(page.getByText(w.accepted)).toBeVisible()

    // Invoiced and paid.
    await page.context().addCookies(cookies)
    await page.goto(staffPage)
    await page.getByRole('button', { name: w.invoice, exact: true }).click()
    await page.getByRole('button', { name: w.issue, exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: w.issued })).toBeVisible()
    await page.getByRole('button', { name: w.pay, exact: true }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByLabel(w.amount)).toHaveValue('45.00')
    await dialog.getByRole('button', { name: w.save }).click()
    const payments = page.getByRole('region', { name: w.payments, exact: true })
    await expect(payments.getByRole('listitem').getByText(w.payment, { exact: true })).toBeVisible()
    await expect(page.getByRole('button', { name: w.pay, exact: true })).toHaveCount(0)
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await shoot(`invoice-paid-${language}`)
    const file = (await page.getByRole('link', { name: w.pdf }).getAttribute('href')) ?? ''
    const pdf = await page.request.get(file)
    expect(pdf.headers()['content-type']).toBe('application/pdf')
  })
}
