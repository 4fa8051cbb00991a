import { STATUS_CODES } from 'node:http'

/** The languages that the product speaks; every message meant for a user exists in each. */
export type Language = 'en' | 'zh-CN'

/** One place in the input that was wrong, in the caller's own words: `/lines/0/quantity`. */
export type FieldError = { readonly path: string; readonly message: string }

/** What an error table says of one code. `en` and `zh` are read by users, `title` by programmers. */
export type ErrorDefinition = {
  readonly status: number
  readonly title: string
  readonly en: string
  readonly zh: string
}

/** Particulars of one occurrence. */
export type ErrorParticulars = {
  readonly errors?: readonly FieldError[]
  /** Response headers that belong to the answer, such as `retry-after`. */
  readonly headers?: Readonly<Record<string, string>>
  /** What is stored now, where the request was based on an older state: the caller may see it and compare. */
  readonly stored?: unknown
  readonly cause?: unknown
}

/** Base of every error that a caller is meant to understand. Anything else is answered as a 500 without detail. */
export class CandorError extends Error {
  override readonly name: string = 'CandorError'
  readonly code: string
  readonly status: number
  readonly title: string
  /** What went wrong this time, for programmers, in English. Holds no personal data. */
  readonly detail: string
  readonly errors: readonly FieldError[]
  readonly headers: Readonly<Record<string, string>>
  readonly stored: unknown
  readonly #user: Readonly<Record<Language, string>>

  constructor(code: string, definition: ErrorDefinition, detail: string, particulars: ErrorParticulars = {}) {
    super(detail, particulars.cause === undefined ? undefined : { cause: particulars.cause })
    this.code = code
    this.status = definition.status
    this.title = definition.title
    this.detail = detail
    this.errors = particulars.errors ?? []
    this.headers = particulars.headers ?? {}
    this.stored = particulars.stored
    this.#user = { en: definition.en, 'zh-CN': definition.zh }
  }

  /** The sentence for the person in front of the screen. */
  userMessage(language: Language): string {
    return this.#user[language]
  }
}

type ErrorMakers<Codes extends string> = {
  readonly [Code in Codes]: (detail: string, particulars?: ErrorParticulars) => CandorError
}

/**
 * Turns a module's table of codes into functions that make its errors: `throw errors.LOYALTY_NO_RULE('…')`.
 * @param table code → status, title and the message for users in both languages
 */
export const errorTable = <Codes extends string>(table: Readonly<Record<Codes, ErrorDefinition>>): ErrorMakers<Codes> =>
  Object.fromEntries(
    (Object.entries(table) as [Codes, ErrorDefinition][]).map(([code, definition]) => [
      code,
      (detail: string, particulars?: ErrorParticulars) => new CandorError(code, definition, detail, particulars),
    ]),
  ) as unknown as ErrorMakers<Codes>

/** Reason phrase of an HTTP status, for errors that bring no title of their own. */
export const statusTitle = (status: number): string => STATUS_CODES[status] ?? 'Error'
