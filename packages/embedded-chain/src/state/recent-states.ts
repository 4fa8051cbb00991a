import { equalBytes, mapKey } from '../bytes/bytes.ts'
import type { AccountValue } from './account.ts'
import type { SealedChange, StateSource } from './entries.ts'

/** Blocks whose state can still be asked for, counted back from the head. */
const MAX_BLOCKS = 128
/** Accounts and slots remembered over all of them. */
const MAX_VALUES = 200_000

/** What accounts and slots were before a block. */
interface Before {
  readonly number: bigint
  readonly accounts: Map<string, AccountValue | null>
  readonly slots: Map<string, Map<string, Uint8Array>>
  readonly size: number
}

const slotsBefore = ({ slots }: SealedChange): Map<string, Uint8Array> => {
  const before = new Map<string, Uint8Array>()
  for (const { slot, value } of slots) {
    if (!equalBytes(value, slot.committed)) before.set(slot.key, slot.committed)
  }
  return before
}

const beforeOf = (number: bigint, changes: readonly SealedChange[]): Before => {
  const accounts = new Map<string, AccountValue | null>()
  const slots = new Map<string, Map<string, Uint8Array>>()
  let size = 0
  for (const change of changes) {
    const { entry, value } = change
    if (value !== entry.committed) accounts.set(entry.key, entry.committed)
    const changed = slotsBefore(change)
    if (changed.size > 0) slots.set(entry.key, changed)
    size += 1 + changed.size
  }
  return { number, accounts, slots, size }
}

/**
 * The states of the last blocks, as the changes that lead back to them: so that somebody who has just read the number
 * of the head can ask for its state although another block has come in between.
 */
export class RecentStates {
  /** Oldest first, without gaps in their numbers. */
  readonly #befores: Before[] = []
  #size = 0

  /** Notes what a block changes; to be called before its values become the committed ones. */
  record(number: bigint, changes: readonly SealedChange[]): void {
    const before = beforeOf(number, changes)
    this.#befores.push(before)
    this.#size += before.size
    while (this.#befores.length > MAX_BLOCKS || (this.#size > MAX_VALUES && this.#befores.length > 1)) {
      this.#size -= this.#befores.shift()?.size ?? 0
    }
  }

  /**
   * The state after a block, if it is remembered.
   *
   * @param committed - the state after the head
   */
  at(number: bigint, committed: StateSource): StateSource | undefined {
    const oldest = this.#befores[0]
    if (oldest === undefined || number < oldest.number - 1n) return undefined
    const later = this.#befores.filter((before) => before.number > number)
    return {
      account: (address, hash) => {
        const key = mapKey(address)
        for (const { accounts } of later) {
          const value = accounts.get(key)
          if (value !== undefined) return value
        }
        return committed.account(address, hash)
      },
      slot: (account, key, keyHash) => {
        const id = mapKey(key)
        for (const { slots } of later) {
          const value = slots.get(account.key)?.get(id)
          if (value !== undefined) return value
        }
        return committed.slot(account, key, keyHash)
      },
      code: (codeHash) => committed.code(codeHash),
    }
  }
}
