import type { Hex } from './bytes/bytes.ts'
import type { ChainErrorCode } from './errors.ts'

/** What the caller's thread sends to the chain's. */
export type ToWorker =
  | { readonly kind: 'request'; readonly id: number; readonly method: string; readonly params: readonly unknown[] }
  | { readonly kind: 'close' }

/** What the chain's thread sends back. */
export type FromWorker =
  | { readonly kind: 'progress'; readonly block: bigint; readonly of: bigint }
  | { readonly kind: 'ready'; readonly number: bigint; readonly hash: Hex }
  | { readonly kind: 'failed'; readonly code: ChainErrorCode; readonly message: string }
  | { readonly kind: 'result'; readonly id: number; readonly result: unknown }
  | {
      readonly kind: 'error'
      readonly id: number
      readonly code: number
      readonly message: string
      readonly data: Hex | undefined
    }
  | { readonly kind: 'block'; readonly number: bigint; readonly hash: Hex }
  | { readonly kind: 'closed' }
