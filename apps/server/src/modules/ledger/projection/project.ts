import type { IndexedLog } from '@candor/ledger/node'
import type { Pool } from 'pg'
import type { Hex } from 'viem'
import type { Tx } from '../../../platform/db/index.ts'
import { noteAdmitted, retractAdmissions } from '../members.ts'
import { logsAfter, programmesOf, type Concerned } from '../network/logs.ts'
import {
  endOfBlock,
  indexedBlock,
  lockCursor,
  newestRollback,
  rollbacksAfter,
  saveCursor,
  type Cursor,
} from './cursor.ts'
import type { LedgerHandlers } from './handlers.ts'

/** Events handed on in one transaction. */
const page = 100

/** Whom the organisation acts for: itself and its merchants, their programmes, and admissions that are asked for. */
export type Interests = Concerned

const interestsOf = async (tx: Tx, owner: Pool): Promise<Interests> => {
  const rows = await tx.rows<{ number: number | null; reference: Buffer }>({
    name: 'ledger-interests',
    text: 'select number, reference from ledger_member where organisation_id = $1',
    values: [tx.organisationId],
  })
  const members = rows.flatMap(({ number }) => number ?? [])
  return {
    members,
    programmes: members.length === 0 ? [] : await programmesOf(owner, members),
    references: rows.flatMap(({ number, reference }) => (number === null ? reference : [])),
  }
}

/** Hands events on until one changes whom the organisation acts for: what comes after is looked up anew. */
const handOn = async (
  tx: Tx,
  handlers: LedgerHandlers,
  logs: readonly IndexedLog[],
): Promise<IndexedLog | undefined> => {
  for (const log of logs) {
    let widened = log.event === 'ProgrammeCreated'
    if (log.contract === 'Members' && log.event === 'Admitted') {
      const { ref, member } = log.args as { ref: Hex; member: number }
      widened = await noteAdmitted(tx, ref, member, log.blockNumber)
    }
    await handlers.log(tx, log)
    if (widened) return log
  }
  return undefined
}

const followRollback = async (
  tx: Tx,
  handlers: LedgerHandlers,
  cursor: Cursor,
  { newest, toBlock }: { readonly newest: number; readonly toBlock: number },
): Promise<void> => {
  const isBehind = cursor.blockNumber <= toBlock
  if (!isBehind) {
    await handlers.rollback(tx, toBlock + 1)
    await retractAdmissions(tx, toBlock + 1)
  }
  const place = isBehind ? cursor : { ...cursor, blockNumber: toBlock, logIndex: endOfBlock }
  await saveCursor(tx, { ...place, rollback: newest })
}

/** What one step came to. */
export type Projected = { readonly more: boolean; readonly interests: Interests }

/**
 * Takes one organisation one step on: a rollback, or a page of events, each in the transaction that moves its cursor.
 * @param finalDepth a block with so many on top of it is not taken back
 */
export const project = async (
  tx: Tx,
  owner: Pool,
  handlers: LedgerHandlers,
  finalDepth: number,
): Promise<Projected> => {
  const cursor = await lockCursor(tx, await newestRollback(owner))
  const rollback = await rollbacksAfter(owner, cursor.rollback)
  const interests = await interestsOf(tx, owner)
  if (rollback !== undefined) {
    await followRollback(tx, handlers, cursor, rollback)
    return { more: true, interests }
  }
  const head = await indexedBlock(owner)
  if (head === undefined) return { more: false, interests }
  const logs = await logsAfter(owner, cursor, head, interests, page)
  const stoppedAt = await handOn(tx, handlers, logs)
  const finalBlock = Math.max(cursor.finalBlock, head - finalDepth)
  const atEnd = stoppedAt === undefined && logs.length < page
  // Only what was handed on can be final here.
  if (atEnd && finalBlock > cursor.finalBlock) await handlers.final(tx, finalBlock)
  const last = stoppedAt ?? logs.at(-1)
  const place = atEnd || last === undefined ? { blockNumber: head, logIndex: endOfBlock } : last
  const next = {
    blockNumber: place.blockNumber,
    logIndex: place.logIndex,
    rollback: cursor.rollback,
    finalBlock: atEnd ? finalBlock : cursor.finalBlock,
  }
  const moved = next.blockNumber !== cursor.blockNumber || next.logIndex !== cursor.logIndex
  if (moved || next.finalBlock !== cursor.finalBlock) await saveCursor(tx, next)
  return { more: !atEnd, interests }
}
