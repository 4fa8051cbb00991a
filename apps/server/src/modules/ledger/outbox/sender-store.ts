import { contracts } from '@candor/contracts'
import { decodeCall, type LedgerAddresses, type LedgerContractName } from '@candor/ledger'
import { gasBound, type OpenTransaction, type QueuedCall, type SenderStore, type Settled } from '@candor/ledger/node'
import type { Hex } from 'viem'
import type { Database, Tx } from '../../../platform/db/index.ts'
import type { LedgerAccounts } from '../accounts.ts'
import { bytesOf, hexOf } from '../../../platform/hex.ts'
import { inOwnerTransaction } from '../network/owner-transaction.ts'
import { markQueued, markSent, markSettled, queuedCalls, type FailedRow, type QueuedRow } from './call-rows.ts'
import type { LedgerHandlers, RefusedCall } from '../projection/handlers.ts'
import {
  closeTransactions,
  keepTransactions,
  keepVersion,
  lockNonce,
  openTransactions,
  setNonce,
} from './transactions.ts'

/** How the store learns where calls go, and when a block stays. */
export type SenderStoreOptions = {
  readonly db: Database
  readonly accounts: LedgerAccounts
  readonly addresses: LedgerAddresses
  readonly handlers: Pick<LedgerHandlers, 'refused'>
  /** Whether this installation's own account admits members. */
  readonly admits: boolean
  /** Newest block that the chain will not take back. */
  readonly finalBlock: () => number
}

type Waiting = QueuedCall & { readonly attempts: number }

const isContract = (name: string): name is LedgerContractName => name in contracts

const byOrganisation = <Item extends { readonly organisationId: string }>(
  items: readonly Item[],
): Map<string, Item[]> => Map.groupBy(items, ({ organisationId }) => organisationId)

const refusedCall = ({ id, reference, contract }: FailedRow, settled: readonly Settled[]): RefusedCall | undefined => {
  const found = settled.find(({ transaction }) => transaction.callId === id)
  const decoded = found && isContract(contract) ? decodeCall(contract, found.transaction.data) : undefined
  return decoded && { ...decoded, id, reference: hexOf(reference), refusal: found?.refusal }
}

/** Keeps calls, nonces and transactions in Postgres: calls with their organisation, the rest in the network's tables. */
export class PostgresSenderStore implements SenderStore {
  readonly #options: SenderStoreOptions
  /** Organisations that may have calls waiting. */
  readonly #calling = new Set<string>()
  /** Calls that have a transaction. */
  readonly #underWay = new Set<string>()
  /** Accounts that have sent something. */
  readonly #senders = new Set<Hex>()

  constructor(options: SenderStoreOptions) {
    this.#options = options
  }

  /** Says that an organisation may have calls waiting. */
  notice(organisationId: string): void {
    this.#calling.add(organisationId)
  }

  async accounts(): Promise<readonly Hex[]> {
    const { rows } = await this.#options.db.owner.query<{ account: Buffer }>('select account from system.ledger_key')
    return rows.map(({ account }) => hexOf(account))
  }

  async open(): Promise<readonly OpenTransaction[]> {
    const { db, accounts } = this.#options
    const transactions = await openTransactions(db.owner)
    this.#underWay.clear()
    for (const { callId } of transactions) this.#underWay.add(callId)
    await accounts.registrar()
    for (const [organisationId, own] of byOrganisation(transactions)) {
      const senders = own.map(({ from }) => from)
      await db.inOrganisation(organisationId, async (tx) => accounts.open(tx, senders))
    }
    return transactions
  }

  readonly take: SenderStore['take'] = async (limit, room, sign) => {
    const waiting: Waiting[] = []
    const rooms = new Map<Hex, number>()
    // A copy: an organisation with more than there is room for is put back while this runs.
    for (const organisationId of Array.from(this.#calling)) {
      const wanted = limit - waiting.length
      if (wanted <= 0) break
      const full = [...this.#senders].filter((account) => room(account) <= 0)
      const due = await this.#due(organisationId, full, wanted)
      if (due.length < wanted && full.length === 0) this.#calling.delete(organisationId)
      for (const call of due) {
        this.#senders.add(call.from)
        const left = rooms.get(call.from) ?? room(call.from)
        rooms.set(call.from, left - 1)
        if (left > 0) waiting.push(call)
        // More than there is room for: it is looked at again.
        else this.#calling.add(organisationId)
      }
    }
    const taken: OpenTransaction[] = []
    for (const [from, calls] of Map.groupBy(waiting, (call) => call.from)) {
      taken.push(...(await this.#sign(from, calls, sign)))
    }
    return taken
  }

  async #due(organisationId: string, full: readonly Hex[], limit: number): Promise<Waiting[]> {
    const { db, accounts, addresses, admits } = this.#options
    const registrar = (await accounts.registrar()).address.toLowerCase() as Hex
    const rows = await db.inOrganisation(organisationId, async (tx: Tx) => {
      const except = { calls: [...this.#underWay], accounts: full.map(bytesOf), registrars: !admits }
      const queued = await queuedCalls(tx, except, limit)
      await accounts.open(
        tx,
        queued.flatMap(({ account }) => (account === null ? [] : hexOf(account))),
      )
      return queued
    })
    return rows.flatMap((row) => this.#callOf(organisationId, row, addresses, registrar) ?? [])
  }

  #callOf(organisationId: string, row: QueuedRow, addresses: LedgerAddresses, registrar: Hex): Waiting | undefined {
    if (!isContract(row.contract)) return undefined
    const data = hexOf(row.data)
    const decoded = decodeCall(row.contract, data)
    return {
      organisationId,
      callId: row.id,
      from: row.account === null ? registrar : hexOf(row.account),
      to: addresses[row.contract],
      data,
      gas: decoded && gasBound(decoded),
      attempts: row.attempts,
    }
  }

  /** Gives calls of one account their nonces, in one transaction with what is signed of them. */
  async #sign(
    from: Hex,
    calls: readonly Waiting[],
    sign: Parameters<SenderStore['take']>[2],
  ): Promise<OpenTransaction[]> {
    const { db, accounts } = this.#options
    const registrar = (await accounts.registrar()).address.toLowerCase()
    const [first] = calls
    if (first === undefined) return []
    const kept = await inOwnerTransaction(db.owner, async (client) => {
      let nonce = await lockNonce(client, from, from === registrar ? null : first.organisationId)
      const signed: OpenTransaction[] = []
      for (const { attempts, ...call } of calls) {
        const version = await sign(call, nonce)
        signed.push({ ...call, ...version, nonce, earlier: [], attempt: attempts + 1 })
        nonce += 1
      }
      await keepTransactions(client, signed)
      await setNonce(client, from, nonce)
      return signed
    })
    for (const { callId } of kept) this.#underWay.add(callId)
    return kept
  }

  async keepVersion(transaction: OpenTransaction): Promise<void> {
    await keepVersion(this.#options.db.owner, transaction)
  }

  async sent(transactions: readonly OpenTransaction[]): Promise<void> {
    for (const [organisationId, own] of byOrganisation(transactions)) {
      await this.#options.db.inOrganisation(organisationId, async (tx) => markSent(tx, own))
    }
  }

  async settle(settled: readonly Settled[]): Promise<void> {
    const { db, finalBlock, handlers } = this.#options
    const groups = Map.groupBy(settled, ({ transaction }) => transaction.organisationId)
    for (const [organisationId, own] of groups) {
      await db.inOrganisation(organisationId, async (tx) => {
        for (const row of await markSettled(tx, own)) {
          const call = refusedCall(row, own)
          if (call !== undefined) await handlers.refused(tx, call)
        }
      })
    }
    const closed = settled.map(({ transaction, block }) => ({ callId: transaction.callId, blockNumber: block?.number }))
    await closeTransactions(db.owner, closed, finalBlock())
    for (const { callId } of closed) this.#underWay.delete(callId)
  }

  async requeue(transactions: readonly OpenTransaction[], delay: number): Promise<void> {
    const { db } = this.#options
    for (const [organisationId, own] of byOrganisation(transactions)) {
      await db.inOrganisation(organisationId, async (tx) => markQueued(tx, own, delay))
      this.#calling.add(organisationId)
    }
    const closed = transactions.map(({ callId }) => ({ callId, blockNumber: undefined }))
    await closeTransactions(db.owner, closed, Infinity)
    for (const { callId } of transactions) this.#underWay.delete(callId)
  }

  async raiseNonce(from: Hex, nonce: number): Promise<void> {
    await setNonce(this.#options.db.owner, from, nonce)
  }
}
