import { portalRoutes, type PointsMovement } from '@candor/api'
import { call } from '../../lib/api.ts'
import { readLedgerFacts } from './ledger-facts.ts'
import { recompute, type RecomputeReport } from './recompute.ts'

let requests = 0

/** One JSON-RPC 2.0 call. @throws Error when the address cannot be reached or answers with an error */
const askAt =
  (url: string) =>
  async <Result>(method: string, params: readonly unknown[]): Promise<Result> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: (requests += 1), method, params }),
      signal: AbortSignal.timeout(20_000),
    })
    if (!response.ok) throw new Error(`${url} answered ${response.status}`)
    const answer = (await response.json()) as { result?: Result; error?: { message?: string } }
    if (answer.error) throw new Error(answer.error.message ?? `${url} answered with an error`)
    return answer.result as Result
  }

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
  const facts = await readLedgerFacts(askAt(rpcUrl), movements, balance, (done) =>
    onProgress(Math.floor((done / Math.max(calls, 1)) * movements.length)),
  )
  return recompute(movements, balance, facts, Date.now())
}
