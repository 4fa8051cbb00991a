import type { ValuesOf } from '../command.ts'
import { usageError } from '../errors.ts'
import { encodingFrom } from '../tables/file.ts'
import { foldsFrom, numberFrom, seedFrom } from '../tables/number.ts'

export const classifyOptions = {
  train: { type: 'string', value: 'file', help: 'learn from this file' },
  test: {
    type: 'string',
    value: 'file',
    help: 'ask about this one; without it the file to learn from is cross-validated',
  },
  text: { type: 'string', value: 'column', help: 'the column that holds the texts' },
  label: { type: 'string', value: 'column', help: 'the column that holds their labels' },
  folds: { type: 'string', value: '2–20', help: 'parts for cross-validation; 5 unless given' },
  precision: {
    type: 'string',
    value: '0–1',
    help: 'share of right answers wanted of what is routed automatically; 0.95 unless given',
  },
  encoding: { type: 'string', value: 'name', help: 'encoding of the files, where it is guessed wrongly' },
  seed: { type: 'string', value: 'number', help: 'the same seed gives the same result; 1 unless given' },
  out: { type: 'string', value: 'file', help: 'write what every row was given there, as CSV' },
} as const

/** The options as they are used. @throws USAGE naming the option and what it takes */
export const readOptions = (values: ValuesOf<typeof classifyOptions>, positionals: readonly string[]) => {
  const [positional] = positionals
  if (values.train !== undefined && positional !== undefined) {
    throw usageError(
      `Both --train ${values.train} and ${positional} are given to learn from.`,
      'Name the file to learn from once, and the file to ask about by --test.',
    )
  }
  const train = values.train ?? positional
  if (train === undefined) {
    throw usageError('No file to learn from is given.', 'Give one by --train: a table with texts and their labels.')
  }
  if (values.test !== undefined && values.folds !== undefined) {
    throw usageError(
      '--test and --folds exclude each other.',
      'Leave --test out to cross-validate the one file, or --folds to ask about the other.',
    )
  }
  return {
    train,
    test: values.test,
    text: values.text,
    label: values.label,
    folds: foldsFrom(values.folds),
    precision: numberFrom(
      'precision',
      values.precision,
      0.95,
      (value) => value > 0 && value <= 1,
      'a share above 0 and up to 1',
    ),
    seed: seedFrom(values.seed),
    encoding: encodingFrom(values.encoding),
    out: values.out,
  }
}
export type ReadOptions = ReturnType<typeof readOptions>
