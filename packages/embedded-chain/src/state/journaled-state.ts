import type { AccountFields, StateManagerInterface } from '@ethereumjs/common'
import { Account, type Address } from '@ethereumjs/util'
import { EMPTY_BYTES, equalBytes, mapKey, trimLeft } from '../bytes/bytes.ts'
import { EMPTY_CODE_HASH, EMPTY_TRIE_ROOT, keccak256 } from '../crypto/keccak.ts'
import { newAccount, type AccountValue } from './account.ts'
import { AccountEntry, SlotEntry, type SealedChange, type StateSource } from './entries.ts'

/** One step back: what an account or a slot was before a write. */
type Undo =
  | { readonly account: AccountEntry; readonly before: AccountValue | null }
  | { readonly slot: SlotEntry; readonly before: Uint8Array }
  | { readonly warmed: SlotEntry; readonly before: number }

/**
 * The state that the EVM reads and writes: accounts and slots in maps over a {@link StateSource}, with an undo log.
 *
 * Everything is synchronous inside; the promises are those that the library's interface asks for. No trie is touched
 * by a write: roots are worked out once per block from what was written.
 */
export class JournaledState implements StateManagerInterface {
  readonly accounts = new Map<string, AccountEntry>()
  /** Accounts written in this block, or with a slot that was. */
  readonly written = new Set<AccountEntry>()
  /** Codes stored in this block, by hash. */
  readonly newCodes = new Map<string, Uint8Array>()
  readonly originalStorageCache = {
    get: (address: Address, key: Uint8Array): Promise<Uint8Array> =>
      Promise.resolve(this.originalOf(this.slot(this.entry(address.bytes), key))),
    clear: (): void => {
      this.#transaction += 1
    },
  }

  readonly #source: StateSource
  readonly #undo: Undo[] = []
  readonly #checkpoints: number[] = []
  #transaction = 1
  #loadedSlots = 0

  constructor(source: StateSource) {
    this.#source = source
  }

  /** Slots held in memory. */
  get loadedSlots(): number {
    return this.#loadedSlots
  }

  /** The entry of an account, fetched from the source when it is not held. */
  entry(address: Uint8Array): AccountEntry {
    const key = mapKey(address)
    let entry = this.accounts.get(key)
    if (entry === undefined) {
      const hash = keccak256(address)
      entry = new AccountEntry(key, address.slice(), hash, this.#source.account(address, hash))
      this.accounts.set(key, entry)
    }
    return entry
  }

  /** A slot of an account, fetched from the source when it is not held. */
  slot(entry: AccountEntry, key: Uint8Array): SlotEntry {
    const id = mapKey(key)
    let slot = entry.slots.get(id)
    if (slot === undefined) {
      const { committed } = entry
      // An account that the last block did not have, or that had an empty storage, needs no look.
      if (committed === null || equalBytes(committed.storageRoot, EMPTY_TRIE_ROOT)) {
        slot = new SlotEntry(id, undefined, EMPTY_BYTES)
      } else {
        const hash = keccak256(key)
        slot = new SlotEntry(id, hash, this.#source.slot(entry, key, hash))
      }
      entry.slots.set(id, slot)
      this.#loadedSlots += 1
    }
    return slot
  }

  /** What a slot held before the transaction. */
  originalOf(slot: SlotEntry): Uint8Array {
    return slot.originalAt === this.#transaction ? slot.original : slot.current
  }

  /** Notes that the transaction looked at a slot. @returns whether it was for the first time */
  warm(slot: SlotEntry): boolean {
    if (slot.warmAt === this.#transaction) return false
    this.#undo.push({ warmed: slot, before: slot.warmAt })
    slot.warmAt = this.#transaction
    return true
  }

  #writeAccount(entry: AccountEntry, value: AccountValue | null): void {
    this.#undo.push({ account: entry, before: entry.current })
    entry.current = value
    this.written.add(entry)
  }

  /** Writes a slot; the value has no leading zeros. */
  writeSlot(entry: AccountEntry, slot: SlotEntry, value: Uint8Array): void {
    if (slot.originalAt !== this.#transaction) {
      slot.original = slot.current
      slot.originalAt = this.#transaction
    }
    this.#undo.push({ slot, before: slot.current })
    slot.current = value
    entry.written.add(slot)
    this.written.add(entry)
  }

  #clearStorage(entry: AccountEntry): void {
    // EIP-6780 lets only accounts born in the same transaction disappear, and EIP-7610 keeps one from being born over
    // existing storage: what there is to clear was written in this block.
    for (const slot of entry.written) if (slot.current.length > 0) this.writeSlot(entry, slot, EMPTY_BYTES)
  }

  code(entry: AccountEntry): Uint8Array {
    const hash = entry.current?.codeHash ?? EMPTY_CODE_HASH
    if (equalBytes(hash, EMPTY_CODE_HASH)) return EMPTY_BYTES
    return this.newCodes.get(mapKey(hash)) ?? this.#source.code(hash)
  }

  getAccount(address: Address): Promise<Account | undefined> {
    const value = this.entry(address.bytes).current
    return Promise.resolve(
      value === null ? undefined : new Account(value.nonce, value.balance, value.storageRoot, value.codeHash),
    )
  }

  putAccount(address: Address, account?: Account): Promise<void> {
    if (account === undefined) return this.deleteAccount(address)
    const { nonce, balance, storageRoot, codeHash } = account
    this.#writeAccount(this.entry(address.bytes), { nonce, balance, storageRoot, codeHash })
    return Promise.resolve()
  }

  deleteAccount(address: Address): Promise<void> {
    const entry = this.entry(address.bytes)
    if (entry.current !== null) {
      this.#clearStorage(entry)
      this.#writeAccount(entry, null)
    }
    return Promise.resolve()
  }

  modifyAccountFields(address: Address, fields: AccountFields): Promise<void> {
    const entry = this.entry(address.bytes)
    const { nonce, balance, storageRoot, codeHash } = entry.current ?? newAccount(0n)
    this.#writeAccount(entry, {
      nonce: fields.nonce ?? nonce,
      balance: fields.balance ?? balance,
      storageRoot: fields.storageRoot ?? storageRoot,
      codeHash: fields.codeHash ?? codeHash,
    })
    return Promise.resolve()
  }

  putCode(address: Address, code: Uint8Array): Promise<void> {
    const codeHash = keccak256(code)
    if (code.length > 0) this.newCodes.set(mapKey(codeHash), code)
    return this.modifyAccountFields(address, { codeHash })
  }

  getCode(address: Address): Promise<Uint8Array> {
    return Promise.resolve(this.code(this.entry(address.bytes)))
  }

  getCodeSize(address: Address): Promise<number> {
    return Promise.resolve(this.code(this.entry(address.bytes)).length)
  }

  getStorage(address: Address, key: Uint8Array): Promise<Uint8Array> {
    const entry = this.entry(address.bytes)
    return Promise.resolve(entry.current === null ? EMPTY_BYTES : this.slot(entry, key).current)
  }

  putStorage(address: Address, key: Uint8Array, value: Uint8Array): Promise<void> {
    const entry = this.entry(address.bytes)
    this.writeSlot(entry, this.slot(entry, key), trimLeft(value))
    return Promise.resolve()
  }

  clearStorage(address: Address): Promise<void> {
    this.#clearStorage(this.entry(address.bytes))
    return Promise.resolve()
  }

  checkpoint(): Promise<void> {
    this.#checkpoints.push(this.#undo.length)
    return Promise.resolve()
  }

  commit(): Promise<void> {
    this.#checkpoints.pop()
    if (this.#checkpoints.length === 0) this.#undo.length = 0
    return Promise.resolve()
  }

  revert(): Promise<void> {
    const to = this.#checkpoints.pop() ?? 0
    for (let index = this.#undo.length - 1; index >= to; index -= 1) {
      const step = this.#undo[index] as Undo
      if ('slot' in step) step.slot.current = step.before
      else if ('warmed' in step) step.warmed.warmAt = step.before
      else step.account.current = step.before
    }
    this.#undo.length = to
    return Promise.resolve()
  }

  /** Forgets everything held and starts again from the source: a call leaves no trace. */
  reset(): void {
    this.accounts.clear()
    this.#loadedSlots = 0
    this.settle()
  }

  /** Ends the block: what the next one writes comes on top of it. @returns what it wrote, to be published */
  seal(): SealedChange[] {
    const changes: SealedChange[] = []
    for (const entry of this.written) {
      entry.sealed = entry.current
      const slots = Array.from(entry.written, (slot) => {
        slot.sealed = slot.current
        return { slot, value: slot.current }
      })
      entry.written.clear()
      changes.push({ entry, value: entry.current, slots })
    }
    this.settle()
    return changes
  }

  /** Makes what a sealed block wrote the committed state, which calls and queries see. */
  publish(changes: readonly SealedChange[]): void {
    for (const { entry, value, slots } of changes) {
      entry.committed = value
      for (const { slot, value: written } of slots) slot.committed = written
    }
  }

  /** Between blocks: nothing can be undone any more. */
  settle(): void {
    this.written.clear()
    this.newCodes.clear()
    this.#undo.length = 0
    this.#checkpoints.length = 0
    this.#transaction += 1
  }

  getStateRoot(): Promise<Uint8Array> {
    return Promise.reject(new Error('the state root is worked out when a block is sealed, not here'))
  }

  setStateRoot(): Promise<void> {
    return Promise.reject(new Error('this state cannot jump to another root'))
  }

  hasStateRoot(): Promise<boolean> {
    return Promise.resolve(false)
  }

  clearCaches(): void {
    // Nothing is held that the source could have changed behind this state's back.
  }

  shallowCopy(): StateManagerInterface {
    throw new Error('this state has one owner and is not copied')
  }
}
