import {
  fieldRoutesOf,
  type CustomField,
  type CustomOfRecord,
  type FieldObject,
  type FieldValue,
  type FieldValueFault,
} from '@candor/api'
import { useFormat, useLanguage } from '@candor/ui'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { call } from './api.ts'
import { ownFieldTexts } from './own-field-texts.ts'

/** Everything about own fields in the server cache. */
export const fieldsKey = ['fields'] as const

/** Fields of customers or companies that the person at the screen may see. */
export const fieldsQuery = (object: FieldObject) =>
  queryOptions({
    queryKey: [...fieldsKey, object, 'mine'],
    queryFn: ({ signal }) => call(fieldRoutesOf(object).list, { params: { object } }, { signal }),
    staleTime: 60_000,
  })

/** The fields of an object; none while they load. */
export const useFields = (object: FieldObject): readonly CustomField[] =>
  useQuery(fieldsQuery(object)).data?.items ?? []

/** A text in the reader’s language; in the other one where it is empty. */
export const useBilingual = (): ((text: { readonly en: string; readonly zh: string }) => string) => {
  const [language] = useLanguage()
  return (text) => text[language] || text.en || text.zh
}

/** The parts of a name in words: `gold` is “Gold”. */
const optionLabel = (field: CustomField, key: string, say: ReturnType<typeof useBilingual>): string => {
  const options = 'options' in field.settings ? field.settings.options : []
  const option = options.find((one) => one.key === key)
  return option ? say(option.label) : key
}

/** Gives values as people read them. */
export const useValueText = (): ((
  field: CustomField,
  value: FieldValue | null | undefined,
  linked?: CustomOfRecord['linked'],
) => string) => {
  const format = useFormat()
  const say = useBilingual()
  const t = ownFieldTexts.useTexts()
  return (field, value, linked = []) => {
    if (value === null || value === undefined) return ''
    const { settings } = field
    if (typeof value === 'boolean') return value ? t('yes') : t('no')
    if (Array.isArray(value)) return value.map((key) => optionLabel(field, key, say)).join(', ')
    if (typeof value === 'number') {
      const text = Number.isInteger(value * 1000) ? format.number(value) : String(value)
      return settings.type === 'number' && settings.unit ? `${text} ${settings.unit}` : text
    }
    if (settings.type === 'money') return format.money(value, settings.currency)
    const isDay = settings.type === 'date' || (settings.type === 'formula' && settings.result === 'date')
    if (isDay) return format.date(`${value}T12:00:00.000Z`)
    if (settings.type === 'customer' || settings.type === 'company' || settings.type === 'record') {
      return linked.find(({ id }) => id === value)?.name ?? t('linked')
    }
    return settings.type === 'choice' ? optionLabel(field, value, say) : value
  }
}

/** Says why a value does not fit. */
export const useFaultText = (): ((field: CustomField, fault: FieldValueFault) => string) => {
  const t = ownFieldTexts.useTexts()
  const format = useFormat()
  return ({ settings }, { fault, limit }) => {
    const shown =
      settings.type === 'money' && limit !== ''
        ? format.money(limit, settings.currency)
        : settings.type === 'date' && limit !== ''
          ? format.date(`${limit}T12:00:00.000Z`)
          : limit
    if (fault === 'type' && (settings.type === 'number' || settings.type === 'money')) return t('fault.number')
    if (fault === 'type' && settings.type === 'date') return t('fault.date')
    return t(`fault.${fault}`, { limit: shown })
  }
}
