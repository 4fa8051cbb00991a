import type { Problem } from '@candor/api'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { sqlState } from '../db/sql-state.ts'
import { CandorError, type FieldError, type Language } from '../errors.ts'
import { platformErrors } from '../platform-errors.ts'
import { httpErrors } from './errors.ts'

/** The language that a request asks for: Chinese where it comes before English, else English. */
export const languageOf = (request: FastifyRequest): Language => {
  const accepted = request.headers['accept-language']?.toLowerCase() ?? ''
  const zh = accepted.search(/\bzh\b/)
  const en = accepted.search(/\ben\b/)
  return zh >= 0 && (en < 0 || zh < en) ? 'zh-CN' : 'en'
}

type Issue = { readonly instancePath: string; readonly message?: string; readonly params?: Record<string, unknown> }

const partNames: Readonly<Record<string, string>> = { querystring: 'query' }

/** Names each wrong field: `/body/profile/email`. */
const fieldErrors = (context: string, issues: readonly Issue[]): FieldError[] =>
  issues.flatMap(({ instancePath, message = 'is not right', params }) => {
    const base = `/${partNames[context] ?? context}${instancePath === '/' ? '' : instancePath}`
    const unknown = params?.keys
    if (!Array.isArray(unknown)) return [{ path: base, message }]
    return unknown.map((key) => ({ path: `${base}/${String(key)}`, message: 'there is no such field' }))
  })

const byStatus = new Map([
  [404, httpErrors.HTTP_NO_ROUTE],
  [413, httpErrors.HTTP_BODY_TOO_LARGE],
  [415, httpErrors.HTTP_UNSUPPORTED_MEDIA_TYPE],
  [429, httpErrors.HTTP_TOO_MANY_REQUESTS],
])

const fromFramework = (error: FastifyError): CandorError | undefined => {
  if (error.validation !== undefined) {
    const errors = fieldErrors(error.validationContext ?? 'body', error.validation)
    const named = errors.map(({ path, message }) => `${path}: ${message}`).join('; ')
    return httpErrors.HTTP_INVALID_REQUEST(named, { errors })
  }
  const status = error.statusCode ?? 500
  if (status < 400 || status >= 500) return undefined
  return (byStatus.get(status) ?? httpErrors.HTTP_INVALID_REQUEST)(error.message)
}

/** Connection lost, server starting or stopping, too many connections: the database's way of saying "later". */
const unavailable = /^(08|57P|53)/
const unreachable = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE'])

const fromDatabase = (error: unknown): CandorError | undefined => {
  const state = sqlState(error)
  if (state?.startsWith('40') === true) return platformErrors.TRY_AGAIN('too many transactions on the same records')
  const code = (error as NodeJS.ErrnoException).code ?? ''
  if (state === undefined ? unreachable.has(code) : unavailable.test(state)) {
    return httpErrors.HTTP_UNAVAILABLE('the database does not answer', { headers: { 'retry-after': '2' } })
  }
  return undefined
}

/** Whatever was thrown, as an error that a caller may see. */
export const toCandorError = (error: unknown, requestId: string): CandorError => {
  if (error instanceof CandorError) return error
  const known = error instanceof Error ? (fromFramework(error as FastifyError) ?? fromDatabase(error)) : undefined
  return known ?? httpErrors.HTTP_INTERNAL(`see the log for request ${requestId}`, { cause: error })
}

/** RFC 9457 problem details of an error. */
export const problemOf = (error: CandorError, language: Language): Problem => ({
  type: `urn:candor:error:${error.code.toLowerCase().replaceAll('_', '-')}`,
  title: error.title,
  status: error.status,
  code: error.code,
  detail: error.detail,
  userMessage: error.userMessage(language),
  ...(error.errors.length > 0 && { errors: [...error.errors] }),
  ...(error.stored !== undefined && { stored: error.stored }),
})

/** Fastify's error handler: every failure leaves as problem+json, and what we did not foresee is logged. */
export const handleError = (thrown: unknown, request: FastifyRequest, reply: FastifyReply): void => {
  const error = toCandorError(thrown, request.id)
  if (error.status >= 500) request.log.error({ err: thrown, problem: error.code }, 'request failed')
  void reply
    .code(error.status)
    .headers(error.headers)
    .type('application/problem+json')
    .send(problemOf(error, languageOf(request)))
}
