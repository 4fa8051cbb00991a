import { mapKey } from '../bytes/bytes.ts'
import type { BlockRecord, Head, LoggedBlock } from '../store/block-record.ts'
import {
  selectBlocks,
  selectLoggedBlocks,
  selectNumberOfBlock,
  selectNumberOfTransaction,
  type Queryable,
} from '../store/block-rows.ts'

/** How much raw transaction data the remembered blocks may hold together. */
const MAX_BYTES = 32 * 1024 * 1024
const MAX_BLOCKS = 512

/** Where a transaction stands. */
export interface Located {
  readonly block: BlockRecord
  readonly index: number
}

const weightOf = (block: BlockRecord): number =>
  block.transactions.reduce((sum, { raw, receipt }) => sum + raw.length + 300 * receipt.logs.length, 1_000)

/** Published blocks: the latest from memory, older ones from Postgres. */
export class BlockReader {
  readonly #reader: Queryable
  readonly #head: () => Head
  readonly #recent = new Map<bigint, BlockRecord>()
  readonly #numberOfBlock = new Map<string, bigint>()
  readonly #numberOfTransaction = new Map<string, bigint>()
  #weight = 0

  constructor(reader: Queryable, head: () => Head) {
    this.#reader = reader
    this.#head = head
  }

  /** Remembers a block that was just published. */
  remember(block: BlockRecord): void {
    const { number } = block.header
    this.#recent.set(number, block)
    this.#numberOfBlock.set(mapKey(block.hash), number)
    for (const { hash } of block.transactions) this.#numberOfTransaction.set(mapKey(hash), number)
    this.#weight += weightOf(block)
    while (this.#recent.size > MAX_BLOCKS || (this.#weight > MAX_BYTES && this.#recent.size > 1)) this.#forgetOldest()
  }

  #forgetOldest(): void {
    for (const [number, block] of this.#recent) {
      this.#recent.delete(number)
      this.#numberOfBlock.delete(mapKey(block.hash))
      for (const { hash } of block.transactions) this.#numberOfTransaction.delete(mapKey(hash))
      this.#weight -= weightOf(block)
      return
    }
  }

  /** The blocks with these numbers that exist, in order of number. */
  byNumbers(numbers: readonly bigint[]): Promise<BlockRecord[]> {
    return this.#find(numbers, selectBlocks)
  }

  /** The same, with only what is needed to look for logs. */
  loggedByNumbers(numbers: readonly bigint[]): Promise<LoggedBlock[]> {
    return this.#find<LoggedBlock>(numbers, selectLoggedBlocks)
  }

  async #find<Block extends LoggedBlock>(
    numbers: readonly bigint[],
    select: (reader: Queryable, numbers: readonly bigint[]) => Promise<Block[]>,
  ): Promise<(Block | BlockRecord)[]> {
    const published = numbers.filter((number) => number >= 0n && number <= this.#head().header.number)
    const missing = published.filter((number) => !this.#recent.has(number))
    const stored = missing.length === 0 ? [] : await select(this.#reader, missing)
    const found = published.flatMap((number) => this.#recent.get(number) ?? [])
    return [...stored, ...found].sort((a, b) => (a.header.number < b.header.number ? -1 : 1))
  }

  async byNumber(number: bigint): Promise<BlockRecord | undefined> {
    return this.#recent.get(number) ?? (await this.byNumbers([number]))[0]
  }

  /** The number of the published block with this hash. */
  async numberOf(hash: Uint8Array): Promise<bigint | undefined> {
    const known = this.#numberOfBlock.get(mapKey(hash))
    if (known !== undefined) return known
    const stored = await selectNumberOfBlock(this.#reader, hash)
    return stored !== undefined && stored <= this.#head().header.number ? stored : undefined
  }

  async byHash(hash: Uint8Array): Promise<BlockRecord | undefined> {
    const number = await this.numberOf(hash)
    return number === undefined ? undefined : this.byNumber(number)
  }

  /** The block that holds a transaction, and where in it. */
  async byTransaction(hash: Uint8Array): Promise<Located | undefined> {
    const key = mapKey(hash)
    const number = this.#numberOfTransaction.get(key) ?? (await selectNumberOfTransaction(this.#reader, hash))
    const block = number === undefined ? undefined : await this.byNumber(number)
    if (block === undefined) return undefined
    return { block, index: block.transactions.findIndex((transaction) => mapKey(transaction.hash) === key) }
  }
}
