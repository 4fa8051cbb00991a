import { mostImportedRecords, titleField, type CustomValues, type RecordImport } from '@candor/api'
import { withoutGuard, type ReadLimits } from '@candor/tabular'
import type { Tx } from '../../../platform/db/index.ts'
import { uploadRows, type Layout } from '../../../platform/uploads/tables.ts'
import { fieldErrors } from '../errors.ts'
import type { Authorship, FieldsNeeds, Viewer } from '../needs.ts'
import { fieldsToImport, readTexts } from '../values/from-text.ts'
import { setValues } from '../values/set.ts'
import type { StoredObject } from './object.ts'
import { insertRecords } from './records.ts'

/** Column of exports by which a row is known again. */
export const idColumn = 'id'
const mostFaults = 100
const sampled = 5
/** Records written at once. */
const batch = 500

/** A file that has arrived, and how it is read. */
export type RecordFile = { readonly path: string; readonly layout: Layout; readonly reading: ReadLimits }

type Column = { readonly name: string; readonly key: string | null }
type Line = { readonly line: number; readonly id: string | null; readonly texts: Readonly<Record<string, string>> }

const plain = (name: string): string => name.normalize('NFKC').trim().toLowerCase()

/** Columns and the fields that are called so: by key, or by name in either language. */
const mapped = async (tx: Tx, object: string, viewer: Viewer, names: readonly string[]): Promise<Column[]> => {
  const fields = await fieldsToImport(tx, viewer, object)
  const taken = new Set<string>()
  return names.map((name) => {
    const wanted = plain(name)
    const field =
      wanted === idColumn
        ? { key: idColumn }
        : fields.find(({ key, label }) => [key, label.en, label.zh].some((one) => plain(one) === wanted))
    if (field === undefined || taken.has(field.key)) return { name, key: null }
    taken.add(field.key)
    return { name, key: field.key }
  })
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Rows of the file by field. @throws OBJECT_IMPORT_TOO_LONG */
const linesOf = async ({ path, layout, reading }: RecordFile, columns: readonly Column[]): Promise<Line[]> => {
  const lines: Line[] = []
  let line = layout.hasHeader ? 1 : 0
  for await (const cells of uploadRows(path, layout, reading)) {
    line += 1
    if (cells.every((cell) => cell.trim() === '')) continue
    if (lines.length === mostImportedRecords) {
      throw fieldErrors.OBJECT_IMPORT_TOO_LONG(`the file has more than ${mostImportedRecords} rows`)
    }
    const texts: Record<string, string> = {}
    let id: string | null = null
    for (const [at, { key }] of columns.entries()) {
      const cell = withoutGuard(cells[at] ?? '').trim()
      if (key === null || cell === '') continue
      if (key === idColumn) id = uuidPattern.test(cell.toLowerCase()) ? cell.toLowerCase() : null
      else texts[key] = cell
    }
    lines.push({ line, id, texts })
  }
  return lines
}

/** Which of these ids are records of the object, and whether they are in the bin. */
const known = async (tx: Tx, object: string, ids: readonly string[]): Promise<Map<string, boolean>> => {
  const rows = await tx.rows<{ id: string; binned: boolean }>({
    text: `select id, binned_at is not null as binned from object_record
            where organisation_id = $1 and object = $2 and id = any($3::uuid[])`,
    values: [tx.organisationId, object, ids],
  })
  return new Map(rows.map(({ id, binned }) => [id, binned]))
}

/**
 * Takes records from a file, all of them or none. A row that names the id of a record changes it, every other is added;
 * a cell that does not fit its field is named and left out, a row without a title or of a record in the bin is left out whole.
 * @param trial only says what would become of it
 * @throws OBJECT_IMPORT_NO_TITLE, OBJECT_IMPORT_TOO_LONG
 */
export const importRecords = async (
  tx: Tx,
  needs: FieldsNeeds,
  object: StoredObject,
  file: RecordFile,
  { trial, viewer, by }: { readonly trial: boolean; readonly viewer: Viewer; readonly by: Authorship },
): Promise<RecordImport> => {
  const columns = await mapped(tx, object.key, viewer, file.layout.columns)
  if (!columns.some(({ key }) => key === titleField)) {
    throw fieldErrors.OBJECT_IMPORT_NO_TITLE(`no column is called ${titleField}`)
  }
  const lines = await linesOf(file, columns)
  const read = await readTexts(
    tx,
    lines.map(({ texts }) =>
      Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, { text, order: 'YMD' as const }])),
    ),
    object.key,
  )
  const there = await known(
    tx,
    object.key,
    lines.flatMap(({ id }) => id ?? []),
  )
  const isBinned = ({ id }: Line): boolean => id !== null && there.get(id) === true
  const nameOf = new Map(columns.map(({ name, key }) => [key, name]))
  const faults = lines.flatMap(({ line, id, texts }, at) => [
    // A record in the bin is neither changed there nor made a second time.
    ...(isBinned(lines[at]!) ? [{ line, column: idColumn, cell: id ?? '' }] : []),
    ...read[at]!.faults.map((key) => ({
      line,
      column: nameOf.get(key) ?? key,
      cell: (texts[key] ?? '').slice(0, 100),
    })),
    ...(read[at]!.values[titleField] === undefined
      ? [{ line, column: nameOf.get(titleField) ?? titleField, cell: '' }]
      : []),
  ])
  const changes = new Map<string, CustomValues>()
  const added: CustomValues[] = []
  for (const [at, { id }] of lines.entries()) {
    const { values } = read[at]!
    if (values[titleField] === undefined || isBinned(lines[at]!)) continue
    if (id !== null && there.has(id)) changes.set(id, { ...changes.get(id), ...values })
    else added.push(values)
  }
  const counts = { rows: lines.length, created: added.length, changed: 0, unchanged: 0 }
  const report = {
    columns: columns.map(({ name, key }) => ({ name, key: key === idColumn ? null : key })),
    faults: faults.slice(0, mostFaults),
    sample: [...changes.values(), ...added].slice(0, sampled),
  }
  if (trial) return { ...counts, changed: changes.size, ...report, entryId: null }
  for (let at = 0; at < added.length; at += batch) {
    const values = added.slice(at, at + batch)
    const made = await insertRecords(tx, needs, object, values.length, by)
    const filled = made.map(({ id }, index) => ({ id, values: values[index]! }))
    await setValues(tx, needs, object.key, filled, viewer, by)
  }
  const existing = [...changes].map(([id, values]) => ({ id, values }))
  for (let at = 0; at < existing.length; at += batch) {
    const set = await setValues(tx, needs, object.key, existing.slice(at, at + batch), viewer, by)
    for (const { outcome } of set.values()) counts[outcome] += 1
  }
  const { id: entryId } = await needs.record(tx, {
    subject: tx.organisationId,
    kind: 'object.imported',
    actor: by.actor,
    purpose: by.purpose,
    body: { object: object.key, name: { ...object.name }, ...counts, faults: faults.length },
  })
  return { ...counts, ...report, entryId }
}
