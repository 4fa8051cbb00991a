export type { Address, Hex } from './bytes/bytes.ts'
export { ChainError, RpcError, rpcCode, type ChainErrorCode } from './errors.ts'
export { openEmbeddedChain, type BlockEvent, type EmbeddedChain } from './open.ts'
export { FUNDED_BALANCE, type EmbeddedChainOptions, type Progress } from './options.ts'
