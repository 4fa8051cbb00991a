import { formatSignatureLines, isQuorum } from '@candor/journal'
import { newestHead, noteCosignature, proofBetween, witnessedSize } from '../modules/journal/index.ts'
import { readSettings, registerWitness } from '../modules/witness/index.ts'
import type { App, Platform } from '../platform/platform.ts'

/** How often to look for checkpoints that this process did not sign itself (milliseconds). */
const lookEvery = 1_000

/**
 * Has the checkpoints of all journals cosigned by the witnesses that the settings name, and makes this server a witness
 * for the journals that they name.
 * @throws StartError when a file that the settings name cannot be used
 */
export const registerWitnessing = async (app: App, platform: Platform): Promise<void> => {
  const { config, db, events, log } = platform
  const settings = readSettings(config, log)
  const { policy } = settings
  const asker = await registerWitness(app, platform, settings, {
    source: (organisationId) => ({
      newest: async () => db.inOrganisation(organisationId, newestHead),
      proof: async (from, to) => db.inOrganisation(organisationId, async (tx) => proofBetween(tx, from, to)),
    }),
    cosigned: async (organisationId, size, { vkey }, signature) => {
      const line = formatSignatureLines([signature])
      const isEnough = (keys: readonly string[]): boolean => {
        if (policy === undefined) return false
        const signed = policy.witnesses.filter((each) => keys.includes(each.vkey))
        return isQuorum(
          policy,
          signed.map(({ name }) => name),
        )
      }
      await db.inOrganisation(organisationId, async (tx) =>
        noteCosignature(tx, size, { witness: vkey, line }, isEnough),
      )
    },
    witnessedSize: async (organisationId) => db.inOrganisation(organisationId, witnessedSize),
  })
  if (policy === undefined || policy.witnesses.length === 0) return

  const offered = new Map<string, number>()
  const heard = new Map<string, () => void>()
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> | undefined
  let stopped = false

  const lookAt = async (organisationId: string): Promise<void> => {
    if (!heard.has(organisationId)) {
      const listener = ({ topic }: { readonly topic: string }): void => {
        if (topic === 'journal') asker.offer(organisationId)
      }
      heard.set(organisationId, events.listen(organisationId, listener))
    }
    const head = await db.inOrganisation(organisationId, newestHead)
    if (head === undefined || offered.get(organisationId) === head.size) return
    offered.set(organisationId, head.size)
    asker.offer(organisationId)
  }
  const look = async (): Promise<void> => {
    const began = Date.now()
    try {
      for (const organisationId of await db.organisationIds()) {
        if (stopped) return
        await lookAt(organisationId)
      }
    } catch (error) {
      log.error({ err: error }, 'the journals could not be looked after for their witnesses')
    }
    // However many organisations there are, looking after them takes at most a tenth of the time.
    if (!stopped) timer = setTimeout(begin, Math.max(lookEvery, 9 * (Date.now() - began)))
  }
  const begin = (): void => {
    looking = look()
  }
  app.addHook('onReady', async () => begin())
  app.addHook('onClose', async () => {
    stopped = true
    clearTimeout(timer)
    for (const end of heard.values()) end()
    await looking
  })
}
