import { errorsAbi } from '@candor/contracts'
import { decodeErrorResult, decodeEventLog, decodeFunctionData, type Abi, type Hex } from 'viem'
import { abiOf, type LedgerContractName } from './contracts.ts'

/** Values by position, as viem decodes them. */
export type Values = readonly unknown[]

/** A call of a contract, opened. */
export type DecodedCall = {
  readonly contract: LedgerContractName
  readonly functionName: string
  readonly args: Values
}

/** An event of a contract, opened. */
export type DecodedEvent = {
  readonly contract: LedgerContractName
  readonly event: string
  readonly args: Readonly<Record<string, unknown>>
}

/** What a contract said when it refused a call. */
export type Refusal = { readonly name: string; readonly args: Values }

/** Opens the calldata of a contract. @returns nothing for a function that the contract does not have */
export const decodeCall = (contract: LedgerContractName, data: Hex): DecodedCall | undefined => {
  try {
    const { functionName, args = [] } = decodeFunctionData({ abi: abiOf(contract) as Abi, data })
    return { contract, functionName, args }
  } catch {
    return undefined
  }
}

/** Opens a log of a contract. @returns nothing for an event that the contract does not have */
export const decodeEvent = (
  contract: LedgerContractName,
  { topics, data }: { readonly topics: readonly Hex[]; readonly data: Hex },
): DecodedEvent | undefined => {
  try {
    const decoded = decodeEventLog({ abi: abiOf(contract) as Abi, topics: topics as [Hex, ...Hex[]], data })
    if (decoded.eventName === undefined) return undefined
    return { contract, event: decoded.eventName, args: (decoded.args ?? {}) as Readonly<Record<string, unknown>> }
  } catch {
    return undefined
  }
}

/** Opens the data of a revert. @returns nothing when it is no error of these contracts, nor one that Solidity makes itself */
export const decodeRefusal = (data: Hex): Refusal | undefined => {
  try {
    const decoded = decodeErrorResult({ abi: errorsAbi, data })
    const args: Values | undefined = decoded.args
    return { name: decoded.errorName, args: args ?? [] }
  } catch {
    return undefined
  }
}

/** Values as JSON carries them: whole numbers beyond 2^53 as decimal strings. */
export const toJson = (value: unknown): unknown => {
  if (typeof value === 'bigint') return value.toString()
  if (Array.isArray(value)) return value.map(toJson)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, toJson(each)]))
}
