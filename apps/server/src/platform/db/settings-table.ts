import { isDeepStrictEqual } from 'node:util'
import type { CandorError, ErrorParticulars } from '../errors.ts'
import type { Tx } from './types.ts'

/** What an organisation has set, with its version; version 0 stands for what holds until somebody sets something. */
export type Versioned<Name extends string, Value> = { readonly version: number } & Readonly<Record<Name, Value>>

type Description<Name extends string, Value> = {
  /** Has the columns organisation_id (its key), version, entry_id, updated_at, and the one named below, of JSON. */
  readonly table: string
  readonly column: Name
  /** Holds until an organisation sets its own. */
  readonly usual: Value
  /** Kind of the entry that says what was set. */
  readonly kind: `${string}.${string}`
  /** Thrown where somebody else was faster. */
  readonly changed: (detail: string, particulars: ErrorParticulars) => CandorError
}

type Entry<Body> = {
  readonly subject: string
  readonly kind: `${string}.${string}`
  readonly actor: string
  readonly purpose: string
  readonly body: Body
}

/** Settings that an organisation reads and writes as a whole: one row, a version that each change counts up, and the entry that says so. */
export const settingsTable = <Name extends string, Value>(description: Description<Name, Value>) => {
  const { table, column, usual, kind } = description
  type Settings = Versioned<Name, Value>

  const read = async (tx: Tx, lock = false): Promise<Settings> =>
    (await tx.maybe<Settings>({
      name: `${table}${lock ? '-lock' : ''}`,
      text: `select version, ${column} from ${table} where organisation_id = $1 ${lock ? 'for update' : ''}`,
      values: [tx.organisationId],
    })) ?? ({ version: 0, [column]: usual } as Settings)

  /**
   * Sets everything, in one transaction with the entry that says so.
   * @param change with the version that it is based on
   * @param check whether it fits to what is stored
   * @throws what `changed` makes, with what is stored
   */
  const write = async (
    tx: Tx,
    record: (tx: Tx, entry: Entry<Settings>) => Promise<{ readonly id: string }>,
    change: Settings,
    actor: string,
    check?: (stored: Value) => void,
  ): Promise<{ version: number }> => {
    const stored = await read(tx, true)
    const changed = (): Error =>
      description.changed(`version ${stored.version} is stored, the change is based on ${change.version}`, { stored })
    if (stored.version !== change.version) throw changed()
    check?.(stored[column])
    const version = stored.version + 1
    const body = { version, [column]: change[column] } as Settings
    const entry = await record(tx, { subject: tx.organisationId, kind, actor, purpose: 'administration', body })
    const written = await tx.rows({
      name: `${table}-write`,
      text: `insert into ${table} as t (organisation_id, version, ${column}, entry_id) values ($1, $2, $3, $4)
             on conflict (organisation_id) do update
                set version = excluded.version, ${column} = excluded.${column}, entry_id = excluded.entry_id, updated_at = now()
              where t.version = excluded.version - 1 returning version`,
      values: [tx.organisationId, version, JSON.stringify(change[column]), entry.id],
    })
    // Two people set something for the first time at the same moment: there was no row to lock.
    if (written.length === 0) throw changed()
    return { version }
  }

  /** Of entries of `kind`, those that say something else than what is stored, unless they are older. */
  const contradicting = async <Said extends { readonly body: unknown }>(
    tx: Tx,
    entries: readonly Said[],
  ): Promise<Said[]> => {
    if (entries.length === 0) return []
    const stored = await read(tx)
    return entries.filter(({ body }) => {
      const said = body as Partial<Settings>
      if (Number(said.version) < stored.version) return false
      return said.version !== stored.version || !isDeepStrictEqual(said[column], stored[column])
    })
  }
  return { read, write, contradicting }
}
