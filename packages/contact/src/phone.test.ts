import { describe, expect, it } from 'vitest'
import { readPhone } from './phone.ts'

describe('readPhone', () => {
  it.each([
    ['020 7946 0018', 'GB', '+442079460018', 'landline'],
    ['+44 (0)20 7946 0018', 'CN', '+442079460018', 'landline'],
    ['0044 20 7946 0018', 'GB', '+442079460018', 'landline'],
    ['138 0013 8000', 'CN', '+8613800138000', 'mobile'],
    ['86-13800138000', 'CN', '+8613800138000', 'mobile'],
    ['010-6554 0000', 'CN', '+861065540000', 'landline'],
    ['(415) 555-2671', 'US', '+14155552671', 'mobile'],
    ['１３８００１３８０００', 'CN', '+8613800138000', 'mobile'],
    ['13800138000.0', 'CN', '+8613800138000', 'mobile'],
  ])('reads %s dialled in %s', (text, region, e164, kind) => {
    expect(readPhone(text, region)).toMatchObject({ e164, kind })
  })

  it('lets the region decide what a national number is', () => {
    expect(readPhone('0412 345 678', 'AU')).toMatchObject({ e164: '+61412345678', country: 'AU' })
    expect(readPhone('030 901820', 'DE')).toMatchObject({ e164: '+4930901820', country: 'DE' })
  })

  it('keeps an extension apart', () => {
    expect(readPhone('+1 415 555 2671 ext. 89', 'GB')).toMatchObject({ e164: '+14155552671', extension: '89' })
  })

  it.each(['', 'none', '12', '1.38E+10', '123456789012345678'])('takes %j for no number', (text) => {
    expect(readPhone(text, 'CN')).toEqual({ problem: 'not-a-number' })
  })

  it('says when a country has no such number', () => {
    expect(readPhone('11111111111', 'CN')).toMatchObject({ problem: 'impossible' })
  })
})
