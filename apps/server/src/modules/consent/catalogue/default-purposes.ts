import type { DefaultPurpose } from './defaults.ts'

/** What a shop usually asks for beyond what a purchase needs. */
export const defaultPurposes: readonly DefaultPurpose[] = [
  {
    slug: 'news',
    dpv: 'dpv:DirectMarketing',
    notice: {
      title: { en: 'News and offers', zh: '资讯与优惠' },
      what: {
        en: 'We write to you about new things and offers, the same for everybody.',
        zh: '我们向您介绍新品与优惠，内容对所有人相同。',
      },
      why: { en: 'So that you hear of what may interest you.', zh: '让您了解可能感兴趣的内容。' },
      retention: {
        en: 'We use your contact details for this until you say stop.',
        zh: '在您要求停止之前，我们为此使用您的联系方式。',
      },
      categories: ['contact-details'],
      recipients: ['self'],
      channels: ['email', 'sms', 'phone', 'post'],
      months: 24,
      renews: false,
    },
  },
  {
    slug: 'personal-offers',
    dpv: 'dpv:PersonalisedAdvertising',
    notice: {
      title: { en: 'Offers that fit you', zh: '适合您的优惠' },
      what: {
        en: 'We look at what you bought and choose offers for you by it.',
        zh: '我们查看您的购买记录，并据此为您挑选优惠。',
      },
      why: { en: 'So that you get fewer offers, and better ones.', zh: '让您收到的优惠更少、更合适。' },
      retention: { en: 'We look back 24 months at most.', zh: '最多查看最近 24 个月的记录。' },
      categories: ['contact-details', 'purchases', 'points'],
      recipients: ['self', 'partners'],
      channels: ['email', 'sms', 'post'],
      months: 24,
      renews: false,
    },
  },
  {
    slug: 'insight',
    dpv: 'dpv:CommercialResearch',
    notice: {
      title: { en: 'Understanding what customers need', zh: '了解客户需求' },
      what: {
        en: 'We use your purchases, conversations and visits for studies of habits, person by person.',
        zh: '我们按个人将您的购买、沟通与浏览记录用于消费习惯研究。',
      },
      why: { en: 'So that we stock and do what people need.', zh: '让我们备好大家需要的商品与服务。' },
      retention: {
        en: 'Studies keep no names; the data behind them 12 months.',
        zh: '研究结果不含姓名，其背后的数据保存 12 个月。',
      },
      categories: ['purchases', 'points', 'conversations', 'behaviour'],
      recipients: ['self'],
      channels: [],
      months: null,
      renews: false,
    },
  },
  {
    slug: 'sharing',
    dpv: 'dpv:PersonalisedAdvertising',
    notice: {
      title: { en: 'Sharing with partners', zh: '与合作公司共享' },
      what: {
        en: 'We give partner companies the data that you tick, so that they can serve you as a known customer.',
        zh: '我们把您勾选的数据提供给合作公司，使其能把您当作熟客来服务。',
      },
      why: { en: 'So that you need not introduce yourself again.', zh: '让您不必重新介绍自己。' },
      retention: {
        en: 'Partners must delete it when you take this back.',
        zh: '您撤回后，合作公司必须删除这些数据。',
      },
      categories: ['contact-details', 'purchases', 'points'],
      recipients: ['partners'],
      channels: [],
      months: 12,
      renews: false,
    },
  },
]
