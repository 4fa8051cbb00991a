import { describe, expect, it } from 'vitest'
import { regionOf } from './country.ts'

describe('the region of a country', () => {
  it.each([
    ['United Kingdom', 'GB'],
    [' united kingdom ', 'GB'],
    ['EIRE', 'IE'],
    ['UK', 'GB'],
    ['de', 'DE'],
    ['中国', 'CN'],
    ['德国', 'DE'],
    ['China', 'CN'],
    ['USA', 'US'],
  ])('called %s is %s', (name, region) => expect(regionOf(name)).toBe(region))
  it.each(['Atlantis', '', 'Unspecified'])('called %j is not known', (name) => expect(regionOf(name)).toBeUndefined())
})
