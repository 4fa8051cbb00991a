import { getCalldataFloorGas } from '@ethereumjs/tx'
import { equalBytes } from '../bytes/bytes.ts'
import { EMPTY_CODE_HASH } from '../crypto/keccak.ts'
import { serverError, type RpcError } from '../errors.ts'
import type { AccountValue } from '../state/account.ts'
import { feeCap, type SignedTransaction } from './transaction.ts'

/** EIP-2681: the nonce after the last one must still fit into 64 bits. */
const MAX_NONCE = 2n ** 64n - 1n

const DELEGATION = Uint8Array.of(0xef, 0x01, 0x00)

/** The largest raw transaction, in bytes: the same as geth's. */
const MAX_SIZE = 128 * 1024

/** EIP-3607 and EIP-7702: an account with code cannot sign, unless the code is a delegation. */
const mayHaveSigned = (account: AccountValue, code: Uint8Array): boolean =>
  equalBytes(account.codeHash, EMPTY_CODE_HASH) || equalBytes(code.subarray(0, 3), DELEGATION)

/** What is wrong with a transaction whatever the state, or nothing. */
export const staticFault = (transaction: SignedTransaction, blockGasLimit: bigint): RpcError | undefined => {
  const { body, raw } = transaction
  if (raw.length > MAX_SIZE) return serverError(`oversized data: transaction size ${raw.length}, limit ${MAX_SIZE}`)
  if (body.nonce >= MAX_NONCE) return serverError('nonce has max value')
  if (body.gasLimit > blockGasLimit) return serverError('exceeds block gas limit')
  const intrinsic = body.getIntrinsicGas()
  if (body.gasLimit < intrinsic) {
    return serverError(`intrinsic gas too low: gas ${body.gasLimit}, minimum needed ${intrinsic}`)
  }
  const floor = getCalldataFloorGas(body, body.getSenderAddress())
  if (body.gasLimit < floor) {
    return serverError(`insufficient gas for floor data gas cost: gas ${body.gasLimit}, minimum needed ${floor}`)
  }
  return undefined
}

/**
 * What keeps a transaction from being the sender's next one, or nothing.
 *
 * @param account - the sender's account, `null` when there is none yet
 * @param nonce - the nonce that the account is at, counting transactions before this one
 */
export const stateFault = (
  transaction: SignedTransaction,
  account: AccountValue | null,
  code: Uint8Array,
  nonce: bigint,
): RpcError | undefined => {
  const { body, senderHex } = transaction
  if (body.nonce < nonce) return serverError(`nonce too low: next nonce ${nonce}, tx nonce ${body.nonce}`)
  if (account !== null && !mayHaveSigned(account, code)) return serverError(`sender not an eoa: address ${senderHex}`)
  const balance = account?.balance ?? 0n
  const cost = body.value + body.gasLimit * feeCap(body)
  if (balance < cost) {
    return serverError(
      `insufficient funds for gas * price + value: balance ${balance}, tx cost ${cost}, overshot ${cost - balance}`,
    )
  }
  return undefined
}
