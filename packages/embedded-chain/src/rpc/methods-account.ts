import { mapKey, toBigInt, toHex, toQuantity } from '../bytes/bytes.ts'
import { EMPTY_CODE_HASH, EMPTY_TRIE_ROOT, keccak256 } from '../crypto/keccak.ts'
import { invalidParams, serverError } from '../errors.ts'
import type { StateSource } from '../state/entries.ts'
import { wordJson } from './format.ts'
import { findStateBlock, stateAfter, type Context, type Method } from './method.ts'
import { addressOf, slotOf } from './params.ts'

/** More storage proofs than this in one request are refused. */
const MAX_PROVED_SLOTS = 1_024

/** The account that a query means, and the state that holds it. */
const accountAt = async (context: Context, address: unknown, block: unknown) => {
  const bytes = addressOf(address, 'address')
  const state = stateAfter(context, await findStateBlock(context, block))
  return { bytes, state, account: state.account(bytes, keccak256(bytes)) }
}

const slotAt = (state: StateSource, address: Uint8Array, key: Uint8Array): Uint8Array =>
  state.slot({ key: mapKey(address), hash: keccak256(address) }, key, keccak256(key))

const getTransactionCount: Method = async (context, [address, block]) => {
  const { bytes, account } = await accountAt(context, address, block)
  const pending = block === 'pending' ? context.chain.pool.nextNonce(toHex(bytes)) : undefined
  return toQuantity(pending ?? account?.nonce ?? 0n)
}

const getCode: Method = async (context, [address, block]) => {
  const { account, state } = await accountAt(context, address, block)
  return account === null ? '0x' : toHex(state.code(account.codeHash))
}

const getStorageAt: Method = async (context, [address, slot, block]) => {
  const key = slotOf(slot, 'slot')
  const { bytes, state } = await accountAt(context, address, block)
  return wordJson(slotAt(state, bytes, key))
}

const getProof: Method = async (context, [address, slots, block]) => {
  if (!Array.isArray(slots) || slots.length > MAX_PROVED_SLOTS) {
    throw invalidParams(`storageKeys: expected a list of up to ${MAX_PROVED_SLOTS} slots`)
  }
  const keys = slots.map((slot, index) => slotOf(slot, `storageKeys[${index}]`))
  const bytes = addressOf(address, 'address')
  const { chain } = context
  const { header } = await findStateBlock(context, block)
  // While a block is being stored the tries are ahead of what was published.
  await chain.settled()
  if (header.number !== chain.head.header.number && block !== undefined && block !== 'latest') {
    throw serverError(
      `proofs are given for the latest block (${chain.head.header.number}) only, not for ${header.number}`,
    )
  }
  const { world } = chain
  const account = world.account(bytes)
  return {
    address: toHex(bytes),
    balance: toQuantity(account?.balance ?? 0n),
    nonce: toQuantity(account?.nonce ?? 0n),
    codeHash: toHex(account?.codeHash ?? EMPTY_CODE_HASH),
    storageHash: toHex(account?.storageRoot ?? EMPTY_TRIE_ROOT),
    accountProof: world.tries.proveAccount(bytes).map(toHex),
    storageProof: keys.map((key, index) => ({
      key: slots[index] as string,
      value: toQuantity(toBigInt(slotAt(world.committed, bytes, key))),
      proof: account === null ? [] : world.tries.proveSlot(bytes, account.storageRoot, key).map(toHex),
    })),
  }
}

/** Accounts: balance, nonce, code, storage, and proofs of them. */
export const accountMethods: Readonly<Record<string, Method>> = {
  eth_getBalance: async (context, [address, block]) =>
    toQuantity((await accountAt(context, address, block)).account?.balance ?? 0n),
  eth_getTransactionCount: getTransactionCount,
  eth_getCode: getCode,
  eth_getStorageAt: getStorageAt,
  eth_getProof: getProof,
}
