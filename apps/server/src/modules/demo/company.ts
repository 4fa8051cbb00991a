import type { ImportOptions, Role } from '@candor/api'

/** A rule as it is told to the ledger; amounts in minor units. */
type Rule = {
  readonly pointsNumerator: string
  readonly spendUnit: string
  readonly minimumSpend: string
  readonly maximumPoints: string
  readonly startsAt: string
  readonly endsAt: string | null
}

/** Published, so they open nothing but the demo. */
const password = 'candor-demo-2026'

type Staff = { readonly name: string; readonly email: string; readonly password: string; readonly role: Role }

/** A company of the demo with all that it starts from. */
export type DemoCompany = {
  readonly slug: string
  readonly name: string
  readonly nameZh: string
  readonly currency: string
  readonly timeZone: string
  readonly staff: readonly Staff[]
  readonly merchants: readonly {
    readonly slug: string
    readonly name: string
    readonly nameZh: string
    readonly rules: readonly Rule[]
  }[]
  readonly programme: { readonly name: string; readonly nameZh: string }
  /** Orders file below demo/data. */
  readonly file: string
  /** File below demo/data with the patterns by which products find their merchant; absent for a single merchant. */
  readonly families?: string
  readonly mapping: ImportOptions['mapping'] & { readonly customerReference: string; readonly country: string }
}

const onePerUnit = {
  pointsNumerator: '1',
  spendUnit: '100',
  minimumSpend: '500',
  maximumPoints: '2000',
  startsAt: '2010-12-01T00:00:00.000Z',
  endsAt: null,
} as const satisfies Rule

/** Three merchants that share customers and points. */
export const coalition = {
  slug: 'harbour-coalition',
  name: 'Harbour Coalition',
  nameZh: '港湾联盟',
  currency: 'GBP',
  timeZone: 'Europe/London',
  staff: [
    { name: 'Olivia Hartwell', email: 'owner@example.com', password, role: 'owner' },
    { name: '林志远', email: 'agent@example.com', password, role: 'sales' },
    { name: 'Aaron Sedgwick', email: 'auditor@example.com', password, role: 'auditor' },
  ],
  merchants: [
    { slug: 'hearth-home', name: 'Hearth & Home', nameZh: '家居坊', rules: [onePerUnit] },
    {
      slug: 'paper-party',
      name: 'Paper & Party',
      nameZh: '礼品坊',
      rules: [onePerUnit, { ...onePerUnit, pointsNumerator: '2', startsAt: '2011-06-01T00:00:00.000Z' }],
    },
    {
      slug: 'satchel-garden',
      name: 'Satchel & Garden',
      nameZh: '箱包园艺坊',
      rules: [{ ...onePerUnit, minimumSpend: '1000', maximumPoints: '1000' }],
    },
  ],
  programme: { name: 'Harbour Points', nameZh: '港湾积分' },
  file: 'online-retail.csv.gz',
  families: 'product-families.csv',
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
} as const satisfies DemoCompany

/** A small company beside it, so that one can see that neither sees the other. */
export const teaHouse = {
  slug: 'jade-spring-tea',
  name: 'Jade Spring Tea House',
  nameZh: '玉泉茶馆',
  currency: 'CNY',
  timeZone: 'Asia/Shanghai',
  staff: [{ name: '苏玉泉', email: 'owner@example.org', password, role: 'owner' }],
  merchants: [
    {
      slug: 'jade-spring',
      name: 'Jade Spring Tea House',
      nameZh: '玉泉茶馆',
      rules: [{ ...onePerUnit, minimumSpend: '0', maximumPoints: '500', startsAt: '2025-01-01T00:00:00.000Z' }],
    },
  ],
  programme: { name: 'Tea Leaves', nameZh: '茶叶积分' },
  file: 'tea-house.csv',
  mapping: {
    orderNumber: '订单号',
    productCode: '商品编码',
    description: '商品名称',
    quantity: '数量',
    placedAt: '下单时间',
    unitPrice: '单价',
    customerReference: '客户编号',
    country: '国家',
  },
} as const satisfies DemoCompany
