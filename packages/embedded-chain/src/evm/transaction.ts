import type { Common } from '@ethereumjs/common'
import { Capability, createTxFromRLP, type TypedTransaction } from '@ethereumjs/tx'
import { Address as LibraryAddress } from '@ethereumjs/util'
import { equalBytes, minimalBytes, toHex, type Address, type Hex } from '../bytes/bytes.ts'
import { keccak256 } from '../crypto/keccak.ts'
import { recoverPublicKey } from '../crypto/recover.ts'
import { serverError, type RpcError } from '../errors.ts'

/** A transaction that is well formed, signed, and meant for this chain. */
export interface SignedTransaction {
  readonly hash: Uint8Array
  readonly hashHex: Hex
  readonly sender: Uint8Array
  readonly senderHex: Address
  readonly raw: Uint8Array
  readonly body: TypedTransaction
}

const BLOB_TYPE = 3

/** Half the order of secp256k1: a signature with a larger `s` has a twin and is refused (EIP-2). */
const MAX_S = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n

/** Type of a raw transaction (EIP-2718): legacy ones begin with an RLP list. */
export const typeOf = (raw: Uint8Array): number => {
  const first = raw[0] ?? 0
  return first >= 0xc0 ? 0 : first
}

/** What the library says in its way, said as other Ethereum nodes do. */
const translate = (error: unknown, common: Common): RpcError => {
  const message = error instanceof Error ? error.message : String(error)
  if (/chain ?id/i.test(message)) return serverError(`invalid chain id for signer: want ${common.chainId()}`)
  if (/initcode/i.test(message)) {
    return serverError(`max initcode size exceeded: limit ${common.param('maxInitCodeSize')}`)
  }
  if (/EIP-7825/.test(message)) {
    return serverError(`transaction gas limit too high (cap: ${common.param('maxTransactionGasLimit')})`)
  }
  if (/maxFeePerGas cannot be less than maxPriorityFeePerGas/i.test(message)) {
    return serverError('max priority fee per gas higher than max fee per gas')
  }
  return serverError(`rlp: ${message.replace(/ \(tx type=.*$/, '')}`)
}

const isReplayProtected = (body: TypedTransaction): boolean =>
  body.type !== 0 || body.supports(Capability.EIP155ReplayProtection)

const recoverSender = (body: TypedTransaction): Uint8Array => {
  const { v, r, s } = body
  if (v === undefined || r === undefined || s === undefined || s > MAX_S) throw serverError('invalid sender')
  try {
    const chainId = body.type === 0 ? body.common.chainId() : undefined
    const publicKey = recoverPublicKey(body.getMessageToVerifySignature(), v, minimalBytes(r), minimalBytes(s), chainId)
    return keccak256(publicKey).slice(12)
  } catch {
    throw serverError('invalid sender')
  }
}

/** Reads a raw transaction whose sender is known: one that the chain holds. */
export const readTransaction = (
  { raw, hash, sender }: Pick<SignedTransaction, 'raw' | 'hash' | 'sender'>,
  common: Common,
): SignedTransaction => ({
  hash,
  hashHex: toHex(hash),
  sender,
  senderHex: toHex(sender),
  raw,
  body: createTxFromRLP(raw, { common, freeze: false }),
})

/**
 * Reads a raw signed transaction and recovers who sent it.
 *
 * @throws RpcError with the message other nodes give: not RLP, unknown type, another chain, bad signature
 */
export const decodeTransaction = (raw: Uint8Array, common: Common): SignedTransaction => {
  const type = typeOf(raw)
  if (raw.length === 0 || type > 4 || type === BLOB_TYPE) throw serverError('transaction type not supported')
  let body: TypedTransaction
  try {
    body = createTxFromRLP(raw, { common, freeze: false })
  } catch (error) {
    throw translate(error, common)
  }
  if (!isReplayProtected(body)) {
    throw serverError('only replay-protected (EIP-155) transactions allowed over RPC')
  }
  // Two encodings of one transaction would give it two hashes.
  if (!equalBytes(body.serialize(), raw)) throw serverError('rlp: non-canonical encoding')
  const sender = recoverSender(body)
  // The library would recover it again each time it asks.
  const senderAddress = new LibraryAddress(sender)
  body.getSenderAddress = () => senderAddress
  const hash = keccak256(raw)
  return { hash, hashHex: toHex(hash), sender, senderHex: toHex(sender), raw, body }
}

/** The most a transaction offers per gas, in wei. */
export const feeCap = (body: TypedTransaction): bigint => ('maxFeePerGas' in body ? body.maxFeePerGas : body.gasPrice)

/** The most a transaction offers per gas over the base fee, in wei. */
export const tipCap = (body: TypedTransaction): bigint =>
  'maxPriorityFeePerGas' in body ? body.maxPriorityFeePerGas : body.gasPrice

/** What one gas costs the sender where the base fee is zero, in wei. */
export const effectiveGasPrice = (body: TypedTransaction): bigint => {
  const [fee, tip] = [feeCap(body), tipCap(body)]
  return tip < fee ? tip : fee
}
