import { requiredImportFields, type ImportField, type ImportMapping } from '@candor/api'

/** Names under which columns are known, in the order of preference; compared without case, blanks and punctuation. */
const knownNames: Readonly<Record<ImportField, readonly string[]>> = {
  orderNumber: [
    'invoiceno',
    'invoicenumber',
    'invoice',
    'orderno',
    'ordernumber',
    'orderid',
    'order',
    'receiptno',
    'transactionid',
    '订单号',
    '订单编号',
    '单号',
    '发票号',
    '发票号码',
    '交易号',
    '流水号',
  ],
  productCode: [
    'stockcode',
    'productcode',
    'sku',
    'itemcode',
    'articleno',
    'articlenumber',
    'productid',
    'itemid',
    'article',
    'product',
    '商品编码',
    '商品编号',
    '产品编码',
    '产品编号',
    '货号',
    '商品代码',
    '商品id',
  ],
  description: [
    'description',
    'productname',
    'itemname',
    'itemdescription',
    'productdescription',
    '商品名称',
    '产品名称',
    '商品描述',
    '品名',
    '描述',
    '商品',
  ],
  quantity: ['quantity', 'qty', 'units', '数量', '件数', '购买数量', '销售数量'],
  placedAt: [
    'invoicedate',
    'orderdate',
    'orderedat',
    'placedat',
    'createdat',
    'purchasedate',
    'datetime',
    'timestamp',
    'date',
    'time',
    '下单时间',
    '订单时间',
    '订单日期',
    '购买时间',
    '交易时间',
    '开票日期',
    '日期',
    '时间',
  ],
  unitPrice: ['unitprice', 'price', 'itemprice', 'priceperunit', 'saleprice', '单价', '价格', '售价', '商品单价'],
  customerReference: [
    'customerid',
    'customernumber',
    'customerno',
    'customerreference',
    'customer',
    'clientid',
    'memberid',
    'memberno',
    'userid',
    '客户编号',
    '客户号',
    '客户id',
    '会员号',
    '会员编号',
    '会员id',
    '会员卡号',
    '用户id',
    '顾客编号',
    '客户',
  ],
  country: ['country', 'countryname', 'nation', 'customercountry', '国家', '国家地区', '国别'],
  merchant: [
    'merchant',
    'shop',
    'store',
    'merchantid',
    'storeid',
    'shopname',
    'storename',
    '商户',
    '商户名称',
    '店铺',
    '门店',
    '商家',
    '店铺名称',
  ],
}

const plain = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{P}\p{S}]+/gu, '')

/**
 * Guesses which column fills which field, from the names in the header. A column is used once.
 * @param columns the header's names
 */
export const guessMapping = (columns: readonly string[]): ImportMapping => {
  const free = new Map(columns.map((column) => [plain(column), column] as const).toReversed())
  const mapping: Partial<Record<ImportField, string>> = {}
  for (const [field, names] of Object.entries(knownNames) as [ImportField, readonly string[]][]) {
    const known = names.find((name) => free.has(name))
    if (known === undefined) continue
    mapping[field] = free.get(known) as string
    free.delete(known)
  }
  return mapping
}

/** Fields that an order cannot do without and that no column fills. */
export const missingFields = (mapping: ImportMapping, needsMerchant: boolean): ImportField[] =>
  [...requiredImportFields, ...(needsMerchant ? (['merchant'] as const) : [])].filter(
    (field) => mapping[field] === undefined,
  )
