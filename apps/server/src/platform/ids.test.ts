import { describe, expect, it } from 'vitest'
import { isUuid, uuidv7 } from './ids.ts'

describe('uuidv7', () => {
  it('has the form of RFC 9562: version 7, variant 10', () => {
    expect(uuidv7()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('begins with the milliseconds of the example in RFC 9562, appendix A.6', () => {
    expect(uuidv7(0x017f22e279b0)).toMatch(/^017f22e2-79b0-7/)
  })

  it('never repeats itself, also when its store of randomness is refilled', () => {
    const now = Date.now()
    expect(new Set(Array.from({ length: 10_000 }, () => uuidv7(now))).size).toBe(10_000)
  })

  it('is recognised in lower case only', () => {
    expect(isUuid(uuidv7())).toBe(true)
    expect(isUuid(uuidv7().toUpperCase())).toBe(false)
    expect(isUuid(`${uuidv7()}'; drop table customer; --`)).toBe(false)
  })
})
