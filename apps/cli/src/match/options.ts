import { columnTypes, isColumnType, linkings, type ColumnType, type Linking } from '@candor/matching'
import type { ValuesOf } from '../command.ts'
import { usageError } from '../errors.ts'

export const matchOptions = {
  id: {
    type: 'string',
    multiple: true,
    value: 'column',
    help: 'names the records; given twice, for each file its own',
  },
  truth: {
    type: 'string',
    value: 'rule',
    help: 'who is truly the same: a column, or a regular expression over the id whose first group says so',
  },
  columns: {
    type: 'string',
    multiple: true,
    value: 'name=type,…',
    help: `what columns hold, where the guess is wrong: ${columnTypes.join(', ')}; left:right=type pairs columns of two files`,
  },
  threshold: { type: 'string', value: '0–1', help: 'probability from which on two records count as the same' },
  links: {
    type: 'string',
    value: 'auto|one|many',
    help: 'with two files: how many records one may stand for; auto unless given',
  },
  out: { type: 'string', value: 'file', help: 'write all pairs found there, as CSV' },
} as const

/** What somebody says about a column. */
export type ColumnWish = {
  readonly name: string
  /** Its name in the second file, where that is another one. */
  readonly second: string
  readonly type: ColumnType | undefined
}

const wishFrom = (part: string): ColumnWish => {
  const at = part.lastIndexOf('=')
  const [names, type] = at < 0 ? [part, undefined] : [part.slice(0, at), part.slice(at + 1).trim()]
  const [name = '', second = name] = names.split(':').map((word) => word.trim())
  if (name === '' || second === '' || (type === undefined && !names.includes(':'))) {
    throw usageError(
      `--columns cannot be read at "${part}".`,
      'Write name=type, several parted by commas: --columns born=date,note=ignore',
    )
  }
  if (type !== undefined && !isColumnType(type)) {
    throw usageError(`There is no type "${type}" of columns.`, `The types are: ${columnTypes.join(', ')}.`)
  }
  return { name, second, type }
}

const thresholdFrom = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined
  const value = Number(text)
  if (text.trim() !== '' && value > 0 && value < 1) return value
  throw usageError(`--threshold takes a probability between 0 and 1, not "${text}".`, 'For example: --threshold 0.9')
}

const linkingFrom = (text: string | undefined): Linking | undefined => {
  if (text === undefined) return undefined
  const found = linkings.find((linking) => linking === text)
  if (found !== undefined) return found
  throw usageError(`--links takes ${linkings.join(', ')}, not "${text}".`, 'Leave it out if you are not sure.')
}

/** The options as they are used. @throws USAGE naming the option and what it takes */
export const readOptions = (values: ValuesOf<typeof matchOptions>) => ({
  ids: values.id ?? [],
  truth: values.truth,
  wishes: (values.columns ?? []).flatMap((list) =>
    list
      .split(',')
      .filter((part) => part.trim() !== '')
      .map(wishFrom),
  ),
  threshold: thresholdFrom(values.threshold),
  linking: linkingFrom(values.links),
  out: values.out,
})
export type ReadOptions = ReturnType<typeof readOptions>
