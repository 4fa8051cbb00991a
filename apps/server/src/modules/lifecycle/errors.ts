import { errorTable } from '../../platform/errors.ts'

/** Errors of stages and classes. */
export const lifecycleErrors = errorTable({
  LIFECYCLE_RULES_CHANGED: {
    status: 409,
    title: 'Rules changed meanwhile',
    en: 'Somebody else changed the rules meanwhile. Please look at theirs first.',
    zh: '规则已被他人更改，请先查看其内容。',
  },
})
