import { createHash, randomUUID } from 'node:crypto'
import { canonicalJson, type JsonObject } from '@candor/journal'
import { correctedTime, instantOf } from './clock.ts'

/** Kinds of call of the tracking API. */
export const eventTypes = ['identify', 'track', 'page', 'screen', 'group', 'alias'] as const
export type EventType = (typeof eventTypes)[number]

/** Bytes of one event at most. */
export const largestEvent = 32 * 1024

/** An event as it came in, checked. */
export type IncomingEvent = {
  readonly type: EventType
  /** Of a `track` call its event, of a page or screen its name; else empty. */
  readonly name: string
  readonly messageId: string
  readonly occurredAt: Date
  readonly receivedAt: Date
  readonly userId: string | undefined
  readonly anonymousId: string | undefined
  readonly previousId: string | undefined
  readonly groupId: string | undefined
  readonly traits: JsonObject | undefined
  readonly properties: JsonObject | undefined
  readonly context: JsonObject | undefined
}

/** What is wrong with an event, where. */
export type Fault = { readonly path: string; readonly message: string }
export type Checked = { readonly event: IncomingEvent } | { readonly fault: Fault; readonly tooLarge?: true }

type Fields = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const idOf = (value: unknown): string | undefined => {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && text.trim() !== '' && text.length <= 512 && text.isWellFormed() ? text : undefined
}

const longestName = 200

const nameOf = (type: EventType, fields: Fields): string | undefined => {
  const name = type === 'track' ? fields['event'] : type === 'page' || type === 'screen' ? (fields['name'] ?? '') : ''
  if (typeof name !== 'string' || name.length > longestName || !name.isWellFormed() || name.includes('\0')) {
    return undefined
  }
  return type === 'track' && name.trim() === '' ? undefined : name
}

const absent = (value: unknown): boolean => value === undefined || value === null

/** The first thing that is wrong, besides ids and name. */
const shapeFault = (fields: Fields): Fault | undefined => {
  for (const field of ['userId', 'anonymousId', 'previousId', 'groupId']) {
    const value = fields[field]
    if (!absent(value) && value !== '' && idOf(value) === undefined) {
      return { path: field, message: 'must be a text of 1 to 512 characters' }
    }
  }
  for (const field of ['traits', 'properties', 'context']) {
    if (!absent(fields[field]) && !isObject(fields[field])) return { path: field, message: 'must be an object' }
  }
  for (const field of ['timestamp', 'sentAt', 'originalTimestamp']) {
    if (!absent(fields[field]) && instantOf(fields[field]) === undefined) {
      return { path: field, message: 'must be an instant in ISO 8601' }
    }
  }
  const messageId = fields['messageId']
  if (!absent(messageId) && (typeof messageId !== 'string' || messageId.length > 256 || messageId === '')) {
    return { path: 'messageId', message: 'must be a text of 1 to 256 characters' }
  }
  return undefined
}

/** Whom or what each kind of call must name. */
const nameFault = (type: EventType, fields: Fields): Fault | undefined => {
  const known = (field: string): boolean => idOf(fields[field]) !== undefined
  if (!known('userId') && (type === 'alias' || !known('anonymousId'))) {
    return { path: 'userId', message: type === 'alias' ? 'is needed' : 'is needed, or anonymousId' }
  }
  if (type === 'alias' && !known('previousId')) return { path: 'previousId', message: 'is needed' }
  if (type === 'group' && !known('groupId')) return { path: 'groupId', message: 'is needed' }
  if (nameOf(type, fields) === undefined) {
    return { path: type === 'track' ? 'event' : 'name', message: `must be a text of at most ${longestName} characters` }
  }
  return undefined
}

/** Where the event came in, and what the request around it said. */
export type Arrival = {
  /** The kind of call; else the event says it itself. */
  readonly type: EventType | undefined
  /** What the sender says of the moment of sending, for all events of a batch; null where clocks are not corrected. */
  readonly sentAt: unknown
  readonly receivedAt: number
}

/**
 * Reads one event as the Segment specification describes it. Unknown fields are passed over.
 * @returns the event, or the first thing that is wrong with it
 */
export const readEvent = (value: unknown, { type: called, sentAt, receivedAt }: Arrival): Checked => {
  if (!isObject(value)) return { fault: { path: '', message: 'must be an object' } }
  const fields: Fields = value
  const type = called ?? eventTypes.find((each) => each === fields['type'])
  if (type === undefined) return { fault: { path: 'type', message: `must be one of ${eventTypes.join(', ')}` } }
  const fault = shapeFault(fields) ?? nameFault(type, fields)
  if (fault !== undefined) return { fault }
  let text: string
  try {
    text = canonicalJson(value)
  } catch {
    return { fault: { path: '', message: 'must be plain JSON, not too deep, of whole characters' } }
  }
  if (Buffer.byteLength(text) > largestEvent) {
    return { fault: { path: '', message: `must have at most ${largestEvent} bytes` }, tooLarge: true }
  }
  const sent = sentAt === null ? undefined : (instantOf(fields['sentAt']) ?? instantOf(sentAt))
  const said = instantOf(fields['timestamp']) ?? instantOf(fields['originalTimestamp'])
  const objectAt = (field: string): JsonObject | undefined => (isObject(fields[field]) ? fields[field] : undefined)
  return {
    event: {
      type,
      name: nameOf(type, fields) ?? '',
      messageId: typeof fields['messageId'] === 'string' ? fields['messageId'] : randomUUID(),
      occurredAt: new Date(correctedTime(said, sent, receivedAt)),
      receivedAt: new Date(receivedAt),
      userId: idOf(fields['userId']),
      anonymousId: idOf(fields['anonymousId']),
      previousId: idOf(fields['previousId']),
      groupId: idOf(fields['groupId']),
      traits: objectAt('traits'),
      properties: objectAt('properties'),
      context: objectAt('context'),
    },
  }
}

/** 128 bits as a UUID's text, which Postgres keeps in 16 bytes. */
export const uuidOfBytes = (bytes: Buffer): string => {
  const text = bytes.toString('hex', 0, 16)
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`
}

/** What a message is known by: messages of two sources are two. */
export const messageKey = (sourceId: string, messageId: string): string =>
  uuidOfBytes(createHash('sha256').update(`${sourceId}\n${messageId}`).digest())
