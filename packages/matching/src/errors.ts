const titles = {
  MATCH_NOTHING_TO_COMPARE: 'no column can be compared',
  MATCH_TOO_FEW_RECORDS: 'too few records',
  MATCH_STOPPED: 'stopped',
} as const

export type MatchingErrorCode = keyof typeof titles

/** Why a table cannot be matched: what is wrong and how to mend it. */
export class MatchingError extends Error {
  override readonly name = 'MatchingError'
  readonly code: MatchingErrorCode
  readonly remedy: string

  constructor(code: MatchingErrorCode, problem: string, remedy: string) {
    super(problem)
    this.code = code
    this.remedy = remedy
  }
}
