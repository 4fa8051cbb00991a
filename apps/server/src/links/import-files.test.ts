import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OrderSummary } from '@candor/api'
import { testServer, type SignedIn, type TestServer } from '../testing/index.ts'
import { fileOf, header, importer, manyRows, openShops, options, row } from './imports-testing.ts'

let server: TestServer
let imports: ReturnType<typeof importer>
let agent: SignedIn
let organisations = 0

beforeAll(async () => {
  server = await testServer({ organisations: 0, env: { CANDOR_IMPORT_LIMIT: '4000000' } })
  imports = importer(server)
})
afterAll(async () => server.close())

/** An organisation of its own for each test, with two merchants and somebody to work there. */
const newOrganisation = async (): Promise<SignedIn> => {
  organisations += 1
  const names = { name: `Shop ${organisations}`, nameZh: `店${organisations}` }
  const id = await server.identity.createOrganisation({ slug: `shop-${organisations}`, ...names })
  await openShops(server, id)
  return server.signIn('sales', id)
}

const ordersOf = async (reference: string): Promise<OrderSummary[]> => {
  const { body } = await imports.ask<{ items: { id: string }[] }>(agent, `/api/customers?search=${reference}`)
  const url = `/api/customers/${body.items[0]!.id}/orders`
  return (await imports.ask<{ items: OrderSummary[] }>(agent, url)).body.items
}

describe('a file is understood', () => {
  beforeAll(async () => {
    agent = await newOrganisation()
  })

  /** An order number that no other test of this group has used. */
  let used = 0
  const fresh = (): string => String((used += 1))
  const utf16 = (text: string, mark = true): Buffer => Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le')
  const text = (): string => `${header}\n${row({ number: fresh(), description: 'GIFT £5' })}\n`
  it.each([
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text()}`), 'utf-8'],
    ['UTF-16 with a mark', utf16(text()), 'utf-16le'],
    ['UTF-16 without a mark', utf16(text(), false), 'utf-16le'],
    ['big-endian UTF-16', utf16(text()).swap16(), 'utf-16be'],
    ['Latin-1', Buffer.from(text(), 'latin1'), 'windows-1252'],
    ['gzip', gzipSync(text()), 'utf-8'],
    ['Windows line ends', Buffer.from(text().replaceAll('\n', '\r\n')), 'utf-8'],
  ])('in %s', async (_, file, encoding) => {
    const { body } = await imports.upload(agent, file)
    const preview = await imports.preview(agent, body.id)
    expect(preview.body).toMatchObject({ encoding, delimiter: ',', missing: [], rows: [{ outcome: 'accepted' }] })
    expect(preview.body.rows[0]!.values[2]).toBe('GIFT £5')
    await imports.start(agent, body.id)
    expect(await imports.finished(agent, body.id)).toMatchObject({ rowsAccepted: 1, acceptedTotal: '510' })
  })

  it('in GB 18030 with Chinese headers', async () => {
    // 订单编号,商品编码,商品名称,数量,下单时间,单价,会员号 / 2024001,A1,龙井茶,2,2024年1月5日 10:30,58.00,会员甲
    const gb = Buffer.from(
      'b6a9b5a5b1e0bac52cc9ccc6b7b1e0c2eb2cc9ccc6b7c3fbb3c62ccafdc1bf2ccfc2b5a5cab1bce42cb5a5bcdb2cbbe1d4b1bac50a' +
        '323032343030312c41312cc1fabeaeb2e82c322c32303234c4ea31d4c235c8d52031303a33302c35382e30302cbbe1d4b1bcd70a',
      'hex',
    )
    const { body } = await imports.upload(agent, gb)
    const preview = (await imports.preview(agent, body.id)).body
    expect(preview).toMatchObject({ encoding: 'gb18030', missing: [], mapping: { orderNumber: '订单编号' } })
    const { mapping, suggested } = preview
    await imports.start(agent, body.id, { mapping, ...suggested, timeZone: 'Asia/Shanghai' })
    expect(await imports.finished(agent, body.id)).toMatchObject({ rowsAccepted: 1, acceptedTotal: '11600' })
    expect(await ordersOf('会员甲')).toMatchObject([{ placedAt: '2024-01-05T02:30:00.000Z' }])
  })

  it('with semicolons, decimal commas and the day before the month', async () => {
    const line = row({ number: fresh(), customer: '900', price: '2#55', date: '25/12/2010 08:26' })
    const file = `sep=;\n${[header, line].join('\n').replaceAll(',', ';').replace('#', ',')}\n`
    const { body } = await imports.upload(agent, Buffer.from(file))
    const { suggested, delimiter, mapping } = (await imports.preview(agent, body.id)).body
    expect([delimiter, suggested.decimalSign, suggested.dateOrder]).toEqual([';', ',', 'dmy'])
    await imports.start(agent, body.id, { mapping, ...suggested })
    expect(await imports.finished(agent, body.id)).toMatchObject({ rowsAccepted: 1, acceptedTotal: '510' })
    expect((await ordersOf('900'))[0]!.placedAt).toBe('2010-12-25T08:26:00.000Z')
  })

  it('with quoted cells that hold delimiters, quotation marks and line breaks', async () => {
    const file = fileOf(row({ number: fresh(), customer: '901', description: '"WHITE ""HEART"", with\nlace"' }))
    expect(await imports.run(agent, file)).toMatchObject({ rowsAccepted: 1 })
    const [order] = await ordersOf('901')
    const { body } = await imports.ask<{ lines: { description: string }[] }>(agent, `/api/orders/${order!.id}`)
    expect(body.lines[0]!.description).toBe('WHITE "HEART", with lace')
  })

  it('with a column that names the merchant: each merchant has numbers of its own', async () => {
    const file = Buffer.from(
      [`${header},Shop`, `${row()},home`, `${row({ customer: '2' })},园艺`, `${row()},Elsewhere`].join('\n'),
    )
    const given = { ...options, mapping: { ...options.mapping, merchant: 'Shop' }, merchant: { by: 'column' } }
    expect(await imports.run(agent, file, given)).toMatchObject({
      rowsAccepted: 2,
      ordersCreated: 2,
      reasons: [{ reason: 'UNKNOWN_MERCHANT', rows: 1 }],
    })
  })
})

describe('a file is refused', () => {
  beforeAll(async () => {
    agent = await newOrganisation()
  })

  const zip = Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(300, 7)])
  it.each([
    ['when it is empty', Buffer.alloc(0), 422, 'IMPORT_EMPTY_FILE'],
    ['when it holds nothing but blanks', Buffer.from(' \n\n\t\n'), 422, 'IMPORT_EMPTY_FILE'],
    ['when it has a header only', Buffer.from(`${header}\n`), 422, 'IMPORT_NO_ROWS'],
    ['when it is a workbook', zip, 422, 'IMPORT_BINARY_FILE'],
    [
      'when it is not text',
      Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 73) % 256)),
      422,
      'IMPORT_BINARY_FILE',
    ],
    [
      'when its gzip data ends early',
      gzipSync(fileOf(...manyRows(50, 3))).subarray(0, 900),
      422,
      'IMPORT_DAMAGED_ARCHIVE',
    ],
    ['when it is empty inside the gzip', gzipSync(''), 422, 'IMPORT_EMPTY_FILE'],
    ['when it is larger than allowed', Buffer.alloc(4_000_001, 'a'), 413, 'IMPORT_FILE_TOO_LARGE'],
    ['when it unfolds to more than allowed', gzipSync(Buffer.alloc(70_000_000, 'a')), 413, 'IMPORT_FILE_TOO_LARGE'],
    [
      'when it fits no encoding',
      Buffer.from(`${header}\n${'\u0081\u00ff\u00ff'.repeat(30)}\n`, 'latin1'),
      422,
      'IMPORT_WRONG_ENCODING',
    ],
    [
      'when its header has a cell without an end',
      Buffer.from(`"${header}\n${'x'.repeat(1_100_000)}`),
      422,
      'IMPORT_CELL_TOO_LARGE',
    ],
  ])('%s', async (_, file, status, code) => {
    const answer = await imports.upload(agent, file)
    expect([answer.status, answer.body.code]).toEqual([status, code])
    expect((await imports.ask<{ items: unknown[] }>(agent, '/api/imports')).body.items).toEqual([])
  })

  it('when there is none', async () => {
    const { statusCode, body } = await server.app.inject({
      method: 'POST',
      url: '/api/imports',
      headers: { ...agent.headers, 'content-type': 'text/plain' },
      payload: 'x',
    })
    expect([statusCode, body]).toEqual([400, expect.stringContaining('IMPORT_NO_FILE')])
  })

  it('in the background, with nothing half-written, when its end turns out to be no table', async () => {
    const rows = manyRows(3000, 2)
    for (const end of [`"${'x'.repeat(1_200_000)}`, '"never closed']) {
      const run = await imports.run(agent, fileOf(...rows, end))
      expect(run).toMatchObject({ state: 'failed', ordersCreated: 0 })
      expect(run.error?.code).toMatch(/^IMPORT_(CELL_TOO_LARGE|MALFORMED)$/)
    }
    const { rows: found } = await server.db.owner.query<{ count: number }>(
      `select ((select count(*) from "order" where organisation_id = $1)
             + (select count(*) from customer where organisation_id = $1)
             + (select count(*) from journal_entry where organisation_id = $1))::int as count`,
      [agent.organisationId],
    )
    expect(found).toEqual([{ count: 0 }])
  })

  it('when the encoding that was chosen does not fit', async () => {
    const { body } = await imports.upload(agent, Buffer.from(`${header}\n${row({ description: '£5' })}\n`, 'latin1'))
    const { status, body: refused } = await imports.preview(agent, body.id, { ...options, encoding: 'utf-8' })
    expect([status, refused.code]).toEqual([422, 'IMPORT_WRONG_ENCODING'])
  })
})

describe('options are refused', () => {
  beforeAll(async () => {
    agent = await newOrganisation()
  })

  it.each([
    [
      'a column is missing',
      { mapping: { ...options.mapping, unitPrice: undefined } },
      422,
      'IMPORT_COLUMNS_MISSING',
      '/body/mapping/unitPrice',
    ],
    [
      'a column does not exist',
      { mapping: { ...options.mapping, country: 'Land' } },
      422,
      'IMPORT_COLUMN_UNKNOWN',
      '/body/mapping/country',
    ],
    [
      'a column is used twice',
      { mapping: { ...options.mapping, country: 'StockCode' } },
      422,
      'IMPORT_COLUMN_UNKNOWN',
      '/body/mapping/country',
    ],
    ['the currency is not the organisation’s', { currency: 'EUR' }, 422, 'IMPORT_OPTIONS_INVALID', '/body/currency'],
    ['the time zone is none', { timeZone: 'Londinium' }, 422, 'IMPORT_OPTIONS_INVALID', '/body/timeZone'],
    [
      'the merchant is nobody’s',
      { merchant: { by: 'fixed', merchantId: randomUUID() } },
      422,
      'IMPORT_OPTIONS_INVALID',
      '/body/merchant/merchantId',
    ],
    [
      'the merchant has no column',
      { merchant: { by: 'column' } },
      422,
      'IMPORT_COLUMNS_MISSING',
      '/body/mapping/merchant',
    ],
    ['a field is not known', { colour: 'red' }, 400, 'HTTP_INVALID_REQUEST', '/body/colour'],
    ['a choice is none', { merchant: { by: 'magic' } }, 400, 'HTTP_INVALID_REQUEST', '/body/merchant/by'],
  ])('when %s', async (_, changes, status, code, path) => {
    const { body } = await imports.upload(agent, fileOf(row()))
    const answer = await imports.start(agent, body.id, { ...options, ...changes })
    expect([answer.status, answer.body.code, answer.body.errors?.map((error) => error.path)]).toEqual([
      status,
      code,
      [path],
    ])
    expect(await imports.find(agent, body.id)).toMatchObject({ state: 'uploaded' })
  })

  it('says which columns a file lacks before it is started', async () => {
    const { body } = await imports.upload(agent, Buffer.from('Colour,Quantity\nred,1\n'))
    const preview = await imports.preview(agent, body.id)
    expect(preview.body.missing).toEqual(['orderNumber', 'productCode', 'placedAt', 'unitPrice', 'customerReference'])
  })
})

describe('an upload', () => {
  beforeEach(async () => {
    agent = await newOrganisation()
  })

  it('with the same key is the same one; with another file under that key it is refused', async () => {
    const key = randomUUID()
    const first = await imports.upload(agent, fileOf(row()), { key })
    const again = await imports.upload(agent, fileOf(row()), { key })
    expect(again.body.id).toBe(first.body.id)
    const other = await imports.upload(agent, fileOf(row(), row()), { key })
    expect([other.status, other.body.code]).toEqual([422, 'HTTP_IDEMPOTENCY_KEY_REUSED'])
    expect((await imports.ask<{ items: unknown[] }>(agent, '/api/imports')).body.items).toHaveLength(1)
  })

  it('is started once, also when that is asked twice at once; with other options it is refused', async () => {
    const { body } = await imports.upload(agent, fileOf(row()))
    const answers = await Promise.all([imports.start(agent, body.id), imports.start(agent, body.id)])
    expect(answers.map(({ status }) => status)).toEqual([202, 202])
    expect(await imports.finished(agent, body.id)).toMatchObject({ rowsAccepted: 1 })
    const other = await imports.start(agent, body.id, { ...options, timeZone: 'UTC' })
    expect([other.status, other.body.code]).toEqual([409, 'IMPORT_NOT_STARTABLE'])
  })

  it('keeps the name of its file harmless', async () => {
    const { body } = await imports.upload(agent, fileOf(row()), { name: '../../etc/pass\u0007wd.csv' })
    expect(body.fileName).toBe('passwd.csv')
  })
})

describe('who may import', () => {
  beforeAll(async () => {
    agent = await newOrganisation()
  })

  it('owner and agent; the auditor may look, nobody of another organisation may do anything', async () => {
    const auditor = await server.signIn('auditor', agent.organisationId)
    const stranger = await newOrganisation()
    const { body } = await imports.upload(agent, fileOf(row()))
    expect((await imports.upload(auditor, fileOf(row()))).status).toBe(403)
    expect((await imports.upload(undefined, fileOf(row()))).status).toBe(401)
    for (const [who, status] of [
      [auditor, 403],
      [stranger, 404],
      [undefined, 401],
    ] as const) {
      expect((await imports.start(who, body.id)).status).toBe(status)
      expect((await imports.preview(who, body.id)).status).toBe(status)
      expect((await imports.ask(who, `/api/imports/${body.id}/cancel`, {})).status).toBe(status)
    }
    for (const path of ['', '/rows', '/report.csv']) {
      const url = `/api/imports/${body.id}${path}`
      const statusOf = async (who?: SignedIn) =>
        (await server.app.inject({ url, headers: { ...who?.headers } })).statusCode
      expect([await statusOf(auditor), await statusOf(stranger), await statusOf()]).toEqual([200, 404, 401])
    }
    expect((await imports.ask<{ items: unknown[] }>(stranger, '/api/imports')).body.items).toEqual([])
    expect(await imports.find(agent, body.id)).toMatchObject({ state: 'uploaded' })
  })
})
