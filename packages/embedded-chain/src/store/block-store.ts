import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseError, Pool, type Client, type ClientConfig } from 'pg'
import { equalBytes } from '../bytes/bytes.ts'
import { ChainError } from '../errors.ts'
import type { BlockRecord } from './block-record.ts'
import { insertBlock, selectHead, selectHashes, type Queryable } from './block-rows.ts'
import { connectWriter, migrate } from './connection.ts'

/** Connections for queries, beside the writer's. */
const READERS = 3

const RETRY_MS = [50, 100, 200, 500, 1_000, 2_000, 5_000] as const

/** Each waits for the lock some seconds: together longer than the server needs to notice a lost machine. */
const MAX_LOCKED_ATTEMPTS = 10

/** Postgres refused the statement itself, as opposed to a connection that broke: trying again would not help. */
const isRefusal = (error: unknown): boolean =>
  // Classes 08 (connection), 53 (out of resources) and 57 (shutdown, crash) pass.
  error instanceof DatabaseError && !/^(08|53|57)/.test(error.code ?? '08')

/** Blocks in Postgres: the truth about the chain. */
export class BlockStore {
  /** Answers queries. */
  readonly reader: Queryable
  readonly #config: ClientConfig
  readonly #pool: Pool
  #writer: Client
  #closed = false

  private constructor(config: ClientConfig, writer: Client) {
    this.#config = config
    this.#writer = writer
    this.#pool = new Pool({ ...config, max: READERS, application_name: 'candor embedded chain (reader)' })
    // An idle connection that breaks is replaced by the pool.
    this.#pool.on('error', () => undefined)
    this.reader = this.#pool
  }

  /**
   * Opens the store for writing, creating or migrating its tables.
   *
   * @throws ChainError `CHAIN_IN_USE`, `CHAIN_FORMAT_UNKNOWN`; errors of Postgres
   */
  static async open(config: ClientConfig): Promise<BlockStore> {
    const writer = await connectWriter(config)
    try {
      await migrate(writer)
    } catch (error) {
      await writer.end()
      throw error
    }
    return new BlockStore(config, writer)
  }

  /** The connection that holds the writer lock, for the few statements at the start. */
  get writer(): Queryable {
    return this.#writer
  }

  /**
   * Appends a block; resolves when it is durable. A lost connection is opened again, and whether the block had been
   * committed before the loss is found out from the store, so that it is written exactly once.
   *
   * @throws ChainError `CHAIN_STORE_LOST` when another process has continued the chain; errors of Postgres that
   *   concern the statement, not the connection
   */
  async append(block: BlockRecord): Promise<void> {
    try {
      await insertBlock(this.#writer, block)
    } catch (error) {
      if (isRefusal(error)) throw error
      await this.#appendAfterLoss(block)
    }
  }

  async #appendAfterLoss(block: BlockRecord): Promise<void> {
    for (let attempt = 0; !this.#closed; attempt += 1) {
      await sleep(RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)])
      try {
        await this.#writer.end().catch(() => undefined)
        this.#writer = await connectWriter(this.#config)
        if (await this.#has(block)) return
        await insertBlock(this.#writer, block)
        return
      } catch (error) {
        // The server may still hold the lock for the connection that was lost.
        const locked = error instanceof ChainError && error.code === 'CHAIN_IN_USE' && attempt < MAX_LOCKED_ATTEMPTS
        if (!locked && (error instanceof ChainError || isRefusal(error))) throw error
      }
    }
    throw new ChainError('CHAIN_CLOSED', 'The chain was closed while its store could not be reached.')
  }

  /** Whether the block is the head already; throws when the chain went on without us. */
  async #has(block: BlockRecord): Promise<boolean> {
    const head = await selectHead(this.#writer)
    if (head !== undefined && equalBytes(head.hash, block.hash)) return true
    if (head !== undefined && equalBytes(head.hash, block.header.parentHash)) return false
    throw new ChainError(
      'CHAIN_STORE_LOST',
      'Another process has changed the stored chain. Restart to continue from what it holds.',
    )
  }

  /** Hashes of the blocks that `BLOCKHASH` can ask for after `head`, by number. */
  async recentHashes(head: bigint): Promise<Map<bigint, Uint8Array>> {
    const from = head > 255n ? head - 255n : 0n
    const hashes = await selectHashes(this.#writer, from, head)
    return new Map(hashes.map((hash, index) => [from + BigInt(index), hash]))
  }

  async close(): Promise<void> {
    this.#closed = true
    await Promise.allSettled([this.#pool.end(), this.#writer.end()])
  }
}
