import type { JsonObject, JsonValue } from '@candor/journal'
import type { IncomingEvent } from './incoming.ts'

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const without = (object: JsonObject, ...names: string[]): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)))

const present = (object: Record<string, JsonValue | undefined>): JsonObject =>
  Object.fromEntries(Object.entries(object).filter((member): member is [string, JsonValue] => member[1] !== undefined))

/** Of a customer who agreed: all that was sent, but for the network address. */
export const contentOfCustomer = (event: IncomingEvent): JsonObject =>
  present({
    userId: event.userId,
    anonymousId: event.anonymousId,
    previousId: event.previousId,
    groupId: event.groupId,
    traits: event.traits,
    properties: event.properties,
    context: event.context && without(event.context, 'ip'),
  })

const withoutQuery = (value: JsonValue): JsonValue =>
  typeof value === 'string' && /^https?:/i.test(value) ? value.replace(/[?#].*$/s, '') : value

/** Addresses may carry what people typed. */
const plainPage = (page: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(without(page, 'search', 'hash')).map(([name, value]) => [name, withoutQuery(value)]),
  )

/** What says nothing of a person. */
const harmless = ['app', 'campaign', 'library', 'locale', 'os', 'screen', 'timezone']

/** Of a visitor whom nobody knows: what happened, without ids, traits, addresses and what tells a device from others. */
export const contentOfVisitor = ({ type, properties, context }: IncomingEvent): JsonObject => {
  const page = context?.['page']
  return present({
    properties: properties && (type === 'page' || type === 'screen' ? plainPage(properties) : properties),
    context:
      context &&
      present({
        ...Object.fromEntries(harmless.map((name) => [name, context[name]])),
        page: isObject(page) ? plainPage(page) : undefined,
      }),
  })
}

/** Names under which consent managers report consent to analytics in `context.consent.categoryPreferences`. */
const analyticsCategories = new Set(['analytics', 'statistics', 'measurement', 'performance', 'c0002'])

/** Whether the page says that its visitor agreed to analytics (the Segment specification's consent object). */
export const visitorAgreed = ({ context }: IncomingEvent): boolean => {
  const consent = context?.['consent']
  const preferences = isObject(consent) ? consent['categoryPreferences'] : undefined
  return (
    isObject(preferences) &&
    Object.entries(preferences).some(([name, value]) => value === true && analyticsCategories.has(name.toLowerCase()))
  )
}
