import { ApiError, type Problem } from '@candor/api'
import type { uiTexts } from '../ui-texts.ts'

type UiTranslate = ReturnType<typeof uiTexts.useTexts>

/** What to tell a person about a failure. */
export interface ProblemText {
  readonly message: string
  readonly code?: string
  readonly fields: readonly { readonly path: string; readonly message: string }[]
}

const isNetworkFailure = (error: unknown): boolean =>
  error instanceof TypeError && /fetch|network|load/i.test(error.message)

const ofProblem = (problem: Problem, t: UiTranslate): ProblemText => ({
  message: problem.code === 'HTTP_NOT_SIGNED_IN' ? t('problem.signedOut') : problem.userMessage,
  code: problem.code,
  fields: problem.errors ?? [],
})

/** Turns anything that was thrown into words for the screen; server refusals keep the server's own message and code. */
export const describeProblem = (error: unknown, t: UiTranslate): ProblemText => {
  if (error instanceof ApiError) return ofProblem(error.problem, t)
  return { message: isNetworkFailure(error) ? t('problem.offline') : t('problem.unexpected'), fields: [] }
}
