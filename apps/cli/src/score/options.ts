import type { ValuesOf } from '../command.ts'
import { usageError } from '../errors.ts'
import { encodingFrom } from '../tables/file.ts'
import { foldsFrom, seedFrom } from '../tables/number.ts'

export const scoreOptions = {
  file: { type: 'string', value: 'file', help: 'leads whose outcome is known' },
  target: { type: 'string', value: 'column', help: 'the column that says which of them converted' },
  positive: {
    type: 'string',
    value: 'value',
    help: 'its value that means converted; yes, 1, true, won or the rarer one unless given',
  },
  without: {
    type: 'string',
    multiple: true,
    value: 'column',
    help: 'a column to leave out; may be given several times',
  },
  folds: { type: 'string', value: '2–20', help: 'parts for cross-validation; 5 unless given' },
  encoding: { type: 'string', value: 'name', help: 'encoding of the file, where it is guessed wrongly' },
  seed: { type: 'string', value: 'number', help: 'the same seed gives the same result; 1 unless given' },
  out: { type: 'string', value: 'file', help: 'write the score of every lead and its reasons there, as CSV' },
} as const

/** The options as they are used. @throws USAGE naming the option and what it takes */
export const readOptions = (values: ValuesOf<typeof scoreOptions>, [positional]: readonly string[]) => {
  if (values.file !== undefined && positional !== undefined) {
    throw usageError(`Both --file ${values.file} and ${positional} are given.`, 'Name one file.')
  }
  const file = values.file ?? positional
  if (file === undefined) {
    throw usageError(
      'No file is given.',
      'Give one by --file: a table of leads, with a column that says which converted.',
    )
  }
  return {
    file,
    target: values.target,
    positive: values.positive,
    without: values.without ?? [],
    folds: foldsFrom(values.folds),
    seed: seedFrom(values.seed),
    encoding: encodingFrom(values.encoding),
    out: values.out,
  }
}
export type ReadOptions = ReturnType<typeof readOptions>
