import { randomBytes } from 'node:crypto'
import type { LogFilter } from '../store/log-query.ts'
import { serverError } from '../errors.ts'
import type { Hex } from '../bytes/bytes.ts'

/** A filter that nobody asked for this long is forgotten. */
const IDLE_MS = 5 * 60_000
const MAX_FILTERS = 10_000

export type FilterCriteria =
  | { readonly kind: 'blocks' }
  | { readonly kind: 'logs'; readonly filter: LogFilter; readonly from: bigint; readonly to: bigint | undefined }

export interface Filter {
  readonly criteria: FilterCriteria
  /** Number of the last block that was reported. */
  reported: bigint
  asked: number
}

/** The filters that clients have installed and poll. */
export class Filters {
  readonly #filters = new Map<Hex, Filter>()

  install(criteria: FilterCriteria, head: bigint): Hex {
    this.#forgetIdle()
    if (this.#filters.size >= MAX_FILTERS) throw serverError('too many filters')
    const id: Hex = `0x${randomBytes(16).toString('hex')}`
    this.#filters.set(id, { criteria, reported: head, asked: Date.now() })
    return id
  }

  /** @throws RpcError "filter not found" */
  get(id: unknown): Filter {
    const filter = this.#filters.get(id as Hex)
    if (filter === undefined) throw serverError('filter not found')
    filter.asked = Date.now()
    return filter
  }

  uninstall(id: unknown): boolean {
    return this.#filters.delete(id as Hex)
  }

  #forgetIdle(): void {
    const limit = Date.now() - IDLE_MS
    for (const [id, filter] of this.#filters) if (filter.asked < limit) this.#filters.delete(id)
  }
}
