import type { Address, Hex } from '../bytes/bytes.ts'
import { serverError } from '../errors.ts'
import { feeCap, tipCap, type SignedTransaction } from '../evm/transaction.ts'

export interface PoolLimits {
  /** Transactions in all. */
  readonly transactions: number
  /** Bytes of raw transactions in all. */
  readonly bytes: number
  /** Transactions that wait for an earlier nonce. They never keep out one that can run. */
  readonly gapped: number
  /** The same, of one sender. */
  readonly gappedPerSender: number
}

export const DEFAULT_POOL_LIMITS: PoolLimits = {
  transactions: 50_000,
  bytes: 256 * 1024 * 1024,
  gapped: 4_096,
  gappedPerSender: 512,
}

/** To take the place of another, a transaction must offer this many per cent of its fees. */
const REPLACEMENT_PERCENT = 110n

/** Where a transaction stands in the pool. */
export interface PoolPlace {
  readonly senderHex: Address
  readonly nonce: bigint
}

interface Sender {
  /** Nonce of the account in the last published block. */
  nonce: bigint
  /** The first nonce that no sealed block has: those before it wait for their block to be published. */
  sealed: bigint
  /** Waiting transactions by nonce. Those from `sealed` on without a gap can run. */
  readonly waiting: Map<bigint, SignedTransaction>
  /** The first nonce after `nonce` that is not waiting. */
  next: bigint
}

const offersMore = (one: bigint, other: bigint): boolean => one > other && one * 100n >= other * REPLACEMENT_PERCENT

/**
 * Transactions that wait for a block: per sender in order of nonce, among senders in order of arrival.
 */
export class Mempool {
  readonly #limits: PoolLimits
  readonly #byHash = new Map<Hex, SignedTransaction>()
  readonly #senders = new Map<Address, Sender>()
  /** Who may run next, in order of arrival: an entry per transaction that became runnable. */
  #queue: Address[] = []
  #bytes = 0
  /** How many are in a sealed block. */
  #taken = 0

  constructor(limits: PoolLimits = DEFAULT_POOL_LIMITS) {
    this.#limits = limits
  }

  get size(): number {
    return this.#byHash.size
  }

  /** How many wait for an earlier nonce. */
  get gapped(): number {
    return this.#byHash.size - this.#queue.length - this.#taken
  }

  /** Whether any transaction can run now. */
  get runnable(): boolean {
    return this.#queue.length > 0
  }

  get(hash: Hex): SignedTransaction | undefined {
    return this.#byHash.get(hash)
  }

  /** The nonce that the sender's next transaction needs, if any of theirs are waiting. */
  nextNonce(sender: Address): bigint | undefined {
    return this.#senders.get(sender)?.next
  }

  /** All waiting transactions: those that can run, and those that wait for an earlier nonce. */
  contents(): { readonly runnable: SignedTransaction[]; readonly gapped: SignedTransaction[] } {
    const runnable: SignedTransaction[] = []
    const gapped: SignedTransaction[] = []
    for (const sender of this.#senders.values()) {
      for (const transaction of sender.waiting.values()) {
        const runs = transaction.body.nonce < sender.next
        ;(runs ? runnable : gapped).push(transaction)
      }
    }
    return { runnable, gapped }
  }

  /**
   * Takes in a transaction that was found valid.
   *
   * @param accountNonce - nonce of the sender's account in the last published block
   * @throws RpcError "already known", "replacement transaction underpriced", "txpool is full"
   */
  add(transaction: SignedTransaction, accountNonce: bigint): void {
    if (this.#byHash.has(transaction.hashHex)) throw serverError('already known')
    const { nonce } = transaction.body
    let sender = this.#senders.get(transaction.senderHex)
    if (sender !== undefined && nonce < sender.sealed) {
      throw serverError(`nonce too low: next nonce ${sender.sealed}, tx nonce ${nonce}`)
    }
    const replaced = sender?.waiting.get(nonce)
    if (replaced !== undefined) this.#checkReplacement(replaced, transaction)
    sender ??= { nonce: accountNonce, sealed: accountNonce, waiting: new Map(), next: accountNonce }
    this.#checkRoom(transaction, sender, replaced)
    this.#senders.set(transaction.senderHex, sender)
    if (replaced !== undefined) this.#forget(replaced)
    sender.waiting.set(nonce, transaction)
    this.#byHash.set(transaction.hashHex, transaction)
    this.#bytes += transaction.raw.length
    this.#promote(transaction.senderHex, sender)
  }

  #checkReplacement(replaced: SignedTransaction, by: SignedTransaction): void {
    const better =
      offersMore(feeCap(by.body), feeCap(replaced.body)) && offersMore(tipCap(by.body), tipCap(replaced.body))
    if (!better) throw serverError('replacement transaction underpriced')
  }

  #checkRoom(transaction: SignedTransaction, sender: Sender, replaced: SignedTransaction | undefined): void {
    const full = (): boolean =>
      this.#byHash.size + (replaced === undefined ? 1 : 0) > this.#limits.transactions ||
      this.#bytes + transaction.raw.length - (replaced?.raw.length ?? 0) > this.#limits.bytes
    const { gapped, gappedPerSender } = this.#limits
    const gapsOfSender = sender.waiting.size - Number(sender.next - sender.nonce)
    const gaps = replaced === undefined && transaction.body.nonce > sender.next
    if (gaps && (this.gapped >= gapped || gapsOfSender >= gappedPerSender)) throw serverError('txpool is full')
    if (!gaps) while (full() && this.gapped > 0) this.#dropOldestGapped()
    if (full()) throw serverError('txpool is full')
  }

  #dropOldestGapped(): void {
    for (const transaction of this.#byHash.values()) {
      const sender = this.#senders.get(transaction.senderHex) as Sender
      if (transaction.body.nonce < sender.next) continue
      this.drop(transaction)
      return
    }
  }

  #promote(address: Address, sender: Sender): void {
    while (sender.waiting.has(sender.next)) {
      sender.next += 1n
      this.#queue.push(address)
    }
  }

  #forget(transaction: SignedTransaction): void {
    if (this.#byHash.delete(transaction.hashHex)) this.#bytes -= transaction.raw.length
  }

  /**
   * The runnable transactions in the order in which a block takes them. Nothing is removed: that is done by {@link take}
   * when the block is sealed, and {@link settle} once it is published.
   */
  *inOrder(): Generator<SignedTransaction> {
    const nonces = new Map<Address, bigint>()
    // Those that arrive while the block is made are taken as well: the queue grows under the loop.
    for (const address of this.#queue) {
      const sender = this.#senders.get(address)
      if (sender === undefined) continue
      const nonce = nonces.get(address) ?? sender.sealed
      const transaction = nonce < sender.next ? sender.waiting.get(nonce) : undefined
      if (transaction === undefined) continue
      nonces.set(address, nonce + 1n)
      yield transaction
    }
  }

  /** Notes what a sealed block contains: it is not offered to the next one, and found until the block is published. */
  take(included: readonly PoolPlace[]): void {
    let isNew = false
    for (const { senderHex, nonce } of included) {
      const sender = this.#senders.get(senderHex)
      if (sender === undefined || nonce < sender.sealed) continue
      this.#taken += Number(nonce + 1n - sender.sealed)
      sender.sealed = nonce + 1n
      isNew = true
    }
    if (isNew) this.#requeue()
  }

  /** Takes out what a published block contains, and what that made invalid. */
  settle(included: readonly PoolPlace[]): void {
    this.take(included)
    const touched = new Set<Address>()
    for (const { senderHex, nonce } of included) {
      const sender = this.#senders.get(senderHex)
      if (sender === undefined) continue
      touched.add(senderHex)
      if (nonce < sender.nonce) continue
      this.#taken -= Number(nonce + 1n - sender.nonce)
      sender.nonce = nonce + 1n
    }
    for (const address of touched) this.#dropPassed(address)
  }

  /** Takes out a transaction that cannot run; later ones of its sender wait for another with its nonce. */
  drop(transaction: SignedTransaction): void {
    const sender = this.#senders.get(transaction.senderHex)
    if (sender?.waiting.get(transaction.body.nonce) !== transaction) return
    sender.waiting.delete(transaction.body.nonce)
    this.#forget(transaction)
    if (sender.next > transaction.body.nonce) sender.next = transaction.body.nonce
    if (sender.waiting.size === 0) this.#senders.delete(transaction.senderHex)
    this.#requeue()
  }

  #dropPassed(address: Address): void {
    const sender = this.#senders.get(address) as Sender
    for (const [nonce, transaction] of sender.waiting) {
      if (nonce >= sender.nonce) continue
      sender.waiting.delete(nonce)
      this.#forget(transaction)
    }
    if (sender.next < sender.nonce) {
      sender.next = sender.nonce
      this.#promote(address, sender)
    }
    if (sender.waiting.size === 0) this.#senders.delete(address)
  }

  /** Keeps of the queue as many places of each sender as it has runnable transactions: the earliest go. */
  #requeue(): void {
    const surplus = new Map<Address, number>()
    for (const address of this.#queue) surplus.set(address, (surplus.get(address) ?? 0) + 1)
    for (const [address, places] of surplus) {
      const sender = this.#senders.get(address)
      surplus.set(address, places - (sender === undefined ? 0 : Number(sender.next - sender.sealed)))
    }
    this.#queue = this.#queue.filter((address) => {
      const left = surplus.get(address) ?? 0
      if (left <= 0) return true
      surplus.set(address, left - 1)
      return false
    })
  }
}
