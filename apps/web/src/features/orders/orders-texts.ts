import { defineTexts } from '@candor/ui'

export const ordersTexts = defineTexts('orders', {
  en: {
    list: 'Orders',
    emptyTitle: 'No orders yet',
    emptyText: 'Orders come with an imported file, each line with its own proof.',
    purchase: 'Order {{number}}',
    return: 'Return {{number}}',
    returnTag: 'Return',
    lines_one: '{{count}} line',
    lines_other: '{{count}} lines',
    pointsPending: 'points being computed',
    points: '{{points}} points',
    ruleVersion: 'rule version {{version}}',
    older: 'Show older orders',
    column: {
      product: 'Product',
      quantity: 'Quantity',
      price: 'Price',
      total: 'Total',
    },
  },
  zh: {
    list: '订单',
    emptyTitle: '还没有订单',
    emptyText: '导入文件后，订单会显示在这里，每一笔都有证明。',
    purchase: '订单 {{number}}',
    return: '退货 {{number}}',
    returnTag: '退货',
    lines_one: '{{count}} 行',
    lines_other: '{{count}} 行',
    pointsPending: '积分计算中',
    points: '{{points}} 积分',
    ruleVersion: '规则第 {{version}} 版',
    older: '显示更早的订单',
    column: { product: '商品', quantity: '数量', price: '单价', total: '金额' },
  },
})
