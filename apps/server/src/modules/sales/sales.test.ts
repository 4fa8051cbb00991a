import type { Product, SalesDocument, SalesFacts, SalesMove, SalesSummary, TimelineItem } from '@candor/api'
import { addDays } from '@candor/calendar'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { auditFindings } from '../../links/audit-testing.ts'
import { eventually, testServer, type SignedIn, type TestServer } from '../../testing/index.ts'

let server: TestServer
let sales: SignedIn
let manager: SignedIn
let stranger: SignedIn
let customer: string
let me: SignedIn
let tea: string

type Answer<Body> = { readonly status: number; readonly body: Body }
type Made = { readonly id: string; readonly version: number; readonly entryId: string; readonly open: string }
type Page<Item> = { readonly items: Item[]; readonly nextCursor: string | null }
type Problem = { readonly code: string; readonly errors?: { readonly path: string }[] }

const ask = async <Body = Made & Problem>(
  who: SignedIn | undefined,
  url: string,
  payload?: object,
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' = payload === undefined ? 'GET' : 'POST',
): Promise<Answer<Body>> => {
  const response = await server.app.inject({ method, url, headers: who?.headers ?? {}, ...(payload && { payload }) })
  return { status: response.statusCode, body: response.json() }
}
const base = '/api/sales-documents'
const made = async (given: object = {}, who = sales): Promise<Made> => {
  const lines = [{ product: tea, quantity: '2.5' }]
  const { status, body } = await ask(who, base, { kind: 'quote', customer, currency: 'GBP', lines, ...given })
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}
const act = async (id: string, what: string, payload: object, who = sales) => ask(who, `${base}/${id}/${what}`, payload)
const done = async (id: string, what: string, payload: object, who = sales): Promise<Made> => {
  const { status, body } = await act(id, what, payload, who)
  expect(status, JSON.stringify(body)).toBeLessThan(300)
  return body
}
const documentOf = async (id: string): Promise<SalesDocument> => (await ask<SalesDocument>(sales, `${base}/${id}`)).body
const listed = async (query: string): Promise<string[]> =>
  (await ask<Page<SalesSummary>>(sales, `${base}?${query}`)).body.items.map(({ id }) => id)
const sentQuote = async (given: object = {}): Promise<string> => {
  const { id } = await made(given)
  await done(id, 'send', { version: 1 })
  return id
}
const tokenOf = async (id: string): Promise<string> =>
  (await ask<{ url: string }>(sales, `${base}/${id}/link`)).body.url.split('#')[1] ?? ''
const issued = async (given: object = {}): Promise<string> => {
  const { id } = await made({ kind: 'invoice', ...given })
  await done(id, 'issue', { version: 1 })
  return id
}
const findings = async (): Promise<string[]> =>
  (await auditFindings(server.db, sales.organisationId)).map(({ code, key }) => `${code} ${key}`)
const textOf = async (who: SignedIn, url: string): Promise<{ text: string; size: number }> => {
  const { rawPayload, headers } = await server.app.inject({ method: 'GET', url, headers: who.headers })
  expect(headers['content-type']).toBe('application/pdf')
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(rawPayload)), { mergePages: true })
  return { text: text.replaceAll(/\s+/g, ' '), size: rawPayload.length }
}
const today = new Date().toISOString().slice(0, 10)

beforeAll(async () => {
  server = await testServer({ organisations: 3 })
  sales = await server.signIn('sales')
  manager = await server.signIn('manager')
  stranger = await server.signIn('owner', server.organisations[1])
  const profile = { name: '王小明', email: 'wang@example.com', address: '上海市南京路 1 号', language: 'zh' }
  customer = (await ask(sales, '/api/customers', { profile })).body.id
  me = await server.signInCustomer(customer)
  const prices = [{ currency: 'GBP', unitPrice: '1001' }]
  const product = { code: 'TEA-1', name: 'Jasmine tea', nameZh: '茉莉花茶', unit: 'tin', taxRate: '20', prices }
  tea = (await ask(manager, '/api/products', product)).body.id
})
afterAll(async () => server.close())

describe('a product', () => {
  it('has a code of its own, is found by name, changed once by two, and archived', async () => {
    const again = { code: 'TEA-1', name: 'x', nameZh: 'x', unit: 'x', taxRate: '0', prices: [] }
    expect((await ask(manager, '/api/products', again)).body.code).toBe('PRODUCT_CODE_TAKEN')
    expect((await ask(manager, '/api/products', { ...again, code: 'B', taxRate: '101' })).body.code).toBe(
      'MONEY_TAX_RATE_INVALID',
    )
    expect((await ask(sales, '/api/products', { ...again, code: 'B' })).status).toBe(403)
    const { id } = (await ask(manager, '/api/products', { ...again, code: 'BOWL', name: 'Blue bowl' })).body
    const found = async (query: string) =>
      (await ask<Page<Product>>(sales, `/api/products?${query}`)).body.items.map(({ code }) => code)
    expect(await found('q=blue')).toEqual(['BOWL'])
    expect(await found('limit=1')).toEqual(['BOWL'])
    const archive = { version: 1, changes: { archived: true } }
    const answers = await Promise.all([1, 2].map(async () => ask(manager, `/api/products/${id}`, archive, 'PATCH')))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect(await found('')).toEqual(['TEA-1'])
    expect(await found('archived=yes')).toEqual(['BOWL'])
  })
})

describe('a quote', () => {
  it('takes names and prices of products, is computed to the penny, sent with a number, and told in the history', async () => {
    const { id } = await made({ title: 'Spring', discount: { kind: 'percent', rate: '10' } })
    expect(await documentOf(id)).toMatchObject({
      number: null,
      standing: 'draft',
      customer: { name: '王小明' },
      buyer: { name: '王小明', address: '上海市南京路 1 号' },
      language: 'zh',
      // 2.5 × 10.01 = 25.025, halves up; less 10 %; plus 20 %.
      lines: [{ description: '茉莉花茶', unit: 'tin', unitPrice: '1001', taxRate: '20' }],
      sums: { gross: '2503', discount: '250', net: '2253', tax: '451', total: '2704' },
    })
    await done(id, 'send', { version: 1 })
    const sent = await documentOf(id)
    expect(sent).toMatchObject({ standing: 'sent', number: `Q-${today.slice(0, 4)}-0001`, version: 2 })
    expect(sent.until).toBe(addDays(sent.day ?? '', 30))
    const byNumber = (number: string) => ask<Page<{ id: string }>>(sales, `${base}?kind=quote&number=${number}`)
    expect((await byNumber(String(sent.number).toLowerCase())).body.items.map((each) => each.id)).toEqual([id])
    expect((await byNumber('Q-1999-0001')).body.items).toEqual([])
    const { rows: mails } = await server.db.owner.query<{ count: number }>(
      'select count(*)::int as count from mail_message',
    )
    expect(mails[0]?.count).toBe(1)
    const kinds = async (who: SignedIn, url: string) =>
      (await ask<Page<TimelineItem>>(who, url)).body.items
        .map(({ kind }) => kind)
        .filter((kind) => kind.startsWith('quote'))
    expect(await kinds(sales, `${base}/${id}/history`)).toEqual(['quote.sent', 'quote.created'])
    expect(await kinds(sales, `/api/customers/${customer}/timeline`)).toEqual(['quote.sent', 'quote.created'])
    const marketing = await server.signIn('marketing')
    expect(await kinds(marketing, `/api/customers/${customer}/timeline`)).toEqual([])
    // Drafts are how staff work.
    expect(await kinds(me, '/api/portal/timeline')).toEqual(['quote.sent'])
    const { rows } = await server.db.owner.query<{ text: string }>('select d::text as text from sales_document d')
    expect(rows.map(({ text }) => text).join('')).not.toMatch(/Spring|茉莉|王小明/)
    expect(await listed('kind=quote&list=sent')).toContain(id)
    expect((await ask(stranger, `${base}/${id}`)).status).toBe(404)
  })

  it.each([
    ['MONEY_QUANTITY_INVALID', { lines: [{ description: 'x', quantity: '-1', unitPrice: '5', taxRate: '0' }] }],
    ['MONEY_PRICE_INVALID', { lines: [{ description: 'x', quantity: '1', unitPrice: '-5', taxRate: '0' }] }],
    ['MONEY_DISCOUNT_INVALID', { discount: { kind: 'amount', amount: '999999' } }],
    ['SALES_CURRENCY_MISMATCH', { currency: 'EUR' }],
    ['SALES_LINE_INCOMPLETE', { lines: [{ description: 'x', quantity: '1' }] }],
    ['SALES_PARTY_MISSING', { customer: null }],
  ])('is refused with %s, and nothing is kept', async (code, wrong) => {
    const before = await listed('kind=quote&limit=200')
    const lines = [{ product: tea, quantity: '1' }]
    const { body } = await ask(sales, base, { kind: 'quote', customer, currency: 'GBP', lines, ...wrong })
    expect(body.code).toBe(code)
    expect(await listed('kind=quote&limit=200')).toEqual(before)
  })

  it('is accepted once by its link, with a name and the hash of what was read', async () => {
    const id = await sentQuote()
    const token = await tokenOf(id)
    const shown = (await ask<SalesFacts>(undefined, '/api/quote-link/read', { token })).body
    expect(shown).toMatchObject({ id, standing: 'sent', sums: { total: '3004' } })
    const say = { token, accepted: true, name: 'Wang Xiaoming', hash: shown.hash }
    const forged = `${token.slice(0, -4)}AAAA`
    expect((await ask(undefined, '/api/quote-link/decision', { ...say, token: forged })).body.code).toBe(
      'SALES_DOCUMENT_NOT_FOUND',
    )
    const other = { ...say, hash: '0'.repeat(64) }
    expect((await ask(undefined, '/api/quote-link/decision', other)).body.code).toBe('QUOTE_TERMS_CHANGED')
    const answers = await Promise.all([1, 2].map(async () => ask(undefined, '/api/quote-link/decision', say)))
    expect(answers.map(({ body }) => body.code ?? 'accepted').toSorted()).toEqual(['QUOTE_DECIDED', 'accepted'])
    const { decision, hash, version } = await documentOf(id)
    expect(decision).toMatchObject({ name: 'Wang Xiaoming', by: 'link', hash })
    expect((await act(id, 'reopen', { version })).body.code).toBe('SALES_NOT_POSSIBLE')
    const history = (await ask<Page<TimelineItem>>(sales, `${base}/${id}/history`)).body.items
    expect(history[0]).toMatchObject({ kind: 'quote.accepted', actor: `link:${id}`, body: { decision: { hash } } })
  })

  it('is not accepted after its day, nor when it was taken back or says something else', async () => {
    const late = await sentQuote()
    await server.db.owner.query(`update sales_document set until = $2 where id = $1`, [late, addDays(today, -2)])
    const token = await tokenOf(late)
    const { hash } = (await ask<SalesFacts>(undefined, '/api/quote-link/read', { token })).body
    const say = { token, accepted: true, name: 'W', hash }
    expect((await ask(undefined, '/api/quote-link/decision', say)).body.code).toBe('QUOTE_EXPIRED')
    expect((await documentOf(late)).standing).toBe('expired')
    // It stood no shorter for others: the row is put back as it was recorded.
    const { day } = await documentOf(late)
    await server.db.owner.query(`update sales_document set until = $2 where id = $1`, [late, addDays(day ?? '', 30)])
    await done(late, 'reopen', { version: 2 })
    expect((await ask(undefined, '/api/quote-link/read', { token })).body.code).toBe('QUOTE_WITHDRAWN')
    const changes = { note: 'Cheaper', lines: [{ product: tea, quantity: '1' }] }
    await ask(sales, `${base}/${late}`, { version: 3, changes }, 'PATCH')
    await done(late, 'send', { version: 4 })
    const again = await documentOf(late)
    expect(again).toMatchObject({ edition: 2, standing: 'sent' })
    expect((await ask(undefined, '/api/quote-link/decision', say)).body.code).toBe('QUOTE_TERMS_CHANGED')
    await done(late, 'withdraw', { version: 5 })
    expect((await ask(undefined, '/api/quote-link/decision', { ...say, hash: again.hash })).body.code).toBe(
      'QUOTE_WITHDRAWN',
    )
  })

  it('with a discount above the limit goes out when a second person has approved it', async () => {
    const { version, settings } = (await ask<{ version: number; settings: object }>(manager, '/api/sales-settings'))
      .body
    const set = { version, settings: { ...settings, approvalAbove: '15' } }
    expect((await ask(manager, '/api/sales-settings', set, 'PUT')).status).toBe(200)
    const { id } = await made({ discount: { kind: 'percent', rate: '20' } }, manager)
    expect((await act(id, 'send', { version: 1 })).body.code).toBe('SALES_APPROVAL_NEEDED')
    expect((await act(id, 'approve', { version: 1 }, manager)).body.code).toBe('SALES_APPROVAL_BY_AUTHOR')
    expect((await act(id, 'approve', { version: 1 })).status).toBe(403)
    const boss = await server.signIn('owner')
    await done(id, 'approve', { version: 1 }, boss)
    await done(id, 'send', { version: 2 })
    expect((await made({ discount: { kind: 'percent', rate: '15' } })).version).toBe(1)
    // Of the invoice as well: who wrote the terms does not approve them, whoever changed a word since.
    await done(id, 'decision', { version: 3, accepted: true, name: 'By phone' })
    const invoice = await done(id, 'invoice', { version: 4 })
    const changed = { version: 1, changes: { note: 'With thanks' } }
    expect((await ask(sales, `${base}/${invoice.id}`, changed, 'PATCH')).status).toBe(200)
    expect((await act(invoice.id, 'approve', { version: 2 }, manager)).body.code).toBe('SALES_APPROVAL_BY_AUTHOR')
  })

  it('with a price far below its product needs approval as well, by nobody who wrote of it', async () => {
    const line = { product: tea, code: null, quantity: '1', unitPrice: '800', discount: null }
    const { id } = await made({ lines: [line] }, manager)
    expect(await documentOf(id)).toMatchObject({ needsApproval: true })
    expect((await act(id, 'send', { version: 1 })).body.code).toBe('SALES_APPROVAL_NEEDED')
    const note = { version: 1, changes: { note: 'from somebody else' } }
    expect((await ask(sales, `${base}/${id}`, note, 'PATCH')).status).toBe(200)
    expect((await act(id, 'approve', { version: 2 }, manager)).body.code).toBe('SALES_APPROVAL_BY_AUTHOR')
    // 10.01 less 15 % is 8.5085: 8.51 is within the limit.
    const near = { version: 2, changes: { lines: [{ ...line, unitPrice: '851' }] } }
    expect((await ask(sales, `${base}/${id}`, near, 'PATCH')).status).toBe(200)
    expect(await documentOf(id)).toMatchObject({ needsApproval: false })
  })
})

describe('an invoice', () => {
  it('is written once of an accepted quote, numbered without gaps, and paid in parts, never above what is open', async () => {
    const quote = await sentQuote()
    expect((await act(quote, 'invoice', { version: 2 })).body.code).toBe('SALES_NOT_POSSIBLE')
    await done(quote, 'decision', { version: 2, accepted: true, name: 'By phone' })
    const { id } = await done(quote, 'invoice', { version: 3 })
    expect((await act(quote, 'invoice', { version: 3 })).body.code).toBe('QUOTE_INVOICED')
    await done(id, 'issue', { version: 1 })
    const year = today.slice(0, 4)
    expect(await documentOf(id)).toMatchObject({
      number: `INV-${year}-0001`,
      standing: 'open',
      open: '3004',
      source: quote,
    })
    expect((await ask(sales, `${base}/${id}`, { version: 2, changes: { note: 'x' } }, 'PATCH')).body.code).toBe(
      'SALES_NOT_POSSIBLE',
    )
    const pay = async (amount: string, more: object = {}) => act(id, 'payments', { amount, currency: 'GBP', ...more })
    expect((await pay('1000', { currency: 'EUR' })).body.code).toBe('SALES_CURRENCY_MISMATCH')
    expect((await pay('0')).body.code).toBe('AMOUNT_ZERO')
    expect((await pay('1', { day: addDays(today, 3) })).body.code).toBe('PAYMENT_DAY_AHEAD')
    expect((await pay('1000')).body.open).toBe('2004')
    expect(await listed('kind=invoice&list=open')).toContain(id)
    // Two that come together cannot both take what is open.
    const both = await Promise.all([pay('2004'), pay('2004')])
    expect(both.map(({ body }) => body.code ?? body.open).toSorted()).toEqual(['0', 'PAYMENT_ABOVE_OPEN'])
    expect((await documentOf(id)).standing).toBe('paid')
    expect(await listed('kind=invoice&list=paid')).toContain(id)
    expect((await pay('3005', { kind: 'refund' })).body.code).toBe('REFUND_ABOVE_PAID')
    const moves = (await ask<{ items: SalesMove[] }>(sales, `${base}/${id}/payments`)).body.items
    expect(moves.map(({ kind, amount }) => `${kind} ${amount}`)).toEqual(['payment 1000', 'payment 2004'])
  })

  it('is credited in part and in whole, never above what it is, and paid back no more than was paid', async () => {
    const id = await issued()
    const credit = async (amount: string) => act(id, 'credit', { amount, currency: 'GBP', reason: 'Broken' })
    const first = await credit('1000')
    expect(first.body.open).toBe('2004')
    const note = await documentOf((first.body as unknown as { creditNote: string }).creditNote)
    expect(note).toMatchObject({ kind: 'credit-note', source: id, sums: { net: '833', tax: '167', total: '1000' } })
    expect((await credit('2005')).body.code).toBe('CREDIT_ABOVE_TOTAL')
    await done(id, 'payments', { amount: '2004', currency: 'GBP' })
    expect((await credit('2004')).body.open).toBe('-2004')
    const back = { kind: 'refund', amount: '2004', currency: 'GBP' }
    expect((await act(id, 'payments', back)).body.open).toBe('0')
    expect((await act(id, 'payments', back)).body.code).toBe('REFUND_ABOVE_PAID')
  })

  it('gets consecutive numbers from many who issue at once', async () => {
    const drafts = await Promise.all(Array.from({ length: 6 }, async () => made({ kind: 'invoice' })))
    await Promise.all(drafts.map(async ({ id }) => done(id, 'issue', { version: 1 })))
    const { rows } = await server.db.owner.query<{ count: number; last: number }>(
      `select count(*)::int as count, max(split_part(number, '-', 3)::int) as last from sales_document
        where kind = 'invoice' and number is not null and organisation_id = $1`,
      [sales.organisationId],
    )
    expect(rows[0]?.count).toBe(rows[0]?.last)
  })

  it('is read as PDF in both languages, with its own letters and numbers', async () => {
    const lines = [
      { product: tea, quantity: '2.5' },
      { description: 'Delivery & “care” – façade', quantity: '1', unit: '次', unitPrice: '123456', taxRate: '5' },
    ]
    const id = await issued({ lines, note: '请在收到货物后付款。' })
    const { number, hash } = await documentOf(id)
    const zh = await textOf(sales, `${base}/${id}/pdf`)
    for (const part of [
      '发票',
      number ?? '',
      '王小明',
      '茉莉花茶',
      '2.5 tin',
      '1,234.56',
      '税额 20%',
      'GBP 1,326.33',
      '请在收到货物后付款。',
      hash,
    ]) {
      expect(zh.text).toContain(part)
    }
    const en = await textOf(sales, `${base}/${id}/pdf?language=en`)
    for (const part of [
      'Invoice',
      'Delivery & “care” – façade',
      'Tax 5%',
      'To be paid',
      'GBP 1,326.33',
      'Page 1 of 1',
    ]) {
      expect(en.text).toContain(part)
    }
    expect(Math.max(zh.size, en.size)).toBeLessThan(80_000)
    const own = await textOf(me, `/api/portal/sales-documents/${id}/pdf`)
    expect(own.text).toContain(number)
  })
})

describe('a customer in the portal', () => {
  it('sees what was sent to them, not drafts, and decides', async () => {
    const [draft, id] = [(await made()).id, await sentQuote()]
    const { items } = (await ask<Page<SalesSummary>>(me, '/api/portal/sales-documents')).body
    expect(items.map((one) => one.id)).toContain(id)
    expect(items.map((one) => one.id)).not.toContain(draft)
    expect((await ask(me, `/api/portal/sales-documents/${draft}`)).status).toBe(404)
    const { hash } = (await ask<SalesFacts>(me, `/api/portal/sales-documents/${id}`)).body
    const say = { accepted: false, name: '王小明', reason: '太贵', hash }
    expect((await ask(me, `/api/portal/sales-documents/${id}/decision`, say)).status).toBe(200)
    expect((await ask(me, `/api/portal/sales-documents/${id}/decision`, say)).body.code).toBe('QUOTE_DECIDED')
    expect(await documentOf(id)).toMatchObject({ standing: 'declined', decision: { by: 'portal', reason: '太贵' } })
    const other = (await ask(sales, '/api/customers', { profile: { name: 'Somebody else' } })).body.id
    const they = await server.signInCustomer(other)
    expect((await ask(they, `/api/portal/sales-documents/${id}`)).status).toBe(404)
  })
})

describe('the audit', () => {
  it('finds nothing in what was done here, and names what was changed behind its back', async () => {
    expect(await findings()).toEqual([])
    const id = await issued()
    await done(id, 'payments', { amount: '4', currency: 'GBP' })
    const change = async (text: string, values: readonly unknown[]) => server.db.owner.query(text, [...values])
    await change(`update sales_document set until = until + 10 where id = $1`, [id])
    await change(`update sales_move set amount = 5 where document_id = $1`, [id])
    await change(`update product set tax_rate = '0' where id = $1`, [tea])
    await change(`update sales_number set last = last + 1 where organisation_id = $1 and kind = 'quote'`, [
      sales.organisationId,
    ])
    const wanted = ['SALES_DOCUMENT_CHANGED', 'SALES_MOVE_CHANGED', 'PRODUCT_CHANGED', 'SALES_NUMBER_GAP']
    await eventually('all of it', async () => {
      const found = new Set((await findings()).map((line) => line.split(' ')[0]))
      return wanted.every((code) => found.has(code))
    })
  })
})
