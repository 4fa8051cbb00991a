import { toHex, toQuantity } from '../bytes/bytes.ts'
import { toBigInt } from '../bytes/bytes.ts'
import { EMPTY_CODE_HASH, EMPTY_TRIE_ROOT } from '../crypto/keccak.ts'
import { invalidParams } from '../errors.ts'
import { wordJson } from './format.ts'
import { requireLatest, type Context, type Method } from './method.ts'
import { addressOf, slotOf } from './params.ts'

/** More storage proofs than this in one request are refused. */
const MAX_PROVED_SLOTS = 1_024

const accountAt = async (context: Context, address: unknown, block: unknown) => {
  const bytes = addressOf(address, 'address')
  await requireLatest(context, block)
  return { bytes, account: context.chain.world.account(bytes) }
}

const getTransactionCount: Method = async (context, [address, block]) => {
  const { bytes, account } = await accountAt(context, address, block)
  const pending = block === 'pending' ? context.chain.pool.nextNonce(toHex(bytes)) : undefined
  return toQuantity(pending ?? account?.nonce ?? 0n)
}

const getCode: Method = async (context, [address, block]) => {
  const { account } = await accountAt(context, address, block)
  return account === null ? '0x' : toHex(context.chain.world.committed.code(account.codeHash))
}

const getStorageAt: Method = async (context, [address, slot, block]) => {
  const key = slotOf(slot, 'slot')
  const { bytes } = await accountAt(context, address, block)
  return wordJson(context.chain.world.slot(bytes, key))
}

const getProof: Method = async (context, [address, slots, block]) => {
  if (!Array.isArray(slots) || slots.length > MAX_PROVED_SLOTS) {
    throw invalidParams(`storageKeys: expected a list of up to ${MAX_PROVED_SLOTS} slots`)
  }
  const keys = slots.map((slot, index) => slotOf(slot, `storageKeys[${index}]`))
  addressOf(address, 'address')
  const { chain } = context
  // While a block is being stored the tries are ahead of what was published.
  await chain.settled()
  const { bytes, account } = await accountAt(context, address, block)
  const { world } = chain
  return {
    address: toHex(bytes),
    balance: toQuantity(account?.balance ?? 0n),
    nonce: toQuantity(account?.nonce ?? 0n),
    codeHash: toHex(account?.codeHash ?? EMPTY_CODE_HASH),
    storageHash: toHex(account?.storageRoot ?? EMPTY_TRIE_ROOT),
    accountProof: world.tries.proveAccount(bytes).map(toHex),
    storageProof: keys.map((key, index) => ({
      key: slots[index] as string,
      value: toQuantity(toBigInt(world.slot(bytes, key))),
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
