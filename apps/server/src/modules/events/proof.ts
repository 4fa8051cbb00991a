import type { EventProof } from '@candor/api'
import { Frontier, inclusionProof } from '@candor/journal'
import { subjectKey } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { eventErrors } from './errors.ts'
import { keeperOf, reopened, storedColumns, type StoredEvent } from './stored.ts'

type Row = StoredEvent & { readonly entryId: string; readonly events: number; readonly root: Buffer }

/** Hashes from a leaf up to the root's child, over leaf hashes in their order (RFC 6962 section 2.1.1). */
const pathOf = async (position: number, leaves: readonly Uint8Array[]): Promise<Uint8Array[]> => {
  const nodes = new Map<string, Uint8Array>()
  const tree = new Frontier()
  const seen: number[] = []
  for (const leaf of leaves) {
    tree.append(leaf, (height, hash) => {
      const index = seen[height] ?? 0
      seen[height] = index + 1
      nodes.set(`${height}/${index}`, hash)
    })
  }
  return inclusionProof(position, leaves.length, (wanted) =>
    wanted.map(({ height, index }) => nodes.get(`${height}/${index}`)!),
  )
}

/**
 * What it takes to prove an event: it is one of the group whose root stands in a journal entry.
 * @throws EVENT_NOT_FOUND, CORRUPT_CIPHERTEXT, SUBJECT_ERASED
 */
export const proofOf = async (tx: Tx, id: string): Promise<EventProof> => {
  const row = await tx.maybe<Row>({
    text: `select ${storedColumns}, l.entry_id as "entryId", l.events, l.root from event e
             join event_seal l on l.organisation_id = $1 and l.id = e.seal_id
            where e.organisation_id = $1 and e.id = $2`,
    values: [tx.organisationId, id],
  })
  if (row === undefined) throw eventErrors.EVENT_NOT_FOUND(`there is no event ${id}`)
  const [leaves, key] = [
    await tx.rows<{ leafHash: Buffer }>({
      text: `select leaf_hash as "leafHash" from event where organisation_id = $1 and seal_id = $2 order by position`,
      values: [tx.organisationId, row.sealId],
    }),
    await subjectKey(tx, keeperOf(row, tx.organisationId)),
  ]
  const { open, opened } = reopened(tx.organisationId, row, key)
  const path = await pathOf(
    row.position,
    leaves.map(({ leafHash }) => leafHash),
  )
  return {
    event: open,
    salt: opened.salt.toString('hex'),
    content: opened.content,
    path: path.map((hash) => Buffer.from(hash).toString('hex')),
    events: row.events,
    root: row.root.toString('hex'),
    entryId: row.entryId,
  }
}
