import { describe, expect, it } from 'vitest'
import { changedProfile, profileChanges, tidyProfile } from './profile.ts'

describe('a profile', () => {
  it('holds no empty fields', () => {
    expect(tidyProfile({ name: 'A', email: null, phone: null, fictional: false, city: '' })).toEqual({ name: 'A' })
  })

  it('keeps what an edit does not name, and empties what it sets to null', () => {
    const before = { name: 'A', email: 'a@example.com', city: 'York' }
    expect(changedProfile(before, { name: 'B', email: undefined, city: null })).toEqual({
      name: 'B',
      email: 'a@example.com',
    })
  })

  it('tells each field that differs with its value before and after', () => {
    expect(profileChanges({ name: 'A', city: 'York' }, { name: 'A', phone: '0161 496 0000' })).toEqual({
      city: { before: 'York', after: null },
      phone: { before: null, after: '0161 496 0000' },
    })
  })
})
