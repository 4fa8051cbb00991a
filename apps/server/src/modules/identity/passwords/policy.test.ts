import { describe, expect, it } from 'vitest'
import { isCommonPassword, requireUncommon } from './policy.ts'

describe('a password', () => {
  it.each([
    'password123',
    'Password2026!',
    'P@ssw0rd1234',
    'qwertyuiop',
    '1qaz2wsx3edc',
    'poiuytrewq12',
    '1234567890',
    '20251231235959',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    'iloveyou2024',
    'Summer2027!!',
    'letmein-admin',
    'candor-demo-2026',
    'woaini1314520',
    'welcome to candor',
    'changeme!!!!',
    '!!!!!!!!!!!!',
  ])('that is tried first by those who guess is found out: %s', (password) => {
    expect(isCommonPassword(password)).toBe(true)
  })

  it.each([
    'correct horse battery staple',
    'a long enough password',
    'the next long password',
    'vK7#mQ2x!Lp9',
    'teapot seventeen glacier',
    '山高水长风轻云淡白鹭飞',
    'njs8dk2lq0zx',
  ])('of one’s own is taken: %s', (password) => {
    expect(isCommonPassword(password)).toBe(false)
  })

  it('does not consist of the person’s own name, address or company', () => {
    const ann = { name: 'Annabel Leeward', email: 'a.leeward@harbour.example', organisation: 'Harbour Coalition' }
    for (const password of ['annabelleeward', 'Leeward2026!', 'harbour-coalition1', 'a.leeward@harbour.example']) {
      expect([password, isCommonPassword(password, ann)]).toEqual([password, true])
      expect(() => requireUncommon(password, ann)).toThrow(
        expect.objectContaining({ code: 'IDENTITY_COMMON_PASSWORD' }),
      )
    }
    expect(isCommonPassword('annabel keeps bees', ann)).toBe(false)
  })

  it('is judged fast, however it is made', () => {
    expect(isCommonPassword('ab'.repeat(100))).toBe(true)
    expect(isCommonPassword('abcdefghij0'.repeat(18))).toBe(true)
  })
})
