import { JournalFormatError } from './errors.ts'

/** A value that JSON can carry. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject
/** A JSON object. */
export type JsonObject = { readonly [name: string]: JsonValue }

/** Deeper nesting is refused before it can exhaust the stack. */
const deepest = 64

const refuse = (path: string, what: string): never => {
  throw new JournalFormatError('JOURNAL_VALUE_NOT_CANONICAL', `${path || 'The value'} ${what}.`)
}

const string = (value: string, path: string): string =>
  value.isWellFormed() ? JSON.stringify(value) : refuse(path, 'holds half of a surrogate pair')

const write = (value: unknown, path: string, depth: number): string => {
  if (depth > deepest) return refuse(path, `is nested more than ${deepest} levels deep`)
  if (typeof value === 'string') return string(value, path)
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  // ECMAScript's own number formatting is the one RFC 8785 section 3.2.2.3 prescribes; -0 becomes 0.
  if (typeof value === 'number') {
    return Number.isFinite(value) ? JSON.stringify(value) : refuse(path, 'is not a finite number')
  }
  if (typeof value !== 'object') return refuse(path, `is of type ${typeof value}, which JSON does not have`)
  if (value === null) return 'null'
  if (Array.isArray(value)) {
    // Array.from visits holes too, where map would skip them and change the length.
    return `[${Array.from(value, (item, index) => write(item, `${path}[${index}]`, depth + 1)).join(',')}]`
  }
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return refuse(path, 'is not a plain object')
  // The default order compares UTF-16 code units, as RFC 8785 section 3.2.3 asks.
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members
    .map(([name, member]) => `${string(name, path)}:${write(member, path ? `${path}.${name}` : name, depth + 1)}`)
    .join(',')}}`
}

/**
 * The JSON Canonicalization Scheme of RFC 8785: one value, one text.
 * @param value plain JSON; members may come in any order.
 * @returns canonical JSON without white space. Its UTF-8 bytes are what gets hashed.
 * @throws JournalFormatError `JOURNAL_VALUE_NOT_CANONICAL` for anything JSON cannot carry unchanged (undefined, NaN,
 * bigint, Date, a lone surrogate…), naming the place.
 */
export const canonicalJson = (value: JsonValue): string => write(value, '', 0)
