import { toHex, toQuantity } from '../bytes/bytes.ts'
import { invalidParams } from '../errors.ts'
import { executionError, succeeded } from './call.ts'
import { callRequestOf } from './call-request.ts'
import { estimateGas } from './estimate.ts'
import { findStateBlock, type Method } from './method.ts'
import { bytesOf, type Params } from './params.ts'

/** Gas that `eth_call` runs with at most: a call holds up the blocks while it runs. */
const CALL_GAS_CAP = 50_000_000n

const refuseOverrides = (overrides: Params): void => {
  const given = overrides.some((each) => typeof each === 'object' && each !== null && Object.keys(each).length > 0)
  if (given) throw invalidParams('state and block overrides are not supported')
}

const call: Method = async (context, [transaction, block, ...overrides]) => {
  const request = callRequestOf(transaction)
  refuseOverrides(overrides)
  const parent = await findStateBlock(context, block)
  const gas = request.gas !== undefined && request.gas < CALL_GAS_CAP ? request.gas : CALL_GAS_CAP
  const result = await context.caller.run(request, gas, parent)
  if (!succeeded(result)) throw executionError(result)
  return toHex(result.returnValue)
}

const estimate: Method = async (context, [transaction, block, ...overrides]) => {
  const request = callRequestOf(transaction)
  refuseOverrides(overrides)
  const parent = await findStateBlock(context, block)
  return toQuantity(await estimateGas(context.chain, context.caller, request, parent))
}

/** Running transactions: for show, and for good. */
export const callMethods: Readonly<Record<string, Method>> = {
  eth_call: call,
  eth_estimateGas: estimate,
  eth_sendRawTransaction: ({ chain }, [raw]) => toHex(chain.submit(bytesOf(raw, 'transaction'))),
}
