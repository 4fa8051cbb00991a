import type { ServiceSettings, TicketPriority, TicketType } from '@candor/api'

/** A text in both languages of the demo. */
export type Told = { readonly en: string; readonly zh: string }

/** Something that happened in a made-up ticket, so many hours after the step before. */
export type DemoAct =
  | {
      readonly act: 'reply' | 'note' | 'answer'
      readonly after: number
      readonly text: Told
      readonly to?: 'waiting' | 'solved'
    }
  | { readonly act: 'confirm'; readonly after: number }
  | { readonly act: 'rate'; readonly after: number; readonly rating: number; readonly text?: Told }

/** A made-up ticket. */
export type DemoTicket = {
  readonly type: TicketType
  readonly priority: TicketPriority
  readonly subject: Told
  readonly text: Told
  readonly acts: readonly DemoAct[]
}

const lookingInto: Told = {
  en: 'Thank you for writing. I am looking into it and come back to you today.',
  zh: '感谢您的来信。我正在核实，今天内给您回复。',
}
const thanks: Told = { en: 'Quick and friendly, thank you.', zh: '回复很快也很热情，谢谢。' }

/** What customers of a shop write, and how it went on. */
export const demoTickets: readonly DemoTicket[] = [
  {
    type: 'problem',
    priority: 'high',
    subject: { en: 'Teapot arrived broken', zh: '茶壶到货时已破损' },
    text: {
      en: 'The lid of the teapot was in two pieces when I opened the parcel. Can you send another one?',
      zh: '打开包裹时，茶壶盖已经裂成两半。可以换一个吗？',
    },
    acts: [
      {
        act: 'reply',
        after: 2,
        text: {
          en: 'I am sorry! A new one leaves our store today. You need not send the broken one back.',
          zh: '非常抱歉！新的茶壶今天就会寄出，破损的无需寄回。',
        },
        to: 'solved',
      },
      { act: 'confirm', after: 30 },
      { act: 'rate', after: 1, rating: 5, text: thanks },
    ],
  },
  {
    type: 'question',
    priority: 'normal',
    subject: { en: 'When do my points expire?', zh: '我的积分什么时候过期？' },
    text: {
      en: 'I have points from last spring. Until when can I use them?',
      zh: '我有去年春天的积分，可以用到什么时候？',
    },
    acts: [
      {
        act: 'reply',
        after: 5,
        text: {
          en: 'Your points page shows each lot with its last day; the oldest are used first.',
          zh: '积分页面会显示每一批积分的最后有效日，最早的积分会先使用。',
        },
        to: 'solved',
      },
      { act: 'rate', after: 8, rating: 4 },
    ],
  },
  {
    type: 'complaint',
    priority: 'urgent',
    subject: { en: 'Charged twice for one order', zh: '一笔订单被扣款两次' },
    text: {
      en: 'My bank shows the same amount twice for my last order. Please give one of them back.',
      zh: '银行显示我最近的订单被扣了两次相同的金额，请退回一笔。',
    },
    acts: [
      { act: 'reply', after: 1, text: lookingInto },
      {
        act: 'note',
        after: 1,
        text: {
          en: 'The payment provider confirms one reservation and one charge. The reservation ends by itself.',
          zh: '支付机构确认：一笔为预授权，一笔为实际扣款。预授权会自动取消。',
        },
      },
    ],
  },
  {
    type: 'request',
    priority: 'low',
    subject: { en: 'Invoice with our company name', zh: '开具公司抬头的发票' },
    text: {
      en: 'Could we have the last invoice again with the name of our company on it?',
      zh: '能否将最近一张发票重新开具为公司抬头？',
    },
    acts: [
      {
        act: 'reply',
        after: 9,
        text: {
          en: 'Gladly. Which name and address shall stand on it?',
          zh: '可以。请告知发票抬头和地址。',
        },
        to: 'waiting',
      },
    ],
  },
  {
    type: 'question',
    priority: 'normal',
    subject: { en: 'Do you wrap as a gift?', zh: '可以礼品包装吗？' },
    text: {
      en: 'I order for a birthday. Can you wrap it and leave out the bill?',
      zh: '我要送生日礼物，可以包装并不放账单吗？',
    },
    acts: [],
  },
  {
    type: 'problem',
    priority: 'normal',
    subject: { en: 'Parcel says delivered, nothing here', zh: '显示已送达但未收到包裹' },
    text: {
      en: 'The carrier says the parcel was handed over on Tuesday. Neither I nor my neighbours have it.',
      zh: '物流显示周二已签收，但我和邻居都没有收到。',
    },
    acts: [
      { act: 'reply', after: 4, text: lookingInto },
      {
        act: 'note',
        after: 2,
        text: {
          en: 'Search order with the carrier opened; answer in two days.',
          zh: '已向物流公司申请查件，两天内答复。',
        },
      },
      {
        act: 'answer',
        after: 12,
        text: { en: 'Is there anything new?', zh: '有新的进展吗？' },
      },
    ],
  },
  {
    type: 'request',
    priority: 'normal',
    subject: { en: 'Change of delivery address', zh: '修改收货地址' },
    text: {
      en: 'We move next week. Please send the open order to the new address.',
      zh: '我们下周搬家，请把未发货的订单寄到新地址。',
    },
    acts: [
      {
        act: 'reply',
        after: 3,
        text: { en: 'Done: the order goes to the new address.', zh: '已修改，订单将寄往新地址。' },
        to: 'solved',
      },
    ],
  },
  {
    type: 'complaint',
    priority: 'high',
    subject: { en: 'Nobody called me back', zh: '没有人给我回电' },
    text: { en: 'I was promised a call on Monday. It is Thursday now.', zh: '答应周一给我回电，现在已经周四了。' },
    acts: [
      {
        act: 'reply',
        after: 20,
        text: {
          en: 'That should not have happened. I ring you today between three and four.',
          zh: '非常抱歉，不应发生这种情况。我今天下午三点到四点之间给您打电话。',
        },
        to: 'solved',
      },
      {
        act: 'answer',
        after: 6,
        text: { en: 'I waited until five. Nobody rang.', zh: '我等到五点，仍然没有人打来。' },
      },
    ],
  },
  {
    type: 'question',
    priority: 'low',
    subject: { en: 'Is the lamp dimmable?', zh: '这款灯可以调光吗？' },
    text: { en: 'The page does not say whether the lamp can be dimmed.', zh: '页面没有说明这款灯是否可以调光。' },
    acts: [
      {
        act: 'reply',
        after: 6,
        text: { en: 'Yes, with any trailing-edge dimmer.', zh: '可以，使用后沿调光器即可。' },
        to: 'solved',
      },
      { act: 'confirm', after: 3 },
      { act: 'rate', after: 1, rating: 5 },
    ],
  },
  {
    type: 'problem',
    priority: 'normal',
    subject: { en: 'Wrong colour in the parcel', zh: '收到的颜色不对' },
    text: {
      en: 'I ordered blue and got green. I would like to exchange it.',
      zh: '我订的是蓝色，收到的是绿色，希望更换。',
    },
    acts: [
      {
        act: 'reply',
        after: 7,
        text: {
          en: 'Of course. Would you send me a picture of the label, please?',
          zh: '可以，请发一张标签的照片给我。',
        },
        to: 'waiting',
      },
      { act: 'answer', after: 5, text: { en: 'The label says 84879.', zh: '标签上写着 84879。' } },
    ],
  },
  {
    type: 'request',
    priority: 'normal',
    subject: { en: 'Please ring me about a large order', zh: '请就大额订单与我联系' },
    text: {
      en: 'We need sixty lanterns for a wedding. Is there a price for that?',
      zh: '婚礼需要六十个灯笼，有优惠价格吗？',
    },
    acts: [],
  },
  {
    type: 'question',
    priority: 'normal',
    subject: { en: 'How do I return a part of an order?', zh: '如何退回订单的一部分？' },
    text: {
      en: 'Three of five things shall go back. What do I have to do?',
      zh: '五件商品中有三件要退，应该怎么操作？',
    },
    acts: [
      {
        act: 'reply',
        after: 30,
        text: {
          en: 'Put the three in a parcel with a copy of the bill; the label is in your mail.',
          zh: '请将三件商品与账单复印件一起打包，退货标签已发到您的邮箱。',
        },
        to: 'solved',
      },
      {
        act: 'rate',
        after: 10,
        rating: 2,
        text: { en: 'It took long until I heard anything.', zh: '等了很久才收到回复。' },
      },
    ],
  },
  {
    type: 'problem',
    priority: 'urgent',
    subject: { en: 'Order for tomorrow still not sent', zh: '明天要用的订单还未发货' },
    text: {
      en: 'We need the candles tomorrow, and the order still says “packed”.',
      zh: '明天就要用蜡烛，订单仍显示“已打包”。',
    },
    acts: [],
  },
  {
    type: 'request',
    priority: 'low',
    subject: { en: 'Catalogue on paper', zh: '索取纸质目录' },
    text: { en: 'My mother would like to have the catalogue on paper.', zh: '我母亲想要一份纸质目录。' },
    acts: [{ act: 'reply', after: 11, text: { en: 'It is in the post.', zh: '已寄出。' }, to: 'solved' }],
  },
  {
    type: 'complaint',
    priority: 'normal',
    subject: { en: 'Points missing for my purchase', zh: '购物后没有获得积分' },
    text: {
      en: 'I bought for more than the minimum and got no points.',
      zh: '我的消费超过了最低金额，却没有获得积分。',
    },
    acts: [{ act: 'reply', after: 6, text: lookingInto }],
  },
]

/** Answers that the made-up companies keep ready. */
export const demoReplies: ServiceSettings['replies'] = [
  {
    id: '019aa000-0000-7000-8000-000000000001',
    name: 'thanks',
    en: lookingInto.en,
    zh: lookingInto.zh,
  },
  {
    id: '019aa000-0000-7000-8000-000000000002',
    name: 'parcel',
    en: 'I asked the carrier where your parcel is. An answer comes within two working days; I write to you as soon as I have it.',
    zh: '我已向物流公司查询您的包裹，两个工作日内会有答复，收到后立即告知您。',
  },
  {
    id: '019aa000-0000-7000-8000-000000000003',
    name: 'return',
    en: 'You can return it within 30 days. Put a copy of the bill into the parcel; we refund as soon as it is here.',
    zh: '30 天内可以退货。请在包裹中附上账单复印件，收到后立即退款。',
  },
]
