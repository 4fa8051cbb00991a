import { errorTable } from '../../platform/errors.ts'

export const fieldErrors = errorTable({
  FIELD_NOT_FOUND: {
    status: 404,
    title: 'No such field',
    en: 'This field does not exist, or you may not see it.',
    zh: '该字段不存在，或您无权查看。',
  },
  FIELD_KEY_TAKEN: {
    status: 409,
    title: 'Key taken',
    en: 'There is a field of this key already, perhaps an archived one. Choose another key.',
    zh: '该标识已被其他字段（可能是已归档的字段）使用，请换一个。',
  },
  FIELD_TOO_MANY: {
    status: 422,
    title: 'Too many fields',
    en: 'There are as many fields as there can be. Remove one that nobody uses.',
    zh: '字段数量已达上限。请删除不再使用的字段。',
  },
  FIELD_CHANGED_MEANWHILE: {
    status: 409,
    title: 'Field changed meanwhile',
    en: 'Somebody else changed this field in the meantime. Look at it again, then change it.',
    zh: '该字段已被他人修改。请重新查看后再修改。',
  },
  FIELD_SETTINGS_INVALID: {
    status: 422,
    title: 'Settings do not fit together',
    en: 'The settings of the field do not fit together. See the places that are marked.',
    zh: '字段的设置互相矛盾，请查看标出的位置。',
  },
  FIELD_FORMULA_INVALID: {
    status: 422,
    title: 'Formula not understood',
    en: 'The formula cannot be used. The mark shows where it goes wrong.',
    zh: '公式无法使用，标记处为出错位置。',
  },
  FIELD_TYPE_FIXED: {
    status: 422,
    title: 'Type is fixed',
    en: 'The type of a field never changes. Make another field and archive this one.',
    zh: '字段类型不可更改。请新建字段并归档此字段。',
  },
  FIELD_IN_USE: {
    status: 409,
    title: 'Field in use',
    en: 'Records have values of this field, so it cannot be removed. Archive it: it goes from pages and lists, and the values stay.',
    zh: '有记录使用该字段，因此不能删除。可将其归档：字段不再显示，但值会保留。',
  },
  FIELD_OPTION_IN_USE: {
    status: 409,
    title: 'Option in use',
    en: 'Records have this option, so it cannot be removed. Retire it: it is not offered any more, and stays where it was chosen.',
    zh: '有记录选择了该选项，因此不能删除。可将其停用：不再提供选择，但已选的会保留。',
  },
  FIELD_USED_BY_FORMULA: {
    status: 409,
    title: 'Used by a formula',
    en: 'A formula computes with this field. Change the formula first.',
    zh: '有公式使用该字段，请先修改公式。',
  },
  FIELD_RECORD_NOT_FOUND: {
    status: 404,
    title: 'No such record',
    en: 'This customer or company does not exist, or you may not see it.',
    zh: '该客户或公司不存在，或您无权查看。',
  },
  FIELD_RECORD_MERGED: {
    status: 409,
    title: 'Record was merged',
    en: 'This customer was merged into another one. Change that one.',
    zh: '该客户已合并到另一位客户，请在后者中修改。',
  },
  FIELD_VALUES_CHANGED_MEANWHILE: {
    status: 409,
    title: 'Changed meanwhile',
    en: 'Somebody else filled in fields of this record in the meantime. Compare and save again.',
    zh: '该记录的字段已被他人修改，请比较后再保存。',
  },
  FIELD_VALUE_INVALID: {
    status: 422,
    title: 'Values do not fit',
    en: 'Some values do not fit their fields. See the places that are marked.',
    zh: '部分值不符合字段的要求，请查看标出的位置。',
  },
  FIELD_NOTHING_CHANGED: {
    status: 422,
    title: 'Nothing to change',
    en: 'There is nothing to save: every field has this value already.',
    zh: '没有需要保存的内容：各字段已是该值。',
  },
})
