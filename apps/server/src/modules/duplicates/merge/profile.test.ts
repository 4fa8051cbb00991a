import type { CustomerProfile } from '@candor/api'
import { describe, expect, it } from 'vitest'
import { mergedProfile, partedProfile, realChanges, withoutMerge } from './profile.ts'

const mary: CustomerProfile = { name: 'Mary Tester', email: 'mary@example.com', phone: '+447700900123', city: 'Leeds' }
const maria: CustomerProfile = {
  name: 'Maria Tester',
  email: 'maria@example.org',
  phone: '07700 900123',
  address: '1 High Street',
  city: 'Leeds',
  language: 'en',
}
/** The profile as it is after an edit, as far as these tests look. */
const laid = (profile: CustomerProfile, edit: Partial<CustomerProfile>): CustomerProfile => ({ ...profile, ...edit })

describe('the profile of two merged customers', () => {
  it('keeps the values of the kept one where nobody chooses, and takes what it lacks from the other', () => {
    const edit = mergedProfile(mary, maria, {})
    expect(edit.name).toBe('Mary Tester')
    expect(edit.language).toBe('en')
    expect(edit.emails).toEqual([
      { kind: 'personal', address: 'mary@example.com', primary: true },
      { kind: 'personal', address: 'maria@example.org' },
    ])
  })

  it('takes the values that somebody chooses, and loses no address and no number', () => {
    const edit = mergedProfile(mary, maria, { name: 'other', email: 'other', address: 'other' })
    expect(edit.name).toBe('Maria Tester')
    expect(edit.emails?.map(({ address, primary = false }) => [address, primary])).toEqual([
      ['mary@example.com', false],
      ['maria@example.org', true],
    ])
    expect(edit.addresses?.map(({ address, primary = false }) => [address, primary])).toEqual([
      [undefined, false],
      ['1 High Street', true],
    ])
  })

  it('adds no address that says less than one that is there', () => {
    const { addresses } = mergedProfile(maria, mary, {})
    expect(addresses).toEqual([{ kind: 'home', city: 'Leeds', address: '1 High Street', primary: true }])
  })

  it('knows a number with and without the code of its country', () => {
    expect(mergedProfile(mary, maria, {}).phones).toEqual([{ kind: 'mobile', number: '+447700900123', primary: true }])
  })
})

describe('the profile after a merge is undone', () => {
  const after = laid(mary, mergedProfile(mary, maria, { name: 'other', email: 'other' }))

  it('is as it was', () => {
    const back = laid(after, partedProfile(mary, after, after))
    expect(back.name).toBe('Mary Tester')
    expect(back.language).toBe(null)
    expect(back.emails).toEqual([{ kind: 'personal', address: 'mary@example.com', primary: true }])
    expect(realChanges(mary, partedProfile(mary, mary, mary))).toEqual({})
  })

  it('keeps what was changed and added since', () => {
    const now: CustomerProfile = {
      ...after,
      name: 'Mary Tester-Smith',
      emails: [...(after.emails ?? []), { kind: 'work', address: 'mary@work.example' }],
    }
    const back = partedProfile(mary, after, now)
    expect(back.name).toBe('Mary Tester-Smith')
    expect(back.emails?.map(({ address }) => address)).toEqual(['mary@example.com', 'mary@work.example'])
  })

  it('goes back behind a later merge too, in whichever order the two are undone', () => {
    const third: CustomerProfile = { name: 'M. Tester', email: 'm@example.net', phone: '+447700900777' }
    const both = laid(after, mergedProfile(after, third, { phone: 'other' }))
    const [first, second] = [
      { before: mary, after },
      { before: after, after: both },
    ]
    const withoutFirst = laid(both, partedProfile(first.before, first.after, both))
    const remembered = withoutMerge(second, first)
    const end = laid(withoutFirst, partedProfile(remembered.before, remembered.after, withoutFirst))
    expect(end.name).toBe('Mary Tester')
    expect(end.emails).toEqual([{ kind: 'personal', address: 'mary@example.com', primary: true }])
    expect(end.phones).toEqual([{ kind: 'mobile', number: '+447700900123', primary: true }])
  })
})
