import {
  fieldTypes,
  formulaBuiltInsOf,
  formulaFunctions,
  type CustomField,
  type FieldObject,
  type FieldOption,
  type FieldSettings,
  type FieldTypeName,
  type FieldValue,
} from '@candor/api'

interface Bilingual {
  readonly en: string
  readonly zh: string
}

/** A field while it is defined: every part may be missing, numbers are text. */
export interface FieldDraft {
  readonly key: string
  readonly label: Bilingual
  readonly help: Bilingual
  readonly section: Bilingual
  readonly required: boolean
  readonly seenBy: readonly string[]
  readonly editedBy: readonly string[]
  readonly type: FieldTypeName
  readonly multiline: boolean
  readonly minimumLength: string
  readonly maximumLength: string
  readonly pattern: string
  readonly decimals: string
  readonly unit: string
  readonly minimum: string
  readonly maximum: string
  readonly currency: string
  readonly earliest: string
  readonly latest: string
  readonly expression: string
  /** Key of the object that a relation leads to. */
  readonly target: string
  readonly options: readonly FieldOption[]
  readonly default: FieldValue | null
}

const nothing: Bilingual = { en: '', zh: '' }

/** What can be begun with; the field itself is not among them. */
export const offeredTypes = fieldTypes

export const newOption = (at: number): FieldOption => ({ key: `option_${at}`, label: nothing, retired: false })

/** A draft of a new field. */
export const emptyDraft = (currency: string): FieldDraft => ({
  key: '',
  label: nothing,
  help: nothing,
  section: nothing,
  required: false,
  seenBy: [],
  editedBy: [],
  type: 'text',
  multiline: false,
  minimumLength: '',
  maximumLength: '200',
  pattern: '',
  decimals: '0',
  unit: '',
  minimum: '',
  maximum: '',
  currency,
  earliest: '',
  latest: '',
  expression: '',
  target: '',
  options: [newOption(1), newOption(2)],
  default: null,
})

const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

/** A draft of a field that exists. */
export const draftOf = (field: CustomField): FieldDraft => {
  const given: FieldSettings = field.settings
  const settings = given as FieldSettings & Record<string, unknown>
  return {
    ...emptyDraft('GBP'),
    key: field.key,
    label: field.label,
    help: field.help,
    section: field.section,
    required: field.required,
    seenBy: field.seenBy ?? [],
    editedBy: field.editedBy ?? [],
    type: settings.type,
    multiline: settings['multiline'] === true,
    minimumLength: textOf(settings['minimumLength']),
    maximumLength: textOf(settings['maximumLength']) || '200',
    pattern: textOf(settings['pattern']),
    decimals: textOf(settings['decimals']) || '0',
    unit: textOf(settings['unit']),
    minimum: textOf(settings['minimum']),
    maximum: textOf(settings['maximum']),
    currency: textOf(settings['currency']) || 'GBP',
    earliest: textOf(settings['earliest']),
    latest: textOf(settings['latest']),
    expression: textOf(settings['expression']),
    target: textOf(settings['object']),
    options: 'options' in given ? given.options : [newOption(1), newOption(2)],
    default: 'default' in given ? (given.default ?? null) : null,
  }
}

const numberOr = (text: string): number | undefined => (text.trim() === '' ? undefined : Number(text))
const textOr = (text: string): string | undefined => text.trim() || undefined

/** The settings as the API takes them. */
export const settingsOf = (draft: FieldDraft): FieldSettings => {
  const begins = draft.default === null ? {} : { default: draft.default }
  const texts = {
    minimumLength: numberOr(draft.minimumLength),
    maximumLength: numberOr(draft.maximumLength) ?? 200,
    pattern: textOr(draft.pattern),
  }
  const byType = {
    text: { ...texts, multiline: draft.multiline, ...begins },
    secret: texts,
    number: {
      decimals: numberOr(draft.decimals) ?? 0,
      unit: textOr(draft.unit),
      minimum: numberOr(draft.minimum),
      maximum: numberOr(draft.maximum),
      ...begins,
    },
    money: {
      currency: draft.currency.trim().toUpperCase(),
      minimum: textOr(draft.minimum),
      maximum: textOr(draft.maximum),
      ...begins,
    },
    date: { earliest: textOr(draft.earliest), latest: textOr(draft.latest), ...begins },
    choice: { options: draft.options, ...begins },
    choices: { options: draft.options, ...begins },
    boolean: begins,
    customer: {},
    company: {},
    record: { object: draft.target },
    formula: { expression: draft.expression, decimals: numberOr(draft.decimals) ?? 0 },
  }[draft.type]
  const given = Object.entries(byType).filter(([, value]) => value !== undefined)
  return { type: draft.type, ...Object.fromEntries(given) } as FieldSettings
}

/** The draft as a field to try the default with. */
export const sampleOf = (object: FieldObject, draft: FieldDraft): CustomField => ({
  id: '',
  object,
  key: draft.key,
  label: draft.label,
  help: draft.help,
  settings: settingsOf(draft),
  required: false,
  section: draft.section,
  seenBy: null,
  editedBy: null,
  position: 0,
  archivedAt: null,
  version: 1,
  mayEdit: true,
})

const inFormulas: ReadonlySet<FieldTypeName> = new Set([
  'text',
  'number',
  'money',
  'date',
  'choice',
  'boolean',
  'formula',
])

/** Keys that a formula can use, in words for the help. */
export const formulaWords = (object: FieldObject, fields: readonly CustomField[], key: string) => ({
  fields: [
    ...Object.keys(formulaBuiltInsOf(object)),
    ...fields
      .filter((field) => field.key !== key && field.archivedAt === null && inFormulas.has(field.settings.type))
      .map((field) => field.key),
  ].join(', '),
  functions: ['if', ...Object.keys(formulaFunctions)].join(', '),
})
