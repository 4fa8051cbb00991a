import { join, relative } from 'node:path'
import type { Config } from '@candor/server/platform/config'

const masterKey = 'keys/master.key'

/** Keys, and files that were handed over and are still to be read. */
const folders = ['keys', 'imports']

/**
 * The files that belong to a backup besides the database. A master key that is kept outside the data folder is put
 * where a restored installation looks for it first.
 */
export const foldersToKeep = ({ data, masterKeyFile }: Config) => {
  const inside = relative(data, masterKeyFile) === join(masterKey)
  return { folders, others: inside ? {} : { [masterKey]: masterKeyFile } }
}
