import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../testing/index.ts'
import { bytesArray, integerLists, integersArray, plainArray, textArray } from './arrays.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
})
afterAll(async () => test.close())

const roundTrip = async (type: string, literal: string | Buffer): Promise<unknown> => {
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

  it.each([
    [[]],
    [[Buffer.from('a'), Buffer.alloc(0), Buffer.from([0, 255, 92, 34])]],
    [[null, Buffer.alloc(70_000, 7)]],
  ])('bring bytes through as they are', async (values) => {
    expect(await roundTrip('bytea', bytesArray(values))).toEqual(values)
  })

  it('bring lists of whole numbers through, each to its row', async () => {
    expect(await roundTrip('int4', integersArray([1, -2_147_483_648, 2_147_483_647]))).toEqual([
      1, -2_147_483_648, 2_147_483_647,
    ])
    const lists = [[1, 2, 3], [], [-4]]
    const { all, first, last } = integerLists(lists)
    const { rows } = await test.db.owner.query<{ list: number[] }>(
      'select ($1::int4[])[first:last] as list from unnest($2::int4[], $3::int4[]) as row (first, last)',
      [all, first, last],
    )
    expect(rows.map(({ list }) => list)).toEqual(lists)
  })
})
