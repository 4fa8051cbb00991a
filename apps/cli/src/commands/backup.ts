import { resolve } from 'node:path'
import { createBackup } from '@candor/server/platform/backup/index'
import { openStore } from '@candor/server/platform/db/store'
import { bytesInWords, refusing } from '../backup/refusal.ts'
import { secretFrom, secretOptions } from '../backup/secret.ts'
import { defineCommand } from '../command.ts'
import { exitCodes } from '../errors.ts'
import { existingSettings } from '../installation/environment.ts'
import { foldersToKeep } from '../installation/folders.ts'
import { progressOn } from '../io.ts'

/** `candor backup`: everything, as of one moment, in one encrypted file. */
export const backup = defineCommand({
  name: 'backup',
  summary: 'write everything into one encrypted file',
  arguments: '<file or folder>',
  count: [1, 1],
  options: secretOptions,
  notes: [
    'Works while the server runs and while it is stopped. The file holds the database, in which the ledger is, and the keys;',
    'it has its name only when it was written, synced and read back. Without the passphrase or key nobody can open it.',
  ],
  examples: ['backup /backups', 'backup candor.backup --key-file backup.key'],
  run: async ({ values, arguments: [to = ''], io }) => {
    const config = existingSettings(io)
    const secret = await secretFrom(values, io, true)
    const progress = progressOn(io)
    const store = await openStore({ data: config.data, databaseUrl: config.databaseUrl, attach: true })
    try {
      const made = await refusing(async () =>
        createBackup({
          ...foldersToKeep(config),
          owner: store.owner,
          data: config.data,
          to: resolve(io.cwd, to),
          secret,
          onTable: (table, done, of) => progress.show(`table ${done + 1} of ${of}: ${table}`),
        }),
      )
      progress.done()
      return {
        exitCode: exitCodes.ok,
        text: `${made.file}\n${bytesInWords(made.bytes)}, ${made.tables} tables and ${made.files} files as of ${made.createdAt}, read back and found whole`,
        json: made,
      }
    } finally {
      await store.close()
    }
  },
})
