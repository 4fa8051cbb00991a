import { resolve } from 'node:path'
import { restoreBackup } from '@candor/server/platform/backup/index'
import { refusing } from '../backup/refusal.ts'
import { secretFrom, secretOptions } from '../backup/secret.ts'
import { defineCommand } from '../command.ts'
import { exitCodes } from '../errors.ts'
import { readSettings } from '../installation/environment.ts'
import { prepareTables } from '../installation/prepare.ts'
import { progressOn } from '../io.ts'

/** `candor restore`: an installation from a backup, in a folder that did not exist. */
export const restore = defineCommand({
  name: 'restore',
  summary: 'make an installation from a backup',
  arguments: '<file>',
  count: [1, 1],
  options: {
    to: { type: 'string', value: 'folder', help: 'the data folder to make; CANDOR_DATA or ./data unless given' },
    ...secretOptions,
  },
  notes: [
    'The target must not exist, or be empty: nothing is ever overwritten. With DATABASE_URL the rows go to that database,',
    'which must be empty too. A restore that is interrupted leaves a folder whose name ends in .restoring, and nothing else.',
  ],
  examples: ['restore /backups/candor-2026-11-21T20-30-00Z.backup --to restored'],
  run: async ({ values, arguments: [file = ''], io }) => {
    const config = readSettings(io)
    const secret = await secretFrom(values, io, false)
    const progress = progressOn(io)
    const done = await refusing(async () =>
      restoreBackup({
        file: resolve(io.cwd, file),
        secret,
        data: values.to === undefined ? config.data : resolve(io.cwd, values.to),
        databaseUrl: config.databaseUrl,
        prepare: prepareTables,
        onTable: (table, at, of) => progress.show(`table ${at + 1} of ${of}: ${table}`),
      }),
    )
    progress.done()
    return {
      exitCode: exitCodes.ok,
      text: `${done.data}\n${done.tables} tables and ${done.files} files as of ${done.createdAt}`,
      json: done,
    }
  },
})
