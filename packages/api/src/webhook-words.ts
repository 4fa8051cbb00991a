/** A kind of entry that webhooks can be sent for, in words. */
export type WebhookKind = { readonly kind: string; readonly en: string; readonly zh: string }

/** Kinds about one thing, in words. */
export type WebhookKinds = { readonly en: string; readonly zh: string; readonly kinds: readonly WebhookKind[] }

const group = (en: string, zh: string, kinds: readonly (readonly [string, string, string])[]): WebhookKinds => ({
  en,
  zh,
  kinds: kinds.map(([kind, name, nameZh]) => ({ kind, en: name, zh: nameZh })),
})

/** What can be chosen for an endpoint: entries of the journal that other programs act upon. An endpoint for all gets the others too. */
export const webhookCatalogue: readonly WebhookKinds[] = [
  group('Customers', '客户', [
    ['customer.created', 'Customer added', '新增客户'],
    ['customer.updated', 'Profile changed', '档案已修改'],
    ['customer.fields-changed', 'Own fields changed', '自定义字段已修改'],
    ['customer.assigned', 'Given to somebody', '更换负责人'],
    ['customer.tagged', 'Tags changed', '标签已更改'],
    ['customer.merged', 'Another record was merged into this one', '另一份档案并入此档案'],
    ['customer.merged-into', 'Merged into another record', '并入另一份档案'],
    ['customer.unmerged', 'A merged record was parted again', '合并的档案已拆分'],
    ['customer.binned', 'Moved to the bin', '移入回收站'],
    ['customer.restored', 'Restored from the bin', '从回收站还原'],
    ['customer.email-verified', 'E-mail address verified', '邮箱已验证'],
    ['lifecycle.changed', 'Moved to another stage or class', '阶段或等级变化'],
  ]),
  group('Companies', '公司', [
    ['company.created', 'Company added', '新增公司'],
    ['company.updated', 'Company changed', '公司已修改'],
    ['company.fields-changed', 'Own fields changed', '自定义字段已修改'],
    ['company.contact-added', 'Contact added', '新增联系人'],
    ['company.contact-removed', 'Contact removed', '移除联系人'],
  ]),
  group('Notes and files', '备注与文件', [
    ['note.added', 'Note, call or meeting added', '新增备注、通话或会面'],
    ['file.added', 'File added', '新增文件'],
    ['file.removed', 'File removed', '移除文件'],
  ]),
  group('Orders', '订单', [
    ['order.placed', 'Order placed', '下单'],
    ['order.returned', 'Order returned', '退货'],
    ['import.completed', 'Import of orders completed', '订单导入完成'],
    ['customer-import.completed', 'Import of customers completed', '客户导入完成'],
  ]),
  group('Points and rewards', '积分与奖励', [
    ['points.earned', 'Points earned', '获得积分'],
    ['points.rule-published', 'Points rule published', '积分规则已发布'],
    ['reward.redeemed', 'Reward redeemed', '兑换奖励'],
    ['voucher.used', 'Voucher used', '兑换券已使用'],
    ['voucher.cancelled', 'Voucher cancelled', '兑换券已取消'],
  ]),
  group('Consent and privacy', '同意与隐私', [
    ['consent.granted', 'Consent granted', '同意'],
    ['consent.refused', 'Consent refused', '拒绝'],
    ['consent.withdrawn', 'Consent withdrawn', '撤回同意'],
    ['privacy.requested', 'Request about own data', '个人数据请求'],
    ['privacy.completed', 'Request about own data answered', '个人数据请求已答复'],
    ['privacy.restricted', 'Data is only kept from now on', '数据转为仅保存'],
    ['privacy.unrestricted', 'The restriction was lifted', '限制已解除'],
    ['privacy.objected', 'Objection to further use', '反对进一步使用'],
    ['privacy.erased', 'A customer was erased', '客户已被删除'],
  ]),
  group('Tasks', '任务', [
    ['task.created', 'Task set', '新建任务'],
    ['task.changed', 'Task changed', '任务已更改'],
    ['task.done', 'Task done', '任务完成'],
  ]),
  group('Deals', '商机', [
    ['deal.created', 'Deal made', '新建商机'],
    ['deal.changed', 'Deal changed', '商机已更改'],
    ['deal.moved', 'Deal moved to another stage', '商机转入另一阶段'],
    ['deal.won', 'Deal won', '商机赢单'],
    ['deal.lost', 'Deal lost', '商机输单'],
  ]),
  group('Tickets', '工单', [
    ['ticket.opened', 'Ticket opened', '新建工单'],
    ['ticket.answered', 'The customer wrote', '客户来信'],
    ['ticket.replied', 'Staff replied', '员工回复'],
    ['ticket.assigned', 'Ticket given to somebody', '工单已分配'],
    ['ticket.solved', 'Ticket solved', '工单已解决'],
    ['ticket.closed', 'Ticket closed', '工单已关闭'],
    ['ticket.rated', 'Ticket rated', '工单已评分'],
    ['ticket.promise-missed', 'A promised time was missed', '超过承诺时间'],
  ]),
  group('Quotes and invoices', '报价与发票', [
    ['quote.sent', 'Quote sent', '报价单已发送'],
    ['quote.accepted', 'Quote accepted', '报价单已接受'],
    ['quote.declined', 'Quote declined', '报价单已拒绝'],
    ['quote.withdrawn', 'Quote withdrawn', '报价单已撤回'],
    ['invoice.issued', 'Invoice issued', '发票已开具'],
    ['invoice.paid', 'Payment recorded', '已登记付款'],
    ['invoice.refunded', 'Refund recorded', '已登记退款'],
    ['credit-note.issued', 'Credit note issued', '贷记单已开具'],
    ['product.created', 'Product added', '新增产品'],
    ['product.changed', 'Product changed', '产品已更改'],
  ]),
]

/** Every kind of the catalogue. */
export const webhookKinds: readonly string[] = webhookCatalogue.flatMap(({ kinds }) => kinds.map(({ kind }) => kind))

/** Kind of the message that somebody sends to try an endpoint. */
export const webhookTestKind = 'webhook.tested'

/** `failing` and `gone`: paused by itself, after days of failures or because the receiver answered 410. */
export const webhookStates = ['active', 'paused', 'failing', 'gone'] as const
export type WebhookState = (typeof webhookStates)[number]

/** `withheld`: about somebody who was erased before it was sent. */
export const deliveryStates = ['waiting', 'delivered', 'failed', 'withheld'] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** Why a try did not succeed. */
export const deliveryFailures = [
  'address-refused',
  'not-found',
  'not-reached',
  'not-trusted',
  'timeout',
  'redirected',
  'answered',
] as const
export type DeliveryFailure = (typeof deliveryFailures)[number]
