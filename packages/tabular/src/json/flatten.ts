import { TabularError } from '../errors.ts'

const textOf = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value)

/** Deepest nesting that becomes columns; what lies deeper stays JSON in its cell. */
const deepest = 6

const put = (cells: Map<string, string>, name: string, value: unknown, depth: number): void => {
  if (typeof value !== 'object' || value === null || depth === deepest) {
    cells.set(name, textOf(value))
    return
  }
  if (Array.isArray(value)) {
    const isPlain = value.every((item) => typeof item !== 'object' || item === null)
    if (isPlain) cells.set(name, value.map(textOf).join('; '))
    else for (const [at, item] of value.entries()) put(cells, at === 0 ? name : `${name} ${at + 1}`, item, depth + 1)
    return
  }
  for (const [key, item] of Object.entries(value)) put(cells, name === '' ? key : `${name}.${key}`, item, depth + 1)
}

/**
 * One record as cells by column: nested fields become `address.city`, the second of a list `emails 2.value`, a list of
 * plain values one cell.
 * @throws MALFORMED when the text is no JSON object
 */
export const cellsOf = (text: string, position: number): Map<string, string> => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new TabularError('MALFORMED', `record ${position} is not JSON: ${(error as Error).message.slice(0, 100)}`)
  }
  const cells = new Map<string, string>()
  put(cells, '', value, 0)
  return cells
}
