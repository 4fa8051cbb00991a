import { EMPTY_BYTES, equalBytes } from '../bytes/bytes.ts'
import { invalidParams } from '../errors.ts'
import { addressOf, bytesOf, hashOf, objectOf, optional, quantityOf } from './params.ts'

export interface AccessListEntry {
  readonly address: Uint8Array
  readonly storageKeys: readonly Uint8Array[]
}

/** The transaction object of `eth_call` and `eth_estimateGas`. */
export interface CallRequest {
  readonly from: Uint8Array
  /** None: a contract is created. */
  readonly to: Uint8Array | undefined
  readonly data: Uint8Array
  /** In wei. */
  readonly value: bigint
  readonly gas: bigint | undefined
  /** In wei. */
  readonly gasPrice: bigint
  readonly accessList: readonly AccessListEntry[]
}

const accessListOf = (value: unknown): AccessListEntry[] => {
  if (!Array.isArray(value)) throw invalidParams('accessList: expected a list')
  return value.map((each, index) => {
    const name = `accessList[${index}]`
    const { address, storageKeys = [] } = objectOf(each, name)
    if (!Array.isArray(storageKeys)) throw invalidParams(`${name}.storageKeys: expected a list`)
    return {
      address: addressOf(address, `${name}.address`),
      storageKeys: storageKeys.map((key, at) => hashOf(key, `${name}.storageKeys[${at}]`)),
    }
  })
}

/** Reads a transaction object. @throws RpcError invalid params */
export const callRequestOf = (value: unknown): CallRequest => {
  const call = objectOf(value, 'transaction')
  const data = optional(call['data'], 'data', bytesOf)
  const input = optional(call['input'], 'input', bytesOf)
  if (data !== undefined && input !== undefined && !equalBytes(data, input)) {
    throw invalidParams(
      'both "data" and "input" are set and not equal. Please use "input" to pass transaction call data',
    )
  }
  if (Array.isArray(call['authorizationList']) && call['authorizationList'].length > 0) {
    throw invalidParams(
      'authorizationList: calls with authorisations are not simulated; give `gas` and send the transaction',
    )
  }
  return {
    from: optional(call['from'], 'from', addressOf) ?? new Uint8Array(20),
    to: optional(call['to'], 'to', addressOf),
    data: input ?? data ?? EMPTY_BYTES,
    value: optional(call['value'], 'value', quantityOf) ?? 0n,
    gas: optional(call['gas'], 'gas', quantityOf),
    gasPrice: optional(call['maxFeePerGas'] ?? call['gasPrice'], 'gasPrice', quantityOf) ?? 0n,
    accessList: optional(call['accessList'], 'accessList', accessListOf) ?? [],
  }
}
