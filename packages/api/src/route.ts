import type { z } from 'zod'
import type { Right } from './rights.ts'

/**
 * Who may call a route: anybody; a signed-in customer; any member of staff, for what concerns nobody but themselves or
 * is known to everybody at work; or staff with the right that is named.
 */
export type Access = 'public' | 'customer' | 'staff' | { readonly right: Right }

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * One route of the HTTP API: the single description from which the server validates requests, the OpenAPI
 * document is written, and the typed client takes its types.
 */
export interface RouteContract {
  readonly id: string
  readonly method: Method
  readonly path: `/${string}`
  readonly access: Access
  readonly summary: string
  readonly tag: string
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  readonly response: z.ZodType
  /** Status of a success; 200 unless said. */
  readonly status?: 200 | 201 | 202 | 204
  /** Whether the route takes an `Idempotency-Key`, so that a repeated request has one effect and one answer. */
  readonly idempotent?: boolean
  /** Requests a minute of one session or, where nobody is signed in, of one address; of dear routes fewer than of others. */
  readonly requestsAMinute?: number
}

export const defineRoute = <const Contract extends RouteContract>(contract: Contract): Contract => contract

type InputOf<Part> = Part extends z.ZodType ? z.input<Part> : undefined

/** What a caller passes for a route: only the parts that the route has. */
export type RouteInput<Contract extends RouteContract> = (Contract extends { params: z.ZodType }
  ? { params: InputOf<Contract['params']> }
  : unknown) &
  (Contract extends { query: z.ZodType } ? { query?: InputOf<Contract['query']> } : unknown) &
  (Contract extends { body: z.ZodType } ? { body: InputOf<Contract['body']> } : unknown)

export type RouteOutput<Contract extends RouteContract> = z.output<Contract['response']>
