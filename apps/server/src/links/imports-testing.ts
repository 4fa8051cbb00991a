import type { ImportOptions, ImportPreview, ImportSummary, RowReason } from '@candor/api'
import { ensureMerchant, replaceProductFamilies } from '../modules/orders/index.ts'
import type { SignedIn, TestServer } from '../testing/index.ts'

export const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'

export const options: ImportOptions = {
  mapping: {
    orderNumber: 'InvoiceNo',
    productCode: 'StockCode',
    description: 'Description',
    quantity: 'Quantity',
    placedAt: 'InvoiceDate',
    unitPrice: 'UnitPrice',
    customerReference: 'CustomerID',
    country: 'Country',
  },
  merchant: { by: 'productFamily' },
  currency: 'GBP',
  timeZone: 'Europe/London',
}

/** One row as the files of these tests write it; a field can be set to anything. */
export const row = (changes: Record<string, string | number> = {}): string => {
  const values: Record<string, string | number> = {
    number: '536365',
    code: '85123A',
    description: 'WHITE HEART',
    quantity: 2,
    date: '2010-12-01 08:26:00',
    price: '2.55',
    customer: '17850.0',
    country: 'United Kingdom',
    ...changes,
  }
  const { number, code, description, quantity, date, price, customer, country } = values
  return [number, code, description, quantity, date, price, customer, country].join(',')
}

export const fileOf = (...rows: readonly string[]): Buffer => Buffer.from(`${[header, ...rows].join('\n')}\n`)

/** Many orders of many customers: every tenth a return, every seventh row without a customer, prices that end in odd pence. */
export const manyRows = (orders: number, linesEach: number): string[] =>
  Array.from({ length: orders * linesEach }, (_, at) => {
    const order = Math.floor(at / linesEach)
    const isReturn = order % 10 === 9
    return row({
      number: `${isReturn ? 'C' : ''}${100_000 + order}`,
      code: `P${at % 50}`,
      description: at % 3 === 0 ? 'JUMBO BAG' : 'WHITE HEART',
      quantity: isReturn ? -1 : 1 + (at % 5),
      date: `2011-0${1 + (order % 9)}-1${at % 3} 10:0${at % 10}:00`,
      price: `${1 + (at % 7)}.${String((at * 7) % 100).padStart(2, '0')}`,
      customer: at % 7 === 3 ? '' : `${20_000 + (order % 400)}.0`,
    })
  })

/** What an import of such rows must come to, counted from their text alone. */
export const expectedOf = (rows: readonly string[]) => {
  let [accepted, total] = [0, 0n]
  const orders = new Set<string>()
  const customers = new Set<string>()
  for (const line of rows) {
    const [number = '', , description = '', quantity = '', , price = '', customer = ''] = line.split(',')
    if (customer === '') continue
    accepted += 1
    total += BigInt(quantity) * BigInt(price.replace('.', ''))
    orders.add(`${number} ${description.includes('BAG') ? 'garden' : 'home'}`)
    customers.add(customer)
  }
  return {
    rowsTotal: rows.length,
    rowsAccepted: accepted,
    rowsRejected: rows.length - accepted,
    ordersCreated: orders.size,
    customersCreated: customers.size,
    acceptedTotal: String(total),
  }
}

/** Two merchants; bags belong to the one, everything else to the other. */
export const openShops = async (
  { db }: Pick<TestServer, 'db'>,
  organisationId: string,
): Promise<{ home: string; garden: string }> =>
  db.inOrganisation(organisationId, async (tx) => {
    const home = await ensureMerchant(tx, { slug: 'home', name: 'Home', nameZh: '家居' })
    const garden = await ensureMerchant(tx, { slug: 'garden', name: 'Garden', nameZh: '园艺' })
    await replaceProductFamilies(tx, [
      { pattern: 'BAG*', merchant: 'garden' },
      { pattern: '*', merchant: 'home' },
    ])
    return { home, garden }
  })

const boundary = 'a-boundary-that-no-file-holds'

/** A multipart body with one file (RFC 7578). */
const multipart = (name: string, content: Buffer, field = 'file'): Buffer =>
  Buffer.concat([
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\ncontent-type: text/csv\r\n\r\n`,
    ),
    content,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])

export type Answered<Body> = { readonly status: number; readonly body: Body }
export type Refused = { readonly code: string; readonly detail: string; readonly errors?: { path: string }[] }
export type ReportedRow = {
  readonly row: number
  readonly outcome: string
  readonly reason: RowReason | null
  readonly message: string | null
  readonly values: string[]
}

/** Imports as a program does it over HTTP. */
export const importer = ({ app }: Pick<TestServer, 'app'>) => {
  const ask = async <Body>(who: SignedIn | undefined, url: string, payload?: object): Promise<Answered<Body>> => {
    const response = await app.inject({
      method: payload === undefined ? 'GET' : 'POST',
      url,
      headers: { ...who?.headers },
      ...(payload !== undefined && { payload }),
    })
    return { status: response.statusCode, body: response.json() }
  }
  const upload = async (
    who: SignedIn | undefined,
    content: Buffer,
    { name = 'orders.csv', key, field }: { name?: string; key?: string; field?: string } = {},
  ): Promise<Answered<ImportSummary & Refused>> => {
    const response = await app.inject({
      method: 'POST',
      url: '/api/imports',
      headers: {
        ...who?.headers,
        'content-type': `multipart/form-data; boundary=${boundary}`,
        ...(key !== undefined && { 'idempotency-key': key }),
      },
      payload: multipart(name, content, field),
    })
    return { status: response.statusCode, body: response.json() }
  }
  const find = async (who: SignedIn, id: string): Promise<ImportSummary> =>
    (await ask<ImportSummary>(who, `/api/imports/${id}`)).body
  const finished = async (who: SignedIn, id: string): Promise<ImportSummary> => {
    for (;;) {
      const run = await find(who, id)
      if (run.state !== 'running' && run.state !== 'cancelling') return run
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
  }
  const start = async (who: SignedIn | undefined, id: string, given: object = options) =>
    ask<ImportSummary & Refused>(who, `/api/imports/${id}/start`, given)
  return {
    ask,
    upload,
    find,
    finished,
    start,
    preview: async (who: SignedIn | undefined, id: string, given?: object) =>
      ask<ImportPreview & Refused>(who, `/api/imports/${id}/preview`, given === undefined ? {} : { options: given }),
    rows: async (who: SignedIn, id: string, query = '') =>
      (await ask<{ items: ReportedRow[]; nextCursor: string | null }>(who, `/api/imports/${id}/rows?${query}`)).body,
    /** Uploads, starts and waits for the end. */
    run: async (who: SignedIn, content: Buffer, given: object = options): Promise<ImportSummary> => {
      const { status, body } = await upload(who, content)
      if (status !== 201) throw new Error(`upload refused: ${JSON.stringify(body)}`)
      const started = await start(who, body.id, given)
      if (started.status !== 202) throw new Error(`start refused: ${JSON.stringify(started.body)}`)
      return finished(who, body.id)
    },
  }
}
