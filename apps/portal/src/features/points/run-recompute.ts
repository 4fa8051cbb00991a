import { portalRoutes, type PointsMovement } from '@candor/api'
import { call } from '../../lib/api.ts'
import { readLedgerFacts } from './ledger-facts.ts'
import { recompute, type RecomputeReport } from './recompute.ts'

const allMovements = async (): Promise<PointsMovement[]> => {
  const all: PointsMovement[] = []
  let cursor: string | undefined
  do {
    const page = await call(portalRoutes.movements, { query: { limit: 200, cursor } })
    all.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  return all
}

/**
 * Fetches every line, reads the ledger, and counts again.
 *
 * @param rpcUrl Where the ledger is asked.
 * @param onProgress Told the number of lines counted so far.
 */
export const runRecompute = async (rpcUrl: string, onProgress: (lines: number) => void): Promise<RecomputeReport> => {
  const [movements, balance] = await Promise.all([allMovements(), call(portalRoutes.points)])
  const calls = new Set(movements.map(({ transactionHash }) => transactionHash)).size
  const facts = await readLedgerFacts(rpcUrl, movements, balance, (done) =>
    onProgress(Math.floor((done / Math.max(calls, 1)) * movements.length)),
  )
  return recompute(movements, balance, facts, Date.now())
}
