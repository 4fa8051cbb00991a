import type { Hex } from './bytes/bytes.ts'

export type ChainErrorCode =
  | 'CHAIN_OPTIONS_INVALID'
  | 'CHAIN_IN_USE'
  | 'CHAIN_ID_MISMATCH'
  | 'CHAIN_FORMAT_UNKNOWN'
  | 'CHAIN_CORRUPT'
  | 'CHAIN_CACHE_DAMAGED'
  | 'CHAIN_STORE_LOST'
  | 'CHAIN_CLOSED'
  | 'CHAIN_FAILED'

/** Something is wrong with the chain as a whole: its options, its store, or what the store holds. */
export class ChainError extends Error {
  override readonly name = 'ChainError'
  readonly code: ChainErrorCode

  constructor(code: ChainErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** Error codes of JSON-RPC 2.0 and of EIP-1474, with the meaning that Ethereum nodes give them. */
export const rpcCode = {
  /** The EVM reverted; `data` is what it returned. */
  reverted: 3,
  /** The request is well formed but cannot be served. */
  server: -32_000,
  /** More was asked for than one answer may hold. */
  limit: -32_005,
  methodNotFound: -32_601,
  invalidParams: -32_602,
  internal: -32_603,
} as const

/** An answer that is an error, as JSON-RPC carries it: `code`, `message` and at times `data`. */
export class RpcError extends Error {
  override readonly name = 'RpcError'
  readonly code: number
  readonly data: Hex | undefined

  constructor(code: number, message: string, data?: Hex) {
    super(message)
    this.code = code
    this.data = data
  }
}

export const invalidParams = (message: string): RpcError => new RpcError(rpcCode.invalidParams, message)

export const serverError = (message: string): RpcError => new RpcError(rpcCode.server, message)
