import { JournalFormatError } from './errors.ts'
import { hashLeafText } from './tree/hash.ts'

/**
 * The public part of a journal entry: what its leaf hashes. It names no person (ids are random) and carries the body
 * only as a commitment.
 */
export type EntryPublic = {
  readonly v: 1
  /** Organisation that keeps the journal (UUID). */
  readonly organisation: string
  /** The entry's own id (UUIDv7). */
  readonly id: string
  /** Customer it concerns (UUID), or the organisation's id where it concerns all. */
  readonly subject: string
  /** What happened, as `<thing>.<past participle>`: `order.placed`. */
  readonly kind: string
  /** Who did it: `staff:<id>`, `customer:<id>` or `system`. */
  readonly actor: string
  /** Why the data was used: `service-contract`. */
  readonly purpose: string
  /** When the system recorded it: UTC, ISO 8601 with milliseconds. */
  readonly recordedAt: string
  /** HMAC-SHA-256 of the body under the entry's salt, 64 hex digits. */
  readonly commitment: string
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/

const isInstant = (text: string): boolean => {
  if (!instant.test(text)) return false
  const time = new Date(text)
  return !Number.isNaN(time.getTime()) && time.toISOString() === text
}

const matches = (pattern: RegExp) => (text: string) => pattern.test(text)

const rules: Record<Exclude<keyof EntryPublic, 'v'>, readonly [(text: string) => boolean, string]> = {
  actor: [matches(/^(?:system|[a-z]{1,32}:[A-Za-z0-9._-]{1,128})$/), 'system, or a role and an id as in staff:<id>'],
  commitment: [matches(/^[0-9a-f]{64}$/), '64 lower-case hex digits'],
  id: [matches(uuid), 'a UUID in lower case'],
  kind: [matches(/^(?=.{3,100}$)[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)+$/), 'words joined by dots as in order.placed'],
  organisation: [matches(uuid), 'a UUID in lower case'],
  purpose: [matches(/^[a-z][a-z0-9-]{0,99}$/), 'a word as in service-contract'],
  recordedAt: [isInstant, 'a UTC instant with milliseconds as in 2026-01-31T08:00:00.000Z'],
  subject: [matches(uuid), 'a UUID in lower case'],
}
const names = Object.keys(rules) as (keyof typeof rules)[]

/**
 * Checks that `value` is the public part of an entry: every member, no other member, each in its one spelling.
 * @throws JournalFormatError `JOURNAL_ENTRY_MALFORMED`, naming the member.
 */
export const parseEntry = (value: unknown): EntryPublic => {
  const refuse = (message: string): never => {
    throw new JournalFormatError('JOURNAL_ENTRY_MALFORMED', message)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse('An entry is a JSON object.')
  const members = value as Record<string, unknown>
  if (members['v'] !== 1) return refuse('entry.v: this version reads entries of format 1.')
  for (const name of names) {
    const text = members[name]
    const [holds, expected] = rules[name]
    if (typeof text !== 'string' || !holds(text)) return refuse(`entry.${name}: expected ${expected}.`)
  }
  const unknown = Object.keys(members).find((name) => name !== 'v' && !Object.hasOwn(rules, name))
  return unknown === undefined ? (value as EntryPublic) : refuse(`entry.${unknown}: an entry has no such member.`)
}

/**
 * Canonical JSON of an entry's public part (RFC 8785), written out member by member because it runs for every record.
 */
export const canonicalEntry = (entry: EntryPublic): string =>
  `{"actor":${JSON.stringify(entry.actor)},"commitment":${JSON.stringify(entry.commitment)},"id":${JSON.stringify(entry.id)}` +
  `,"kind":${JSON.stringify(entry.kind)},"organisation":${JSON.stringify(entry.organisation)}` +
  `,"purpose":${JSON.stringify(entry.purpose)},"recordedAt":${JSON.stringify(entry.recordedAt)}` +
  `,"subject":${JSON.stringify(entry.subject)},"v":1}`

/** Leaf hash of an entry: RFC 6962 section 2.1 over its canonical JSON. Gives 32 bytes. */
export const leafHashOf = (entry: EntryPublic): Uint8Array => hashLeafText(canonicalEntry(entry))
