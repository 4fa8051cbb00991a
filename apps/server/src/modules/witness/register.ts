import type { Witness } from '@candor/journal'
import type { App, Platform } from '../../platform/platform.ts'
import { type AskedWitness, type AskerNeeds, WitnessAsker } from './asker.ts'
import { openCosigner } from './cosigner.ts'
import { registerWitnessPage, registerWitnessProtocol } from './routes.ts'
import type { WitnessSettings } from './settings.ts'
import { convictedLogs, postgresStore } from './store.ts'

/** What the witnesses need of the journals. */
export type WitnessNeeds = Pick<AskerNeeds, 'source' | 'cosigned'> & {
  /** Size of the newest checkpoint of an organisation that enough witnesses have signed. */
  readonly witnessedSize: (organisationId: string) => Promise<number>
}

const ownWitness = async ({ config, db, log }: Platform, { logs }: WitnessSettings): Promise<Witness | undefined> => {
  if (logs === undefined) return undefined
  return {
    cosigner: await openCosigner(config, db),
    keysOf: (origin) => logs().get(origin) ?? [],
    store: postgresStore(db.owner, ({ origin, proven }) => {
      if (proven) log.error({ origin }, 'a witnessed journal has two histories')
      else log.warn({ origin }, 'a witnessed journal was shown without a proof that it grew')
    }),
    now: () => new Date(),
  }
}

/**
 * Asks the witnesses that the settings name, and is a witness for the journals that they name.
 * @returns the asker, to be told of new checkpoints
 */
export const registerWitness = async (
  app: App,
  platform: Platform,
  settings: WitnessSettings,
  needs: WitnessNeeds,
): Promise<WitnessAsker> => {
  const { db, log, health } = platform
  const witnesses = (settings.policy?.witnesses ?? []).filter((each): each is AskedWitness => each.url !== undefined)
  const asker = new WitnessAsker(witnesses, {
    ...needs,
    onError: (error) => log.error({ err: error }, 'a witness could not be asked'),
    onChange: (organisationId, witness, { state, problem }) => {
      const line = { organisationId, witness: witness.key.name, state, problem }
      if (state === 'refused' || state === 'ahead') log.error(line, 'a witness speaks against a journal of ours')
      else if (state === 'cosigned') log.info(line, 'a witness cosigns')
      else log.warn(line, 'a witness does not cosign')
    },
  })
  const witness = await ownWitness(platform, settings)
  if (witness !== undefined) {
    registerWitnessProtocol(app, witness)
    // Another company's two histories are no illness of this server: they are said, and it stays in service.
    health.add('witness', async () => {
      const count = await convictedLogs(db.owner)
      const journals = count === 1 ? 'a witnessed journal was' : `${count} witnessed journals were`
      return count === 0 ? { ok: true } : { ok: true, detail: `${journals} shown with two histories` }
    })
  }
  registerWitnessPage(app, { settings, asker, witness, witnessedSize: needs.witnessedSize })
  app.addHook('onClose', async () => asker.stop())
  return asker
}
