import { ClassifierError } from './errors.ts'

/** A text and the label that somebody gave it. */
export type Example = { readonly text: string; readonly label: string }

/** Examples as they are learnt from: labels numbered in alphabetical order. */
export type Examples = {
  readonly texts: readonly string[]
  readonly labels: Int32Array
  readonly names: readonly string[]
}

/** Most labels: beyond that the labels are numbers or texts themselves. */
const mostLabels = 5000

/**
 * Puts examples in order; those without text or label are left out.
 * @throws CLASSIFIER_NO_TEXTS, CLASSIFIER_ONE_LABEL, CLASSIFIER_TOO_MANY_LABELS
 */
export const examplesOf = (given: readonly Example[]): Examples => {
  const used = given.filter(({ text, label }) => text.trim() !== '' && label !== '')
  if (used.length === 0) {
    throw new ClassifierError(
      'CLASSIFIER_NO_TEXTS',
      'There is no text with a label to learn from.',
      'Name the columns that hold the texts and their labels; a row needs both.',
    )
  }
  const names = [...new Set(used.map(({ label }) => label))].toSorted()
  if (names.length === 1) {
    throw new ClassifierError(
      'CLASSIFIER_ONE_LABEL',
      `All ${used.length} texts have the same label "${names[0]}", so there is nothing to tell apart.`,
      'Give texts of at least two labels, or name another column of labels.',
    )
  }
  if (names.length > mostLabels) {
    throw new ClassifierError(
      'CLASSIFIER_TOO_MANY_LABELS',
      `The ${used.length} texts have ${names.length} labels; at most ${mostLabels} can be told apart.`,
      'Name a column in which the same few words come back; this one seems to hold a number or a text for each row.',
    )
  }
  const numbers = new Map(names.map((name, at) => [name, at]))
  return {
    texts: used.map(({ text }) => text),
    labels: Int32Array.from(used, ({ label }) => numbers.get(label)!),
    names,
  }
}
