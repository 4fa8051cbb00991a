import { eventErrors } from '../errors.ts'
import { violationInWords, violationsOf } from '../schema-registry/check.ts'
import { SchemaRegistry, type KnownSchemas } from '../schema-registry/registry.ts'
import { kindsOf } from '../schema-registry/values.ts'
import type { OpenSource } from '../sources/known-keys.ts'
import type { Arrived } from './group.ts'
import { readEvent, type EventType, type Fault } from './incoming.ts'

/** An event of a batch that was not taken, and why. */
export type NotTaken = { readonly index: number; readonly errors: readonly Fault[] }

/** Events of one request, checked. */
export type Taken = { readonly arrived: readonly Arrived[]; readonly notTaken: readonly NotTaken[] }

type Request = {
  readonly type: EventType | 'batch' | 'import'
  readonly body: Record<string, unknown>
  readonly now: number
}

type Looked =
  | { readonly arrived: Arrived; readonly faults: readonly Fault[] }
  | { readonly fault: Fault; readonly tooLarge: boolean }

const look = (value: unknown, { type, body, now }: Request, source: OpenSource, schemas: KnownSchemas): Looked => {
  const called = type === 'batch' || type === 'import' ? undefined : type
  // What was kept elsewhere and is brought over says when it happened; nobody's clock is running late.
  const sentAt = type === 'import' ? null : body['sentAt']
  const checked = readEvent(value, { type: called, sentAt, receivedAt: now })
  if ('fault' in checked) return { fault: checked.fault, tooLarge: checked.tooLarge === true }
  const { event } = checked
  const kinds = kindsOf(event.type === 'identify' || event.type === 'group' ? event.traits : event.properties)
  const { name, schema, isNew } = SchemaRegistry.look(schemas, event.type, event.name, kinds)
  const declared = schema?.declared ?? null
  const violations = declared === null ? [] : violationsOf(kinds, declared)
  const refused = source.refuses && violations.length > 0
  return {
    arrived: { event, source, counted: name, kinds, isNew, violations, refused },
    faults:
      refused && declared !== null
        ? violations.map((violation) => ({
            path: `properties/${violation.property}`,
            message: violationInWords(violation, declared),
          }))
        : [],
  }
}

/**
 * Checks the events of a request, one by one: what is wrong with one keeps no other from being taken.
 * @throws EVENT_INVALID, EVENT_TOO_LARGE where the request itself is wrong, or holds one event only and that is
 */
export const takeEvents = (request: Request, source: OpenSource, schemas: KnownSchemas): Taken => {
  const { type, body } = request
  if (type !== 'batch' && type !== 'import') {
    const looked = look(body, request, source, schemas)
    if ('arrived' in looked) return { arrived: [looked.arrived], notTaken: [{ index: 0, errors: looked.faults }] }
    const { path, message } = looked.fault
    const errors = [{ path: `/body${path && `/${path}`}`, message }]
    throw looked.tooLarge
      ? eventErrors.EVENT_TOO_LARGE(message, { errors })
      : eventErrors.EVENT_INVALID(`${path || 'the event'} ${message}`, { errors })
  }
  const { batch } = body
  if (!Array.isArray(batch)) {
    throw eventErrors.EVENT_INVALID('batch must be a list of events', {
      errors: [{ path: '/body/batch', message: 'must be a list of events' }],
    })
  }
  const arrived: Arrived[] = []
  const notTaken: NotTaken[] = []
  // What a batch says of its context counts for every event that does not say otherwise.
  const common = typeof body['context'] === 'object' && body['context'] !== null ? { context: body['context'] } : {}
  batch.forEach((value: unknown, index) => {
    const whole = typeof value === 'object' && value !== null ? { ...common, ...value } : value
    const looked = look(whole, request, source, schemas)
    if ('arrived' in looked) arrived.push(looked.arrived)
    const errors = 'arrived' in looked ? looked.faults : [looked.fault]
    if (errors.length > 0) notTaken.push({ index, errors })
  })
  return { arrived, notTaken }
}
