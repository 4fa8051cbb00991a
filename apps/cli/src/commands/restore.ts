import { join, resolve } from 'node:path'
import { retireWitness } from '@candor/server/modules/witness/index'
import { restoreBackup } from '@candor/server/platform/backup/index'
import { auditAll, type Audited } from '../audit/run-audit.ts'
import { refusing } from '../backup/refusal.ts'
import { secretFrom, secretOptions } from '../backup/secret.ts'
import { defineCommand } from '../command.ts'
import { exitCodes } from '../errors.ts'
import { readSettings } from '../installation/environment.ts'
import { prepareTables } from '../installation/prepare.ts'
import { auditOutcome } from './audit.ts'
import { progressOn } from '../io.ts'

/** `candor restore`: an installation from a backup, in a folder that did not exist. */
export const restore = defineCommand({
  name: 'restore',
  summary: 'make an installation from a backup',
  arguments: '<file>',
  count: [1, 1],
  options: {
    to: { type: 'string', value: 'folder', help: 'the data folder to make; CANDOR_DATA or ./data unless given' },
    'skip-audit': {
      type: 'boolean',
      help: 'do not audit what was restored; the archive itself is checked all the same',
    },
    ...secretOptions,
  },
  notes: [
    'The target must not exist, or be empty: nothing is ever overwritten. With DATABASE_URL the rows go to that database,',
    'which must be empty too. A restore that is interrupted leaves a folder whose name ends in .restoring, and nothing else.',
    'Restored as a witness for other journals, the server has a new key: what it signed after the backup it no longer knows.',
    'What was restored is audited. Findings were in the backup already: the data is there, and the command ends with 1.',
  ],
  examples: ['restore /backups/candor-2026-11-21T20-30-00Z.backup --to restored'],
  run: async ({ values, arguments: [file = ''], io }) => {
    const config = readSettings(io)
    const secret = await secretFrom(values, io, false)
    const progress = progressOn(io)
    const audited: Audited[] = []
    const check = async (staging: string): Promise<void> => {
      const restored = { ...config, data: staging, masterKeyFile: join(staging, 'keys', 'master.key') }
      audited.push(await auditAll(restored, (step) => progress.show(step)))
    }
    const done = await refusing(async () =>
      restoreBackup({
        file: resolve(io.cwd, file),
        secret,
        data: values.to === undefined ? config.data : resolve(io.cwd, values.to),
        databaseUrl: config.databaseUrl,
        prepare: prepareTables,
        settle: retireWitness,
        ...(values['skip-audit'] !== true && { check }),
        onTable: (table, at, of) => progress.show(`table ${at + 1} of ${of}: ${table}`),
      }),
    )
    progress.done()
    const [report] = audited.map(auditOutcome)
    const summary = `${done.data}\n${done.tables} tables and ${done.files} files as of ${done.createdAt}`
    return {
      exitCode: report?.exitCode ?? exitCodes.ok,
      text: report === undefined ? summary : `${summary}\n${report.text}`,
      json: { ...done, audit: report?.json ?? null },
    }
  },
})
