import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import type { Keyring } from '../crypto/keyring.ts'

/** One statement. With a `name` the server prepares it once per connection; the text of a name never changes. */
export type Sql = { readonly text: string; readonly values?: readonly unknown[]; readonly name?: string }

/** Rows for a statement that writes any number of them: after `values`, it takes one array for each column. */
export type Append = Sql & {
  readonly name: string
  /** For each column of a row, how its values become the parameter for an array of them. */
  readonly columns: readonly ((values: readonly never[]) => unknown)[]
  readonly rows: readonly (readonly unknown[])[]
}

/**
 * One transaction of one organisation. Row-level security shows and accepts the rows of that organisation only.
 * Statements are sent at once and answered in order, so independent ones may be started together.
 *
 * Values come back as: int8 → number (an error when it is not a safe integer), numeric → string,
 * timestamptz → Date, date → 'YYYY-MM-DD', bytea → Buffer, jsonb → parsed.
 */
export interface Tx {
  readonly organisationId: string
  readonly client: pg.PoolClient
  /** Every row of the answer. */
  rows: <R>(sql: Sql) => Promise<R[]>
  /** The only row of the answer. @throws NOT_FOUND when there is none */
  one: <R>(sql: Sql) => Promise<R>
  /** The first row of the answer, or nothing. */
  maybe: <R>(sql: Sql) => Promise<R | undefined>
  /** Writes rows; where callers share the transaction, theirs go with the same statement. */
  append: (append: Append) => Promise<void>
  /** Used through the functions of `platform/crypto`: `subjectKey(tx, id)` and the like. */
  readonly keys: Keyring
  /** Drizzle on the same transaction. */
  readonly orm: NodePgDatabase
  /** Calls `run` once the transaction is durable, never when it is rolled back. For caches and notices, not for work that must happen. */
  afterCommit: (run: () => void) => void
}

/** How to reach a Postgres server: a URL, or the folder of its socket. */
export type Connection =
  | { readonly connectionString: string }
  | { readonly host: string; readonly port: number; readonly user: string; readonly database: string }

/** The one store. */
export interface Database {
  /** Owner role: migrations, chain store, sign-in tables, jobs. No route uses it on tenant tables. */
  readonly owner: pg.Pool
  /** Role `candor_app`: owns nothing and cannot bypass row-level security. */
  readonly app: pg.Pool
  readonly connection: Connection
  /** Keys of organisations and subjects, and the installation's own secrets. */
  readonly keys: Keyring
  /**
   * Runs `run` in one transaction that sees one organisation. A serialisation failure or a deadlock runs it
   * again, so `run` must be free of effects outside the transaction (use `tx.afterCommit`).
   */
  inOrganisation: <T>(organisationId: string, run: (tx: Tx) => Promise<T>) => Promise<T>
  /**
   * As `inOrganisation`, for a `run` that only adds rows of its own: one that decides nothing by what it reads, since
   * several callers share one transaction and see one another's rows before they are durable. Several times the rate.
   */
  appendInOrganisation: <T>(organisationId: string, run: (tx: Tx) => Promise<T>) => Promise<T>
  /** Every organisation, oldest first: for loops that serve all of them. */
  organisationIds: () => Promise<string[]>
  close: () => Promise<void>
}
