import type { FieldSettings } from '@candor/api'
import type { StoredField } from './definitions/definition.ts'

type Schema = Readonly<Record<string, unknown>>

const uuid = { type: 'string', format: 'uuid' }

const typeOf = (settings: FieldSettings): Schema => {
  switch (settings.type) {
    case 'text':
    case 'secret':
      return {
        type: 'string',
        minLength: settings.minimumLength,
        maxLength: settings.maximumLength,
        pattern: settings.pattern && `^(?:${settings.pattern})$`,
        ...(settings.type === 'secret' && { writeOnly: true }),
      }
    case 'number':
      return {
        type: 'number',
        minimum: settings.minimum,
        maximum: settings.maximum,
        multipleOf: 10 ** -settings.decimals,
        'x-unit': settings.unit,
      }
    case 'money':
      return { type: 'string', pattern: String.raw`^-?\d{1,17}$`, 'x-minor-units-of': settings.currency }
    case 'date':
      return { type: 'string', format: 'date' }
    case 'choice':
      return { type: 'string', enum: settings.options.map(({ key }) => key) }
    case 'choices':
      return {
        type: 'array',
        uniqueItems: true,
        items: { type: 'string', enum: settings.options.map(({ key }) => key) },
      }
    case 'boolean':
      return { type: 'boolean' }
    case 'customer':
    case 'company':
      return { ...uuid, 'x-link': settings.type }
    case 'record':
      return { ...uuid, 'x-link': settings.object }
    case 'formula':
    default: {
      const { result = 'text' } = settings
      const types = { number: 'number', boolean: 'boolean', text: 'string', date: 'string' } as const
      return { type: types[result], ...(result === 'date' && { format: 'date' }), readOnly: true }
    }
  }
}

/**
 * The fields as an OpenAPI 3.1 (JSON Schema 2020-12) schema of `custom`: what programs may send and will be sent.
 * @param fields those that the reader may see
 */
export const describeFields = (fields: readonly StoredField[]): Schema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  additionalProperties: false,
  required: fields.filter(({ required }) => required).map(({ key }) => key),
  properties: Object.fromEntries(
    fields.map(({ key, label, help, settings }) => [
      key,
      {
        title: label.en,
        'x-title-zh': label.zh,
        ...(help.en !== '' && { description: help.en }),
        ...Object.fromEntries(
          Object.entries(typeOf(settings)).filter(([, value]) => value !== undefined && value !== ''),
        ),
      },
    ]),
  ),
})
