import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../testing/index.ts'
import { plainArray, textArray } from './arrays.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
})
afterAll(async () => test.close())

const roundTrip = async (type: string, literal: string): Promise<unknown> => {
  const { rows } = await test.db.owner.query<{ value: unknown }>(`select $1::${type}[] as value`, [literal])
  return rows[0]!.value
}

describe('array parameters written out', () => {
  it.each([
    [[]],
    [['a', 'b c', '']],
    [[null, 'NULL', 'null']],
    [['"', '\\', '\\"', '{', '}', ',', '{"a",b}', "'", 'line\nbreak', '\t', '王小明', '£😀']],
  ])('bring text through as it is: %j', async (values) => {
    expect(await roundTrip('text', textArray(values))).toEqual(values)
  })

  it('bring numbers, null and identifiers through', async () => {
    expect(await roundTrip('int4', plainArray([1, -2, null]))).toEqual([1, -2, null])
    expect(await roundTrip('int8', plainArray([9_007_199_254_740_991n]))).toEqual(['9007199254740991'])
    const id = '01980000-0000-7000-8000-00000000000a'
    expect(await roundTrip('uuid', plainArray([id]))).toEqual([id])
  })
})
