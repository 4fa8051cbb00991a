import { describe, expect, it } from 'vitest'
import { readablePhone } from './phone.ts'

describe('a phone number for the eye', () => {
  it.each([
    ['+8613800138000', '+86 138 0013 8000'],
    ['+442079460018', '+44 2079 460018'],
    ['+15035550123', '+1 503 555 0123'],
    ['+35621234567', '+356 2123 4567'],
    ['07700 900123', '07700 900123'],
    ['+4930231251234567', '+4930231251234567'],
  ])('%s is shown as %s', (number, shown) => expect(readablePhone(number)).toBe(shown))
})
