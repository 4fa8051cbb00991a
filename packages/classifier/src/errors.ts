export const classifierErrorCodes = [
  'CLASSIFIER_NO_TEXTS',
  'CLASSIFIER_ONE_LABEL',
  'CLASSIFIER_TOO_MANY_LABELS',
  'CLASSIFIER_DAMAGED_MODEL',
] as const
export type ClassifierErrorCode = (typeof classifierErrorCodes)[number]

/** Why nothing can be learnt, or a model cannot be read: what is wrong and how to mend it. */
export class ClassifierError extends Error {
  override readonly name = 'ClassifierError'
  readonly code: ClassifierErrorCode
  readonly remedy: string

  constructor(code: ClassifierErrorCode, problem: string, remedy: string) {
    super(problem)
    this.code = code
    this.remedy = remedy
  }
}
