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
  LOYALTY_SECOND_PERSON_NEEDED: {
    status: 409,
    title: 'A second person is needed',
    en: 'In your company a second person approves every rule. Propose it instead.',
    zh: '贵公司的每条规则须由第二人批准，请改为提议。',
  },
  LOYALTY_NOT_NEEDED: {
    status: 409,
    title: 'Nothing to approve',
    en: 'One person alone publishes rules already.',
    zh: '目前已经可以由一人单独发布规则。',
  },
  LOYALTY_OWN_PROPOSAL: {
    status: 403,
    title: 'Own proposal',
    en: 'You proposed this yourself. Somebody else has to approve it.',
    zh: '这是您自己提议的，须由他人批准。',
  },
  LOYALTY_PROPOSAL_NOT_FOUND: {
    status: 404,
    title: 'No such proposal',
    en: 'There is no such proposal.',
    zh: '没有这项提议。',
  },
  LOYALTY_PROPOSAL_DECIDED: {
    status: 409,
    title: 'Decided before',
    en: 'This was decided before.',
    zh: '这项提议已经有了决定。',
  },
  LOYALTY_PREVIEW_TOO_LONG: {
    status: 503,
    title: 'Preview takes too long',
    en: 'Counting these purchases takes too long at the moment. Choose a shorter period, or try again at a quieter hour.',
    zh: '目前计算这些购买耗时过长。请选择更短的期间，或稍后再试。',
  },
  LOYALTY_LEDGER_UNREACHABLE: {
    status: 503,
    title: 'Ledger not reachable',
    en: 'The ledger that holds the points cannot be asked at the moment. Please try again shortly.',
    zh: '暂时无法查询保存积分的账本，请稍后再试。',
  },
})
