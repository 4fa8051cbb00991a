import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { defineCommand } from '../command.ts'
import { exitCodes } from '../errors.ts'
import { existingSettings } from '../installation/environment.ts'
import { organisationOption } from '../installation/organisation.ts'
import { progressOn } from '../io.ts'
import { recompute, type Recomputed } from '../loyalty/recompute/recompute.ts'
import { sourceOptions, withSources, type SourceValues } from '../loyalty/sources.ts'
import { recomputedText } from '../loyalty/words.ts'
import { writeFacts } from '../loyalty/write-facts.ts'
import type { Io } from '../io.ts'

type Told = { readonly onStep: (step: string) => void }

/** Exports into a folder of its own and counts that, so that both ways are one. */
const recomputeNow = async (values: SourceValues, io: Io, { onStep }: Told): Promise<Recomputed[]> =>
  withSources(
    values,
    () => existingSettings(io),
    onStep,
    async (sources) => {
      const all: Recomputed[] = []
      for (const { task } of sources) {
        const folder = await mkdtemp(join(tmpdir(), 'candor-facts-'))
        try {
          await writeFacts({ ...task, folder })
          all.push(await recompute(folder, (purchases) => onStep(`${purchases} purchases counted again`)))
        } finally {
          await rm(folder, { recursive: true, force: true })
        }
      }
      return all
    },
  )

/** `candor loyalty recompute`: counts all points again and compares with the contract. */
export const loyaltyRecompute = defineCommand({
  name: 'loyalty recompute',
  summary: 'count all points again from facts and rules, and compare with the contract',
  arguments: '[<folder…>]',
  count: [0, 1000],
  options: {
    ...sourceOptions,
    organisation: {
      ...organisationOption.organisation,
      help: 'id or short name of the organisation; all of them unless given',
    },
  },
  notes: [
    'Counts folders that "candor loyalty export" wrote; without a folder it exports first. The counting uses nothing of the server or',
    'the contracts: whole numbers and the published rules. Every difference is named with merchant, purchase, member and rule version.',
  ],
  examples: [
    'loyalty recompute --json',
    'loyalty recompute facts',
    'loyalty recompute --rpc https://ledger.example.com/rpc --contract 0x5fbd…0aa3',
  ],
  run: async ({ values, arguments: paths, io }) => {
    const progress = progressOn(io)
    const onStep = (step: string): void => progress.show(step)
    const all: Recomputed[] = []
    for (const path of paths) {
      all.push(await recompute(resolve(io.cwd, path), (purchases) => onStep(`${purchases} purchases counted again`)))
    }
    if (paths.length === 0) all.push(...(await recomputeNow(values, io, { onStep })))
    progress.done()
    const ok = all.every(({ differenceCount }) => differenceCount === 0)
    return {
      exitCode: ok ? exitCodes.ok : exitCodes.finding,
      text: all.map(recomputedText).join('\n'),
      json: { ok, programmes: all },
    }
  },
})
