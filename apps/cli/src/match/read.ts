import { TableBuilder, type ColumnType, type Table } from '@candor/matching'
import type { Progress } from '../io.ts'
import { alignColumns } from './align.ts'
import { openFile, recordsIn, requiredColumn, type RecordFile } from './file.ts'
import type { ReadOptions } from './options.ts'
import { requireTruth, truthOf, truthRule } from './truth.ts'

/** What was read. */
export type Input = {
  readonly files: readonly { readonly name: string; readonly records: number; readonly encoding: string }[]
  readonly table: Table
  readonly types: ReadonlyMap<string, ColumnType>
  /** By record: its id, or its row where no id was named. */
  readonly ids: readonly string[]
  /** By record: who it truly is. */
  readonly truth: readonly (string | undefined)[] | undefined
  /** Columns that only one of the files has. */
  readonly unpaired: readonly string[]
}

const idPlaces = (files: readonly RecordFile[], ids: readonly string[]): (number | undefined)[] =>
  files.map((file, at) => {
    const name = ids[at] ?? ids[0]
    return name === undefined ? undefined : requiredColumn(file, name, '--id')
  })

/** Reads one file, or two to be linked. */
export const readInput = async (
  paths: readonly string[],
  cwd: string,
  options: Pick<ReadOptions, 'ids' | 'truth' | 'wishes'>,
  progress: Progress,
): Promise<Input> => {
  const files: RecordFile[] = []
  for (const path of paths) files.push(await openFile(path, cwd))
  const idAt = idPlaces(files, options.ids)
  const rule = options.truth === undefined ? undefined : truthRule(options.truth, files)
  const apart = files.map(
    (_, at) => new Set([idAt[at] ?? -1, rule?.kind === 'column' ? rule.places[at]! : -1].filter((place) => place >= 0)),
  )
  const columns = alignColumns(files, apart, options.wishes)
  const builder = new TableBuilder(columns.map(({ name }) => name))
  const ids: string[] = []
  const truth: (string | undefined)[] = []
  const read: { name: string; records: number; encoding: string }[] = []
  for (const [at, file] of files.entries()) {
    if (at === 1) builder.beginSecond()
    let row = 0
    for await (const cells of recordsIn(file)) {
      row += 1
      const place = idAt[at]
      const id = place === undefined ? String(row) : (cells[place] ?? '').trim()
      ids.push(id)
      if (rule !== undefined) truth.push(truthOf(rule, at, cells, id))
      builder.add(columns.map(({ places }) => cells[places[at]!]))
      if (row % 1000 === 0) progress.show(`reading ${file.name}: ${row} records`)
    }
    read.push({ name: file.name, records: row, encoding: file.layout.encoding })
  }
  if (rule !== undefined) requireTruth(truth, options.truth ?? '')
  const unpaired = files.flatMap((file, at) =>
    file.layout.columns.filter(
      (_, place) => !apart[at]!.has(place) && !columns.some(({ places }) => places[at] === place),
    ),
  )
  return {
    files: read,
    table: builder.build(),
    types: new Map(columns.flatMap(({ name, type }) => (type === undefined ? [] : [[name, type] as const]))),
    ids,
    truth: rule === undefined ? undefined : truth,
    unpaired,
  }
}
