import type { ComparedCustomer, CustomerProfile } from '@candor/api'
import { describe, expect, it } from 'vitest'
import { shownFields, sideOf, swapped, valueOf, type Sides } from './sides.ts'

const customer = (id: string, profile: CustomerProfile): ComparedCustomer => ({
  id,
  reference: null,
  profile,
  version: 1,
  createdAt: '2026-01-01T00:00:00.000Z',
  orderCount: 0,
  lastOrderAt: null,
})
const sides: Sides = {
  kept: customer('a', { name: 'Mary', email: 'mary@example.com' }),
  other: customer('b', { name: 'Maria', phone: '+44 7700 900123', city: 'Leeds', country: 'United Kingdom' }),
  choice: {},
}

describe('two customers side by side', () => {
  it('shows the fields that one of them has', () => {
    expect(shownFields(sides)).toEqual(['name', 'email', 'phone', 'address'])
    expect(valueOf(sides.other.profile, 'address')).toBe('Leeds, United Kingdom')
  })

  it('takes the value of who stays, and the other one where there is none', () => {
    expect(shownFields(sides).map((field) => sideOf(sides, field))).toEqual(['kept', 'kept', 'other', 'other'])
    expect(sideOf({ ...sides, choice: { name: 'other' } }, 'name')).toBe('other')
  })

  it('keeps what was chosen when the other one is to stay', () => {
    const turned = swapped({ ...sides, choice: { name: 'other' } })
    expect(turned.kept.id).toBe('b')
    expect([sideOf(turned, 'name'), sideOf(turned, 'email')]).toEqual(['kept', 'other'])
  })
})
