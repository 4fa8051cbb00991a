import { promisedType, type ColumnType } from '@candor/matching'
import { columnPlace, requiredColumn, type RecordFile } from './file.ts'
import type { ColumnWish } from './options.ts'

/** A column to compare: its place in each file. */
export type AlignedColumn = {
  readonly name: string
  readonly places: readonly number[]
  readonly type: ColumnType | undefined
}

/** Columns that two files have under different names, but which promise the same and nothing else does. */
const byPromise = (
  [first, second]: readonly [RecordFile, RecordFile],
  left: readonly number[],
  right: readonly number[],
): AlignedColumn[] => {
  const promise = (file: RecordFile, place: number): ColumnType | undefined => promisedType(file.layout.columns[place]!)
  return left.flatMap((place) => {
    const type = promise(first, place)
    if (type === undefined || left.filter((other) => promise(first, other) === type).length > 1) return []
    const partners = right.filter((other) => promise(second, other) === type)
    return partners.length === 1
      ? [{ name: first.layout.columns[place]!, places: [place, partners[0]!], type: undefined }]
      : []
  })
}

/**
 * The columns that are compared: all of one file, or those that two files share, by name or by what the names promise.
 * @param apart for each file the places that are not compared: id and truth
 */
export const alignColumns = (
  files: readonly RecordFile[],
  apart: readonly ReadonlySet<number>[],
  wishes: readonly ColumnWish[],
): AlignedColumn[] => {
  const [first, second] = files
  if (first === undefined) return []
  const wished = wishes.map(({ name, second: other, type }) => ({
    name: first.layout.columns[requiredColumn(first, name, '--columns')]!,
    places: files.map((file, at) => requiredColumn(file, at === 0 ? name : other, '--columns')),
    type,
  }))
  const taken = files.map((_, at) => new Set([...apart[at]!, ...wished.map(({ places }) => places[at]!)]))
  const free = (file: RecordFile, at: number): number[] =>
    file.layout.columns.map((_, place) => place).filter((place) => !taken[at]!.has(place))
  if (second === undefined) {
    const rest = free(first, 0).map((place) => ({
      name: first.layout.columns[place]!,
      places: [place],
      type: undefined,
    }))
    return [...wished, ...rest].sort((a, b) => a.places[0]! - b.places[0]!)
  }
  const sameName = free(first, 0).flatMap((place): AlignedColumn[] => {
    const other = columnPlace(second, first.layout.columns[place]!)
    return other < 0 || taken[1]!.has(other)
      ? []
      : [{ name: first.layout.columns[place]!, places: [place, other], type: undefined }]
  })
  const paired = (at: number): Set<number> => new Set(sameName.map(({ places }) => places[at]!))
  const promised = byPromise(
    [first, second],
    free(first, 0).filter((place) => !paired(0).has(place)),
    free(second, 1).filter((place) => !paired(1).has(place)),
  )
  return [...wished, ...sameName, ...promised].sort((a, b) => a.places[0]! - b.places[0]!)
}
