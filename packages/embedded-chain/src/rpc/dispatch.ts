import type { Chain } from '../chain/chain.ts'
import { ChainError, RpcError, rpcCode } from '../errors.ts'
import { Caller } from './call.ts'
import { Filters } from './filters.ts'
import { accountMethods } from './methods-account.ts'
import { blockMethods } from './methods-block.ts'
import { callMethods } from './methods-call.ts'
import { chainMethods } from './methods-chain.ts'
import { logMethods } from './methods-log.ts'
import type { Context, Method } from './method.ts'

const methods: ReadonlyMap<string, Method> = new Map(
  Object.entries({ ...chainMethods, ...blockMethods, ...accountMethods, ...callMethods, ...logMethods }),
)

/** Names of all methods that the chain answers. */
export const methodNames: readonly string[] = [...methods.keys()]

const asRpcError = (error: unknown): RpcError => {
  if (error instanceof RpcError) return error
  if (error instanceof ChainError) return new RpcError(rpcCode.internal, error.message)
  return new RpcError(rpcCode.internal, error instanceof Error ? error.message : String(error))
}

const isCacheDamage = (error: unknown): boolean => error instanceof ChainError && error.code === 'CHAIN_CACHE_DAMAGED'

/** Makes the function that answers JSON-RPC requests to a chain. */
export const createDispatcher = (chain: Chain) => {
  const context: Context = { chain, caller: new Caller(chain), filters: new Filters() }
  /** @throws RpcError only */
  return async (name: string, params: readonly unknown[]): Promise<unknown> => {
    const method = methods.get(name)
    if (method === undefined) {
      throw new RpcError(rpcCode.methodNotFound, `the method ${name} does not exist/is not available`)
    }
    try {
      return await method(context, params)
    } catch (error) {
      if (isCacheDamage(error)) chain.heal()
      throw asRpcError(error)
    }
  }
}
