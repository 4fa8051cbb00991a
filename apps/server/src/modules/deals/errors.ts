import { errorTable } from '../../platform/errors.ts'

export const dealErrors = errorTable({
  DEAL_NOT_FOUND: {
    status: 404,
    title: 'No such deal',
    en: 'This deal does not exist, or you may not see it.',
    zh: '该商机不存在，或您无权查看。',
  },
  DEAL_CHANGED_MEANWHILE: {
    status: 409,
    title: 'Changed meanwhile',
    en: 'Somebody else changed this deal in the meantime. Look at it as it is now and try again.',
    zh: '该商机已被他人修改，请查看最新内容后再试。',
  },
  DEAL_NOTHING_CHANGED: {
    status: 422,
    title: 'Nothing to change',
    en: 'There is nothing to save: nothing was changed.',
    zh: '没有需要保存的内容：未作任何更改。',
  },
  DEAL_NOT_OPEN: {
    status: 409,
    title: 'Deal is not open',
    en: 'This deal is closed or was removed. Open it again first.',
    zh: '该商机已关闭或已移除，请先重新打开。',
  },
  DEAL_ALREADY_OPEN: {
    status: 409,
    title: 'Deal is open',
    en: 'This deal is open already.',
    zh: '该商机已处于打开状态。',
  },
  DEAL_NO_SUCH_STAGE: {
    status: 422,
    title: 'No such stage',
    en: 'This pipeline or stage does not exist or was archived. Choose another one.',
    zh: '该销售流程或阶段不存在或已归档，请另选一个。',
  },
  DEAL_FIELDS_MISSING: {
    status: 422,
    title: 'The stage needs more',
    en: 'This stage needs to know more of the deal. Fill in what is missing.',
    zh: '进入该阶段前，商机还缺少必填内容，请补充。',
  },
  DEAL_NO_SUCH_REASON: {
    status: 422,
    title: 'No such reason',
    en: 'Choose a reason from the list.',
    zh: '请从列表中选择原因。',
  },
  DEAL_NO_SUCH_OWNER: {
    status: 422,
    title: 'Nobody to own the deal',
    en: 'This person cannot own the deal: they do not work here, or may not see deals.',
    zh: '此人不能负责该商机：其不在本组织工作，或无权查看商机。',
  },
  DEAL_PARTY_FORBIDDEN: {
    status: 403,
    title: 'Not allowed to see customers',
    en: 'Your role may not see customers and companies, so it cannot name them in a deal.',
    zh: '您的角色无权查看客户与公司，因此不能在商机中指定。',
  },
  DEAL_SETTINGS_CHANGED_MEANWHILE: {
    status: 409,
    title: 'Changed meanwhile',
    en: 'Somebody else changed the pipelines in the meantime. Load them again.',
    zh: '销售流程已被他人修改，请重新加载。',
  },
  DEAL_SETTINGS_INVALID: {
    status: 422,
    title: 'Pipelines do not fit together',
    en: 'The pipelines cannot be saved like this. See the places that are marked.',
    zh: '销售流程无法这样保存，请查看标出之处。',
  },
  DEAL_STAGE_IN_USE: {
    status: 409,
    title: 'Stage in use',
    en: 'Open deals are in a stage that you archive. Choose where they go.',
    zh: '要归档的阶段中还有未结商机，请选择它们的去向。',
  },
  DEAL_TOO_MANY_TO_MOVE: {
    status: 422,
    title: 'Too many deals to move',
    en: 'More than 500 open deals would have to move at once. Move some of them on the board first.',
    zh: '需要一次移动的未结商机超过 500 个，请先在看板上移动其中一部分。',
  },
})
