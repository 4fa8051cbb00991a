import { referenceOf } from '@candor/ledger'
import type { IndexedLog } from '@candor/ledger/node'
import { finaliseAnchors, noteAnchored, requestAnchor, retractAnchors } from '../modules/journal/index.ts'
import { enqueueCall, ensureMember, findMember, type Ledger } from '../modules/ledger/index.ts'
import type { Tx } from '../platform/db/index.ts'
import type { App, Platform } from '../platform/platform.ts'

/** Shortest time between two anchors of a journal, and how often to look whether one is due (milliseconds). */
const anchorEvery = 3_000
const lookEvery = 1_000

type Anchored = { readonly log: `0x${string}`; readonly treeSize: bigint; readonly rootHash: `0x${string}` }

/** The organisation's own number on the ledger; asks for one where it has none. */
const ownNumber = async (tx: Tx): Promise<number | undefined> => {
  const member = await findMember(tx, tx.organisationId)
  if (member !== undefined) return member.number ?? undefined
  const { name } = await tx.one<{ name: string }>({
    text: 'select name from organisation where id = $1',
    values: [tx.organisationId],
  })
  await ensureMember(tx, { subject: tx.organisationId, name })
  return undefined
}

/** Puts the newest checkpoint into the ledger's outbox, if one is due. */
const anchorNewest = async (tx: Tx): Promise<void> => {
  const member = await ownNumber(tx)
  if (member === undefined) return
  const request = await requestAnchor(tx, anchorEvery)
  if (request === undefined) return
  const { log, treeSize, rootHash, checkpointHash } = request
  await enqueueCall(
    tx,
    {
      reference: referenceOf('anchor', log, String(treeSize)),
      contract: 'JournalAnchors',
      functionName: 'anchor',
      args: [member, log, BigInt(treeSize), rootHash, checkpointHash],
    },
    member,
  )
}

/** Has the checkpoints of all journals anchored on the ledger, and the journals told of it. Before the ledger starts. */
export const registerAnchoring = (app: App, { db, log }: Platform, ledger: Ledger): void => {
  ledger.onLog('JournalAnchors', 'Anchored', async (tx: Tx, { args, ...event }: IndexedLog) => {
    const { log: journal, treeSize, rootHash } = args as Anchored
    await noteAnchored(tx, {
      log: journal,
      treeSize: Number(treeSize),
      rootHash,
      chainId: ledger.chainId,
      contract: ledger.addresses.JournalAnchors,
      transactionHash: event.transactionHash,
      blockNumber: event.blockNumber,
      anchoredAt: event.blockTime,
    })
  })
  ledger.onRollback(retractAnchors)
  ledger.onFinal(finaliseAnchors)

  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> | undefined
  let stopped = false
  const look = async (): Promise<void> => {
    const began = Date.now()
    try {
      for (const organisationId of await db.organisationIds()) {
        if (stopped) return
        await db.inOrganisation(organisationId, anchorNewest)
      }
    } catch (error) {
      log.error({ err: error }, 'the journals could not be anchored')
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
    await looking
  })
}
