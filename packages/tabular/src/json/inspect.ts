import { textOf, type Content } from '../content.ts'
import { TabularError } from '../errors.ts'
import { columnNames } from '../header.ts'
import { mostColumns, type Layout } from '../layout.ts'
import { cellsOf } from './flatten.ts'
import { recordTexts } from './scan.ts'

/** Whether a text begins like JSON: a list or an object, and not a table whose first cell is bracketed. */
export const isJson = (start: string): boolean => /^\s*(?:\[\s*(?:\{|\])|\{\s*(?:"|\}))/.test(start)

/** What the beginning of a JSON text says: how deep the first object in a list lies, and what follows the first value. */
const shapeOf = (start: string): { listed: number | undefined; rest: string | undefined } => {
  let [level, inString]: [number, boolean] = [0, false]
  let listed: number | undefined
  let before = ''
  for (let at = 0; at < start.length; at += 1) {
    const sign = start[at]!
    if (inString) {
      if (sign === '\\') at += 1
      else if (sign === '"') inString = false
    } else if (sign === '"') inString = true
    else if (sign === '{' || sign === '[') {
      if (sign === '{' && before === '[') listed ??= level
      level += 1
    } else if (sign === '}' || sign === ']') {
      level -= 1
      if (level === 0) return { listed, rest: start.slice(at + 1).trim() }
    }
    if (sign.trim() !== '') before = sign
  }
  return { listed, rest: undefined }
}

/** Deepest list of records that is looked for. */
const deepestList = 4

const depthOf = (start: string): number => {
  const text = start.trim()
  if (text.startsWith('[')) return 1
  const { listed, rest } = shapeOf(text)
  if (rest === undefined) return Math.min(listed ?? 2, deepestList)
  // Records one after the other (JSON lines), one record alone, or an object with the list inside.
  return rest === '' && listed !== undefined && listed <= deepestList ? listed : 0
}

/** Reads all records once for the names of their columns. @throws MALFORMED, CELL_TOO_LARGE, NO_ROWS */
export const inspectJson = async (
  content: Content,
  found: Pick<Layout, 'encoding' | 'contentSize' | 'isCompressed'>,
  start: string,
): Promise<Layout> => {
  const depth = depthOf(start)
  const names = new Set<string>()
  let records = 0
  for await (const text of recordTexts(textOf(content, found.encoding), depth)) {
    records += 1
    for (const name of cellsOf(text, records).keys()) names.add(name)
    if (names.size > mostColumns) columnNames([...names])
  }
  if (records === 0) throw new TabularError('NO_ROWS', 'the JSON holds no list of records')
  return {
    format: 'json',
    ...found,
    delimiter: '',
    skippedLines: 0,
    hasHeader: true,
    depth,
    columns: [...names],
  }
}
