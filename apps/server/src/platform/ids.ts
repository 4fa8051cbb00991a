import { randomFillSync } from 'node:crypto'

const pool = Buffer.alloc(4096)
let used = pool.length

const randomBytes = (count: number): Buffer => {
  if (used + count > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += count
  return pool.subarray(used - count, used)
}

/**
 * A new identifier that sorts by the time of its making (RFC 9562, UUID version 7): 48 bits of
 * milliseconds since 1970, then 74 random bits.
 * @param now milliseconds since 1970; the clock when absent
 */
export const uuidv7 = (now: number = Date.now()): string => {
  const random = randomBytes(10)
  const time = now.toString(16).padStart(12, '0')
  const a = (0x7000 | (random.readUInt16BE(0) & 0x0fff)).toString(16)
  const b = (0x8000 | (random.readUInt16BE(2) & 0x3fff)).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-${a}-${b}-${random.toString('hex', 4)}`
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Whether the text is a UUID in lower case, the only form in which we write one. */
export const isUuid = (text: string): boolean => uuidPattern.test(text)

/** Every UUID in a value, wherever it stands, as often as it does. */
export const uuidsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return isUuid(value) ? [value] : []
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap((part) => uuidsIn(part)) : []
}
