import { fileKeyManagement } from '../crypto/key-file.ts'
import { Keyring } from '../crypto/keyring.ts'
import { migrateDatabase } from './migrate.ts'
import { SharedTransactions } from './shared-transactions.ts'
import { openStore, type Store, type StoreOptions } from './store.ts'
import { inOrganisation } from './transaction.ts'
import type { Database } from './types.ts'

/** What {@link openDatabase} needs of the configuration. */
export type DatabaseOptions = StoreOptions & {
  readonly masterKeyFile: string
  /** Names of the tables whose rows may be added but never changed or removed. */
  readonly appendOnly: readonly string[]
}

const databaseOn = (store: Store, keys: Keyring): Database => {
  const shared = new SharedTransactions(store.app, keys)
  return {
    owner: store.owner,
    app: store.app,
    connection: store.connection,
    keys,
    inOrganisation: async (organisationId, run) => inOrganisation(store.app, keys, organisationId, run),
    appendInOrganisation: async (organisationId, run) => shared.run(organisationId, run),
    organisationIds: async () => {
      const { rows } = await store.owner.query<{ id: string }>('select id from organisation order by created_at, id')
      return rows.map(({ id }) => id)
    },
    close: store.close,
  }
}

/**
 * Opens the store, brings it to this version's shape and unlocks it with the master key.
 * @throws StartError when the server cannot start or the key is missing, open to others or not the right one
 */
export const openDatabase = async (options: DatabaseOptions): Promise<Database> => {
  const store = await openStore(options)
  try {
    await migrateDatabase(store.owner, options.appendOnly)
    const { rowCount } = await store.owner.query('select from organisation limit 1')
    const keys = new Keyring(fileKeyManagement(options.masterKeyFile, rowCount === 0))
    return databaseOn(store, keys)
  } catch (error) {
    await store.close()
    throw error
  }
}
