import { errorTable } from '../../platform/errors.ts'

export const loyaltyErrors = errorTable({
  LOYALTY_NO_PROGRAMME: {
    status: 404,
    title: 'No points programme',
    en: 'This organisation has no points programme yet.',
    zh: '该组织尚未设立积分计划。',
  },
  LOYALTY_MERCHANT_NOT_FOUND: {
    status: 404,
    title: 'Merchant takes no part',
    en: 'This merchant takes no part in the points programme.',
    zh: '该商家未参加积分计划。',
  },
  LOYALTY_RULE_INVALID: {
    status: 422,
    title: 'Rule not possible',
    en: 'This rule is not possible. Please check the marked fields.',
    zh: '该规则不成立，请检查标出的字段。',
  },
  LOYALTY_RULE_START_PAST: {
    status: 422,
    title: 'Start lies in the past',
    en: 'A new rule has to start in the future: what customers have earned under the old one stays as it is.',
    zh: '新规则必须从未来开始：顾客按旧规则获得的积分保持不变。',
  },
  LOYALTY_RULE_START_EARLY: {
    status: 422,
    title: 'Start before an earlier version',
    en: 'A new rule has to start after the newest version there is.',
    zh: '新规则的开始时间必须晚于现有的最新版本。',
  },
  LOYALTY_LEDGER_UNREACHABLE: {
    status: 503,
    title: 'Ledger not reachable',
    en: 'The ledger that holds the points cannot be asked at the moment. Please try again shortly.',
    zh: '暂时无法查询保存积分的账本，请稍后再试。',
  },
})
