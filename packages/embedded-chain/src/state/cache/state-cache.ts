import { mkdir, rm } from 'node:fs/promises'
import { ClassicLevel } from 'classic-level'
import { RLP } from '@ethereumjs/rlp'
import { equalBytes, minimalBytes, toBigInt } from '../../bytes/bytes.ts'
import { keccak256 } from '../../crypto/keccak.ts'
import { ChainError } from '../../errors.ts'
import { decodeAccount, type AccountValue } from '../account.ts'
import { openRecord, sealRecord } from './checked.ts'
import { accountKey, codeKey, positionKey, slotKey } from './keys.ts'

/** Written into the cache; a cache with another number is made again. */
const FORMAT = 1n

const MEGABYTE = 1024 * 1024

/** The block that the cache stands for. */
export interface CachePosition {
  readonly number: bigint
  readonly hash: Uint8Array
}

/** A change of the cache: a key, and its new value or `null` to remove it. */
export type CacheChange = readonly [key: Uint8Array, value: Uint8Array | null]

const isLocked = (error: unknown): boolean =>
  error instanceof Error && error.cause instanceof Error && 'code' in error.cause && error.cause.code === 'LEVEL_LOCKED'

const damaged = (cause: unknown): ChainError =>
  new ChainError('CHAIN_CACHE_DAMAGED', 'The state cache cannot be read.', { cause })

/**
 * The state of one block in LevelDB. A batch carries all changes of a block together with the block's number and hash,
 * so that after a crash the cache stands for some earlier block, whole.
 */
export class StateCache {
  readonly #level: ClassicLevel<Uint8Array, Uint8Array>
  #position: CachePosition | undefined

  private constructor(level: ClassicLevel<Uint8Array, Uint8Array>) {
    this.#level = level
  }

  /**
   * Opens the cache in a folder, which is made when it does not exist.
   *
   * @throws ChainError `CHAIN_CACHE_DAMAGED` when LevelDB cannot open or read it
   */
  static async open(folder: string): Promise<StateCache> {
    await mkdir(folder, { recursive: true })
    const level = new ClassicLevel<Uint8Array, Uint8Array>(folder, {
      keyEncoding: 'view',
      valueEncoding: 'view',
      cacheSize: 64 * MEGABYTE,
      writeBufferSize: 16 * MEGABYTE,
    })
    const cache = new StateCache(level)
    try {
      await level.open()
      cache.#position = cache.#readPosition()
    } catch (error) {
      await level.close().catch(() => undefined)
      if (isLocked(error)) {
        throw new ChainError('CHAIN_IN_USE', `The folder ${folder} is in use by another chain.`, { cause: error })
      }
      throw error instanceof ChainError ? error : damaged(error)
    }
    return cache
  }

  /** Deletes the cache in a folder, and nothing else that may be there. */
  static async destroy(folder: string): Promise<void> {
    await ClassicLevel.destroy(folder)
    await rm(folder, { recursive: true, force: true })
  }

  /** The block the cache stands for; none when it is new. */
  get position(): CachePosition | undefined {
    return this.#position
  }

  #readPosition(): CachePosition | undefined {
    const record = this.read(positionKey)
    if (record === undefined) return undefined
    const [format, number, hash] = RLP.decode(openRecord(positionKey, record)) as [Uint8Array, Uint8Array, Uint8Array]
    if (toBigInt(format) !== FORMAT) throw damaged(new Error('another format'))
    return { number: toBigInt(number), hash }
  }

  /** @throws ChainError `CHAIN_CACHE_DAMAGED` */
  read(key: Uint8Array): Uint8Array | undefined {
    try {
      const record = this.#level.getSync(key)
      // A Buffer in fact: a plain view, whose slices are copies.
      return record === undefined ? undefined : new Uint8Array(record.buffer, record.byteOffset, record.length)
    } catch (error) {
      throw damaged(error)
    }
  }

  /** @throws ChainError `CHAIN_CACHE_DAMAGED` */
  account(accountHash: Uint8Array): AccountValue | null {
    const key = accountKey(accountHash)
    const record = this.read(key)
    return record === undefined ? null : decodeAccount(openRecord(key, record))
  }

  /** @throws ChainError `CHAIN_CACHE_DAMAGED` */
  slot(accountHash: Uint8Array, slotHash: Uint8Array): Uint8Array | undefined {
    const key = slotKey(accountHash, slotHash)
    const record = this.read(key)
    return record === undefined ? undefined : openRecord(key, record)
  }

  /** @throws ChainError `CHAIN_CACHE_DAMAGED` when the code is not there or not the one with that hash */
  code(codeHash: Uint8Array): Uint8Array {
    const code = this.read(codeKey(codeHash))
    if (code === undefined || !equalBytes(keccak256(code), codeHash)) throw damaged(new Error('code'))
    return new Uint8Array(code)
  }

  /** Writes a block's changes at once. Not synced: a lost batch is made again from the stored block. */
  async write(changes: Iterable<CacheChange>, position: CachePosition): Promise<void> {
    const batch = this.#level.batch()
    for (const [key, value] of changes) {
      if (value === null) batch.del(key)
      else batch.put(key, value)
    }
    const record = RLP.encode([minimalBytes(FORMAT), minimalBytes(position.number), position.hash])
    batch.put(positionKey, sealRecord(positionKey, record))
    await batch.write()
    this.#position = position
  }

  close(): Promise<void> {
    return this.#level.close()
  }
}
