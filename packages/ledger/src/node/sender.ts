import type { Hex } from 'viem'
import { decodeRefusal, type Refusal } from '../decode.ts'
import type { Fees, LedgerConnection } from './connection.ts'
import { MOST_GAS } from './gas.ts'
import { revertDataOf, sendRefusalOf } from './rpc-error.ts'
import type { OpenTransaction, QueuedCall, SenderStore, Settled, Sign, SignedVersion } from './sender-types.ts'

export type SenderOptions = {
  readonly connection: LedgerConnection
  readonly store: SenderStore
  readonly sign: Sign
  /** Most transactions under way at once, in all and for one account. */
  readonly most?: number
  readonly mostPerAccount?: number
  /** Milliseconds after which a transaction that is not mined is sent again, and after which it offers higher fees. */
  readonly resendAfter?: number
  readonly replaceAfter?: number
  /** Milliseconds without a mined transaction, while some wait, after which the ledger counts as stalled. */
  readonly stallAfter?: number
  /** Errors of contracts after which a call is tried again, such as one that time cures. */
  readonly retried?: readonly string[]
  readonly onSettled?: (settled: readonly Settled[]) => void
  readonly onError?: (error: unknown) => void
}

/** How sending goes. */
export type SenderState = {
  readonly open: number
  /** Since when the ledger has taken nothing although something waits. */
  readonly stalledSince: Date | undefined
}

/** What is remembered of a transaction under way. */
type Flight = { transaction: OpenTransaction; sentAt: number; firstSentAt: number; missing: number }

const idleTurn = 1_000
const busyTurn = 250
const mostAttempts = 10
/** A receipt that a node does not have may be one that it does not have yet: asked so often before it counts as lost. */
const patienceForReceipt = 5

const pricier = (fee: bigint): bigint => (fee * 9n) / 8n + 1n

/**
 * Brings calls onto the ledger. Nonces are rows, and every transaction is stored before it is sent, so that whatever
 * happens the same call has the same transaction and is executed once. One sender at a time for a set of accounts.
 */
export class TransactionSender {
  readonly #options: SenderOptions
  readonly #store: SenderStore
  readonly #connection: LedgerConnection
  readonly #flights = new Map<Hex, Map<number, Flight>>()
  #count = 0
  #stopped = true
  #running: Promise<void> | undefined
  #ring: (() => void) | undefined
  #rung = false
  #endBlocks: (() => void) | undefined
  #pausedUntil = 0
  #lastMined = Date.now()
  /** Since when the node does not answer, or takes nothing. */
  #failingSince: number | undefined
  #stalledSince: Date | undefined

  constructor(options: SenderOptions) {
    this.#options = options
    this.#store = options.store
    this.#connection = options.connection
  }

  get state(): SenderState {
    return { open: this.#count, stalledSince: this.#stalledSince }
  }

  /** Begins to work: what was under way is sent again, what waits is taken up. */
  start(): void {
    if (!this.#stopped) return
    this.#stopped = false
    this.#flights.clear()
    this.#count = 0
    this.#lastMined = Date.now()
    this.#endBlocks = this.#connection.onBlock(() => this.wake())
    this.#running = this.#run()
  }

  /** Looks for calls and receipts now. */
  wake(): void {
    this.#rung = true
    this.#ring?.()
  }

  /** Ends after the present step. What is under way stays so; the next start goes on with it. */
  async stop(): Promise<void> {
    if (this.#stopped) return
    this.#stopped = true
    this.#endBlocks?.()
    this.wake()
    await this.#running
  }

  /** To be called after the store opened transactions again because the chain took their block back. */
  async reload(): Promise<void> {
    for (const transaction of await this.#store.open()) this.#add(transaction)
    this.wake()
  }

  async #run(): Promise<void> {
    let loaded = false
    while (!this.#stopped) {
      try {
        if (!loaded) await this.#load()
        loaded = true
        const began = Date.now()
        await this.#collect()
        await this.#heal()
        await this.#fill()
        // A pause that was over at the beginning, and none since: all is well again.
        if (this.#pausedUntil <= began) this.#failingSince = undefined
      } catch (error) {
        this.#pause(error)
      }
      this.#judgeStall()
      await this.#rest(this.#count > 0 ? busyTurn : idleTurn)
    }
  }

  async #rest(longest: number): Promise<void> {
    if (this.#rung || this.#stopped) {
      this.#rung = false
      return
    }
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, longest)
      this.#ring = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#ring = undefined
    this.#rung = false
  }

  #add(transaction: OpenTransaction): void {
    const flights = this.#flights.get(transaction.from) ?? new Map<number, Flight>()
    this.#flights.set(transaction.from, flights)
    if (flights.has(transaction.nonce)) return
    flights.set(transaction.nonce, { transaction, sentAt: 0, firstSentAt: Date.now(), missing: 0 })
    this.#count += 1
  }

  #remove({ from, nonce }: OpenTransaction): void {
    const flights = this.#flights.get(from)
    if (flights?.delete(nonce) !== true) return
    this.#count -= 1
    if (flights.size === 0) this.#flights.delete(from)
  }

  async #load(): Promise<void> {
    for (const transaction of await this.#store.open()) this.#add(transaction)
    for (const account of await this.#store.accounts()) {
      await this.#store.raiseNonce(account, await this.#nonceOf(account))
    }
  }

  async #nonceOf(address: Hex): Promise<number> {
    return this.#connection.client.getTransactionCount({ address, blockTag: 'latest' })
  }

  /** Finds out which transactions were mined, and closes them. */
  async #collect(): Promise<void> {
    const settled: Settled[] = []
    const lost: OpenTransaction[] = []
    await Promise.all(
      [...this.#flights].map(async ([account, flights]) => {
        const next = await this.#nonceOf(account)
        const passed = [...flights.values()].filter(({ transaction }) => transaction.nonce < next)
        await Promise.all(
          passed.map(async (flight) => {
            const found = await this.#settledBy(flight.transaction)
            if (found !== undefined) settled.push(found)
            else if ((flight.missing += 1) >= patienceForReceipt) lost.push(flight.transaction)
          }),
        )
      }),
    )
    await this.#close(settled)
    if (lost.length > 0) await this.#putBack(lost, 0)
  }

  async #close(settled: readonly Settled[]): Promise<void> {
    if (settled.length === 0) return
    this.#lastMined = Date.now()
    const again = settled.filter((each) => this.#worthAnother(each))
    const done = settled.filter((each) => !again.includes(each))
    if (done.length > 0) await this.#store.settle(done)
    for (const { transaction } of done) this.#remove(transaction)
    if (again.length > 0) {
      await this.#putBack(
        again.map(({ transaction }) => transaction),
        2_000,
      )
    }
    if (done.length > 0) this.#options.onSettled?.(done)
  }

  /** A refusal that time cures, or that no longer shows when the call is tried for its reason. */
  #worthAnother({ succeeded, refusal, transaction }: Settled): boolean {
    if (succeeded || transaction.attempt >= mostAttempts) return false
    if (refusal === undefined) return transaction.attempt < 3
    return this.#options.retried?.includes(refusal.name) ?? false
  }

  async #putBack(transactions: readonly OpenTransaction[], delay: number): Promise<void> {
    await this.#store.requeue(transactions, delay)
    for (const transaction of transactions) this.#remove(transaction)
    for (const account of new Set(transactions.map(({ from }) => from))) {
      await this.#store.raiseNonce(account, await this.#nonceOf(account))
    }
  }

  async #settledBy(transaction: OpenTransaction): Promise<Settled | undefined> {
    for (const hash of [transaction.hash, ...transaction.earlier]) {
      const receipt = await this.#connection.client.getTransactionReceipt({ hash }).catch((error: unknown) => {
        if (error instanceof Error && error.name === 'TransactionReceiptNotFoundError') return undefined
        throw error
      })
      if (receipt === undefined) continue
      const succeeded = receipt.status === 'success'
      return {
        transaction,
        hash,
        block: { number: Number(receipt.blockNumber), hash: receipt.blockHash },
        succeeded,
        refusal: succeeded ? undefined : await this.#refusalOf(transaction, receipt.blockNumber),
      }
    }
    return undefined
  }

  /** Runs a refused call once more without sending it: receipts do not say why. */
  async #refusalOf({ from, to, data, gas }: OpenTransaction, block: bigint): Promise<Refusal | undefined> {
    const at = this.#connection.embedded ? {} : { blockNumber: block }
    try {
      await this.#connection.client.call({ account: from, to, data, gas, ...at })
      return undefined
    } catch (error) {
      const returned = revertDataOf(error)
      return returned === undefined ? undefined : (decodeRefusal(returned) ?? { name: 'Unknown', args: [returned] })
    }
  }

  /** Sends again what the node may have lost, fills gaps, and offers more for what is stuck. */
  async #heal(): Promise<void> {
    const { resendAfter = this.#connection.embedded ? 3_000 : 20_000 } = this.#options
    const now = Date.now()
    if (now < this.#pausedUntil) return
    for (const [account, flights] of this.#flights) {
      const due = [...flights.values()].filter(({ sentAt }) => now - sentAt >= resendAfter)
      due.sort((a, b) => a.transaction.nonce - b.transaction.nonce)
      const [first] = due
      if (first === undefined) continue
      const { replaceAfter = 60_000 } = this.#options
      const isNew = first.sentAt === 0
      if (!isNew) await this.#fillGap(account, first.transaction.nonce)
      if (!this.#connection.embedded && now - first.firstSentAt >= replaceAfter) await this.#offerMore(first)
      if (!isNew && (await this.#isKnown(first.transaction.hash))) {
        // The node has the one that is next: the others only wait for it.
        for (const flight of due) flight.sentAt = now
        continue
      }
      await this.#broadcast(due)
    }
  }

  async #isKnown(hash: Hex): Promise<boolean> {
    return this.#connection.client.getTransaction({ hash }).then(
      () => true,
      (error: unknown) => {
        if (error instanceof Error && error.name === 'TransactionNotFoundError') return false
        throw error
      },
    )
  }

  /** A nonce that nobody will ever use keeps all later ones waiting: it is used up by sending nothing to oneself. */
  async #fillGap(account: Hex, upTo: number): Promise<void> {
    const from = await this.#nonceOf(account)
    for (let nonce = from; nonce < upTo; nonce += 1) {
      if (this.#flights.get(account)?.has(nonce) === true) continue
      await this.#sendFiller(account, nonce, await this.#connection.fees())
    }
  }

  async #sendFiller(account: Hex, nonce: number, fees: Fees): Promise<void> {
    const filler = await this.#options.sign(account, { to: account, data: '0x', nonce, gas: 60_000n, fees })
    await this.#connection.client.sendRawTransaction({ serializedTransaction: filler.raw }).catch((error: unknown) => {
      if (sendRefusalOf(error) === 'unreachable') throw error
    })
  }

  async #offerMore(flight: Flight): Promise<void> {
    const { transaction } = flight
    const asked = await this.#connection.fees()
    const fees: Fees = {
      maxFeePerGas: [asked.maxFeePerGas, pricier(transaction.fees.maxFeePerGas)].reduce((a, b) => (a > b ? a : b)),
      maxPriorityFeePerGas: [asked.maxPriorityFeePerGas, pricier(transaction.fees.maxPriorityFeePerGas)].reduce(
        (a, b) => (a > b ? a : b),
      ),
    }
    const version = await this.#options.sign(transaction.from, { ...transaction, fees })
    const next = { ...transaction, ...version, earlier: [transaction.hash, ...transaction.earlier] }
    await this.#store.keepVersion(next)
    flight.transaction = next
    flight.firstSentAt = Date.now()
  }

  /** Takes up queued calls, as many as there is room for. */
  async #fill(): Promise<void> {
    const { most = 512, mostPerAccount = this.#connection.embedded ? 256 : 48 } = this.#options
    while (!this.#stopped && Date.now() >= this.#pausedUntil && this.#count < most) {
      const fees = await this.#connection.fees()
      const room = (from: Hex): number => mostPerAccount - (this.#flights.get(from)?.size ?? 0)
      const limit = Math.min(128, most - this.#count)
      const taken = await this.#store.take(limit, room, async (call, nonce) => this.#signed(call, nonce, fees))
      if (taken.length === 0) return
      for (const transaction of taken) this.#add(transaction)
      await this.#broadcast(taken.flatMap(({ from, nonce }) => this.#flights.get(from)?.get(nonce) ?? []))
    }
  }

  async #signed(call: QueuedCall, nonce: number, fees: Fees): Promise<SignedVersion & { gas: bigint }> {
    const gas = await this.#gasOf(call)
    return { gas, ...(await this.#options.sign(call.from, { to: call.to, data: call.data, nonce, gas, fees })) }
  }

  /** The bound where there is one; networks that count other things as gas too are asked, and may only raise it. */
  async #gasOf({ from, to, data, gas }: QueuedCall): Promise<bigint> {
    if (this.#connection.embedded && gas !== undefined) return gas
    const estimate = await this.#connection.client
      .estimateGas({ account: from, to, data })
      .catch(() => gas ?? 1_000_000n)
    const roomy = (estimate * 13n) / 10n
    const wanted = gas !== undefined && gas > roomy ? gas : roomy
    return this.#connection.embedded && wanted > MOST_GAS ? MOST_GAS : wanted
  }

  async #broadcast(flights: readonly Flight[]): Promise<void> {
    const taken: OpenTransaction[] = []
    const unsendable: Flight[] = []
    const failures: unknown[] = []
    await Promise.all(
      flights.map(async (flight) => {
        flight.sentAt = Date.now()
        try {
          await this.#connection.client.sendRawTransaction({ serializedTransaction: flight.transaction.raw })
          taken.push(flight.transaction)
        } catch (error) {
          const refusal = sendRefusalOf(error)
          if (refusal === 'known') taken.push(flight.transaction)
          else if (refusal === 'invalid') unsendable.push(flight)
          else if (refusal === 'underpriced' && !this.#connection.embedded) flight.firstSentAt = 0
          // A used nonce shows in the next look for receipts. The rest waits and is sent again.
          else if (refusal !== 'nonce-used') failures.push(error)
        }
      }),
    )
    if (taken.length > 0) await this.#store.sent(taken)
    for (const flight of unsendable) await this.#giveUp(flight)
    if (failures.length > 0) this.#pause(failures[0])
  }

  #pause(error: unknown): void {
    this.#failingSince ??= Date.now()
    this.#pausedUntil = Date.now() + idleTurn
    this.#options.onError?.(error)
  }

  /** A transaction that no node takes: the call fails, and its nonce is used up. */
  async #giveUp({ transaction }: Flight): Promise<void> {
    await this.#sendFiller(transaction.from, transaction.nonce, transaction.fees)
    const refusal: Refusal = { name: 'NotSendable', args: [] }
    const { hash } = transaction
    await this.#store.settle([{ transaction, hash, block: undefined, succeeded: false, refusal }])
    this.#remove(transaction)
  }

  #judgeStall(): void {
    const { stallAfter = 30_000 } = this.#options
    if (this.#count === 0) this.#lastMined = Date.now()
    const since = Math.min(this.#lastMined, this.#failingSince ?? Infinity)
    const stalled = Date.now() - since >= stallAfter
    this.#stalledSince = stalled ? (this.#stalledSince ?? new Date(since)) : undefined
  }
}
