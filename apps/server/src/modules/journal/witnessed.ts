import { consistencyProof } from '@candor/journal'
import type { Tx } from '../../platform/db/index.ts'
import { newestCheckpoint } from './checkpoint.ts'
import { treeReader } from './tree-reader.ts'

/** The newest signed checkpoint of the organisation's log, for those who cosign it. */
export const newestHead = async (tx: Tx): Promise<{ readonly size: number; readonly note: string } | undefined> =>
  newestCheckpoint(tx)

/** Consistency proof between two sizes of the organisation's log, hash by hash (RFC 6962 section 2.1.2). */
export const proofBetween = async (tx: Tx, from: number, to: number): Promise<Uint8Array[]> =>
  consistencyProof(from, to, treeReader(tx))

/**
 * Takes down that a witness has signed a checkpoint. Saying it twice changes nothing.
 * @param size of the checkpoint
 * @param witness key of the witness, in C2SP vkey form
 * @param line its signature line, ending in a newline
 * @param isEnough whether witnesses with these keys are enough
 */
export const noteCosignature = async (
  tx: Tx,
  size: number,
  { witness, line }: { readonly witness: string; readonly line: string },
  isEnough: (witnesses: readonly string[]) => boolean,
): Promise<void> => {
  await tx.rows({
    name: 'journal-witnessed-begin',
    text: `insert into journal_witnessed (organisation_id, size, witnesses, lines, quorum)
           values ($1, $2, '{}', '', false) on conflict do nothing`,
    values: [tx.organisationId, size],
  })
  // The row stays locked until the commit: signatures that come together are counted one after the other.
  const { witnesses } = await tx.one<{ witnesses: string[] }>({
    name: 'journal-witnessed-lock',
    text: `select witnesses from journal_witnessed where organisation_id = $1 and size = $2 for update`,
    values: [tx.organisationId, size],
  })
  if (witnesses.includes(witness)) return
  await tx.rows({
    name: 'journal-witnessed-add',
    text: `update journal_witnessed set witnesses = witnesses || $3::text, lines = lines || $4,
             quorum = $5, witnessed_at = now() where organisation_id = $1 and size = $2`,
    values: [tx.organisationId, size, witness, line, isEnough([...witnesses, witness])],
  })
}

/** Size of the newest checkpoint that enough witnesses have signed; 0 if there is none. */
export const witnessedSize = async (tx: Tx): Promise<number> => {
  const { size } = await tx.one<{ size: number }>({
    name: 'journal-witnessed-size',
    text: `select coalesce(max(size), 0) as size from journal_witnessed where organisation_id = $1 and quorum`,
    values: [tx.organisationId],
  })
  return size
}
