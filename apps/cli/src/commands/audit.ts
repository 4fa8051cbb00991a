import { foundText } from '../audit/found.ts'
import { runAudit, type Audited } from '../audit/run-audit.ts'
import { defineCommand, type Outcome } from '../command.ts'
import { exitCodes, usageError } from '../errors.ts'
import { withDatabase } from '../installation/database.ts'
import { existingSettings } from '../installation/environment.ts'
import { organisationOption, organisationsMeant } from '../installation/organisation.ts'
import { runningServer } from '../installation/running.ts'
import { progressOn } from '../io.ts'

/** More findings than this are counted, not shown. */
const shown = 200

const count = (value: number, one: string, many = `${one}s`): string =>
  `${value.toLocaleString('en-GB')} ${value === 1 ? one : many}`

const lookedAt = ({ organisations, blocks, ledger }: Audited): string[] => [
  ...organisations.map(
    ({ name, entries, from, size, checkpoints, erased }) =>
      `${name}: ${count(entries, 'record')}${from > 0 ? `, those after the first ${from.toLocaleString('en-GB')}` : ''} of ${size.toLocaleString('en-GB')}, ${count(checkpoints, 'seal')}${erased > 0 ? `, ${erased.toLocaleString('en-GB')} erased` : ''}`,
  ),
  ...(blocks === null ? [] : [`Ledger: ${count(blocks, 'block')}`]),
  ...(ledger
    ? []
    : ['Seals and points were not compared with the ledger: there is none yet, or it is damaged itself.']),
]

/** The result of an audit for people and programs. */
export const auditOutcome = (audited: Audited): Outcome => {
  const { findings } = audited
  const more = findings.length > shown ? [`  … and ${findings.length - shown} more (--json names them all)`] : []
  const verdict =
    findings.length === 0
      ? 'All of it is as it was recorded.'
      : `${count(findings.length, 'finding')}: this is not as it was recorded.`
  return {
    exitCode: findings.length === 0 ? exitCodes.ok : exitCodes.finding,
    text: [...lookedAt(audited), ...findings.slice(0, shown).map(foundText), ...more, verdict].join('\n'),
    json: { ok: findings.length === 0, ...audited },
  }
}

/** `candor audit`: recomputes everything from the stored data and names whatever was changed. */
export const audit = defineCommand({
  name: 'audit',
  summary: 'recompute everything and name what was changed',
  arguments: '',
  count: [0, 0],
  options: {
    full: {
      type: 'boolean',
      help: 'also run every block of the embedded ledger again (only while the server is stopped)',
    },
    incremental: { type: 'boolean', help: 'look only at what was recorded since the last audit that found nothing' },
    ...organisationOption,
  },
  notes: [
    'Looks at the journal (entries, positions, tiles, signed seals), at what every module keeps against what the journal says,',
    'at the ledger’s blocks and events, and at seals and points on the ledger. Works beside a running server and without one.',
    'It changes and repairs nothing.',
  ],
  examples: ['audit', 'audit --full', 'audit --incremental --json'],
  run: async ({ values: { full = false, incremental = false, organisation }, io }) => {
    const config = existingSettings(io)
    const server = await runningServer(config)
    if (full && server !== undefined && config.ledgerUrl === undefined) {
      throw usageError(
        '--full runs the ledger’s blocks again, and the running server holds the ledger.',
        'Stop the server first, or leave --full out.',
      )
    }
    const progress = progressOn(io)
    const audited = await withDatabase(config, async (db) =>
      runAudit(config, db, {
        organisations: await organisationsMeant(db, organisation),
        incremental,
        full,
        server,
        onStep: (step) => progress.show(step),
      }),
    )
    progress.done()
    return auditOutcome(audited)
  },
})
