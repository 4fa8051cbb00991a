import type { SalesKind } from '@candor/api'

type Words = {
  readonly kind: Readonly<Record<SalesKind, string>>
  readonly edition: (edition: number) => string
  readonly draft: string
  readonly to: string
  readonly taxNumber: (number: string) => string
  readonly date: string
  readonly until: Readonly<Record<'quote' | 'invoice', string>>
  readonly currency: string
  readonly columns: readonly [string, string, string, string, string, string, string]
  readonly sum: string
  readonly discount: string
  readonly net: string
  readonly tax: (rate: string) => string
  readonly total: string
  readonly paid: string
  readonly credited: string
  readonly open: string
  readonly included: string
  readonly note: string
  readonly bank: string
  readonly accepted: (name: string, when: string) => string
  readonly declined: (name: string, when: string) => string
  readonly check: string
  readonly page: (page: number, of: number) => string
}

/** What documents say in each language beside their own content. */
export const words: Readonly<Record<'en' | 'zh', Words>> = {
  en: {
    kind: { quote: 'Quote', invoice: 'Invoice', 'credit-note': 'Credit note' },
    edition: (edition) => `edition ${edition}`,
    draft: 'Draft',
    to: 'For',
    taxNumber: (number) => `Tax number ${number}`,
    date: 'Date',
    until: { quote: 'Valid until', invoice: 'Due by' },
    currency: 'Currency',
    columns: ['#', 'Description', 'Quantity', 'Price', 'Discount', 'Tax', 'Amount'],
    sum: 'Sum of lines',
    discount: 'Discount on the whole',
    net: 'Net',
    tax: (rate) => `Tax ${rate}%`,
    total: 'Total',
    paid: 'Paid',
    credited: 'Credited',
    open: 'To be paid',
    included: 'Prices include tax.',
    note: 'Note',
    bank: 'Please pay to',
    accepted: (name, when) => `Accepted by ${name} on ${when}.`,
    declined: (name, when) => `Declined by ${name} on ${when}.`,
    check: 'Check value (SHA-256)',
    page: (page, of) => `Page ${page} of ${of}`,
  },
  zh: {
    kind: { quote: '报价单', invoice: '发票', 'credit-note': '贷项通知单' },
    edition: (edition) => `第 ${edition} 版`,
    draft: '草稿',
    to: '致',
    taxNumber: (number) => `税号 ${number}`,
    date: '日期',
    until: { quote: '有效期至', invoice: '付款期限' },
    currency: '币种',
    columns: ['序号', '说明', '数量', '单价', '折扣', '税率', '金额'],
    sum: '行合计',
    discount: '整单折扣',
    net: '不含税金额',
    tax: (rate) => `税额 ${rate}%`,
    total: '总计',
    paid: '已付',
    credited: '已冲减',
    open: '应付余额',
    included: '价格已含税。',
    note: '备注',
    bank: '收款账户',
    accepted: (name, when) => `${name} 已于 ${when} 接受。`,
    declined: (name, when) => `${name} 已于 ${when} 拒绝。`,
    check: '校验值（SHA-256）',
    page: (page, of) => `第 ${page} 页，共 ${of} 页`,
  },
}
