import { JournalFormatError } from './errors.ts'

/** A value that JSON can carry. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject
/** A JSON object. */
export type JsonObject = { readonly [name: string]: JsonValue }

/** Deeper nesting is refused before it can exhaust the stack. */
const deepest = 64

/** Why a value cannot be written by itself, its members aside; undefined if it can. */
const problemOf = (value: unknown, depth: number): string | undefined => {
  if (depth > deepest) return `is nested more than ${deepest} levels deep`
  if (value === null || typeof value === 'boolean') return undefined
  if (typeof value === 'string') return value.isWellFormed() ? undefined : 'holds half of a surrogate pair'
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'is not a finite number'
  if (typeof value !== 'object') return `is of type ${typeof value}, which JSON does not have`
  if (Array.isArray(value)) return undefined
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null ? undefined : 'is not a plain object'
}

/** Finds the place of the first problem, which the writer does not keep track of: it runs for every record. */
const placeOf = (value: unknown, path: string, depth: number): string | undefined => {
  const problem = problemOf(value, depth)
  if (problem !== undefined) return `${path || 'The value'} ${problem}.`
  if (typeof value !== 'object' || value === null) return undefined
  if (!Object.keys(value).every((name) => name.isWellFormed())) {
    return `${path || 'The value'} has a name with half of a surrogate pair.`
  }
  // Array.from visits holes too, where entries of the array would skip them.
  const members: [string, unknown][] = Array.isArray(value)
    ? Array.from(value, (item: unknown, index) => [`[${index}]`, item])
    : Object.entries(value).map(([name, member]) => [path ? `.${name}` : name, member])
  for (const [step, member] of members) {
    const place = placeOf(member, path + step, depth + 1)
    if (place !== undefined) return place
  }
  return undefined
}

/** Text that stands in JSON as it is: most of all that is written. */
const plain = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/

/** Text in quotes; nothing if it holds half of a surrogate pair. */
const quoted = (text: string): string | undefined => {
  if (plain.test(text)) return `"${text}"`
  return text.isWellFormed() ? JSON.stringify(text) : undefined
}

/** Names of members in the order of their UTF-16 code units (RFC 8785 section 3.2.3). They mostly are so already. */
const namesOf = (members: object): string[] => {
  const names = Object.keys(members)
  for (let i = 1; i < names.length; i++) if (names[i]! < names[i - 1]!) return names.sort()
  return names
}

/** Gives nothing if the value, or anything in it, cannot be written. */
const write = (value: unknown, depth: number): string | undefined => {
  if (typeof value === 'string') return depth > deepest ? undefined : quoted(value)
  if (problemOf(value, depth) !== undefined) return undefined
  // ECMAScript's own number formatting is the one RFC 8785 section 3.2.2.3 prescribes; -0 becomes 0.
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  let text = ''
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const item = write(value[i], depth + 1)
      if (item === undefined) return undefined
      text += i === 0 ? item : `,${item}`
    }
    return `[${text}]`
  }
  const members = value as Record<string, unknown>
  for (const name of namesOf(members)) {
    const label = quoted(name)
    const member = write(members[name], depth + 1)
    if (label === undefined || member === undefined) return undefined
    text += text === '' ? `${label}:${member}` : `,${label}:${member}`
  }
  return `{${text}}`
}

/**
 * The JSON Canonicalization Scheme of RFC 8785: one value, one text.
 * @param value plain JSON; members may come in any order.
 * @returns canonical JSON without white space. Its UTF-8 bytes are what gets hashed.
 * @throws JournalFormatError `JOURNAL_VALUE_NOT_CANONICAL` for anything JSON cannot carry unchanged (undefined, NaN,
 * bigint, Date, a lone surrogate…), naming the place.
 */
export const canonicalJson = (value: JsonValue): string => {
  const text = write(value, 0)
  if (text !== undefined) return text
  throw new JournalFormatError('JOURNAL_VALUE_NOT_CANONICAL', placeOf(value, '', 0) ?? 'The value is not JSON.')
}
