import { join, relative, resolve } from 'node:path'
import { defineCommand } from '../command.ts'
import { exitCodes } from '../errors.ts'
import { existingSettings } from '../installation/environment.ts'
import { organisationOption } from '../installation/organisation.ts'
import { progressOn } from '../io.ts'
import { sourceOptions, withSources } from '../loyalty/sources.ts'
import { writtenText } from '../loyalty/words.ts'
import { writeFacts, type WrittenFacts } from '../loyalty/write-facts.ts'

/** `candor loyalty export`: the facts behind all points, for programs of anybody. */
export const loyaltyExport = defineCommand({
  name: 'loyalty export',
  summary: 'write all purchases, rules and balances of points as files for other programs',
  arguments: '<folder>',
  count: [1, 1],
  options: {
    ...sourceOptions,
    organisation: {
      ...organisationOption.organisation,
      help: 'id or short name of the organisation; all of them unless given',
    },
  },
  notes: [
    'With --rpc everything comes from the ledger alone: no name, no order, no data of the company. Without it, the orders of the',
    'installation stand beside what the ledger received, and the files are to be treated like the data they are about.',
    'The handbook (points.md) describes the files, so that anybody can write a program that counts again.',
  ],
  examples: [
    'loyalty export facts',
    'loyalty export facts --rpc https://ledger.example.com/rpc --contract 0x5fbd…0aa3 --programme 1',
  ],
  run: async ({ values, arguments: [path = ''], io }) => {
    const folder = resolve(io.cwd, path)
    const progress = progressOn(io)
    const written = await withSources(
      values,
      () => existingSettings(io),
      (step) => progress.show(step),
      async (sources) => {
        const done: WrittenFacts[] = []
        for (const { name, task } of sources) {
          done.push(await writeFacts({ ...task, folder: sources.length === 1 ? folder : join(folder, name) }))
        }
        return done
      },
    )
    progress.done()
    const shown = written.map((each) => ({ ...each, folder: relative(io.cwd, each.folder) || '.' }))
    return {
      exitCode: exitCodes.ok,
      text: [
        ...shown.map(writtenText),
        `Count again: npm exec candor -- loyalty recompute ${shown.map((each) => each.folder).join(' ')}`,
      ].join('\n'),
      json: { programmes: written },
    }
  },
})
