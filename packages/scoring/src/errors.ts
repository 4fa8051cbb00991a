export const scoringErrorCodes = [
  'SCORING_TOO_FEW_ROWS',
  'SCORING_TARGET_NOT_TWO',
  'SCORING_TOO_FEW_CONVERTED',
  'SCORING_NO_COLUMNS',
] as const
export type ScoringErrorCode = (typeof scoringErrorCodes)[number]

/** Why nothing can be learnt from a table: what is wrong and how to mend it. */
export class ScoringError extends Error {
  override readonly name = 'ScoringError'
  readonly code: ScoringErrorCode
  readonly remedy: string

  constructor(code: ScoringErrorCode, problem: string, remedy: string) {
    super(problem)
    this.code = code
    this.remedy = remedy
  }
}
