import { parentPort } from 'node:worker_threads'
import {
  explain,
  learntScoring,
  match,
  MatchingError,
  perhapsPairs,
  samePairs,
  TableBuilder,
  type ColumnType,
  type FoundPair,
  type MatchResult,
  type Table,
} from '@candor/matching'
import { columns } from '../cells.ts'
import type { Order, Outcome, Report } from './protocol.ts'
import { strongestPairs } from './strongest.ts'

/** Pairs that are kept for people to look at; more than anybody will. */
const mostPairs = 200_000
/** Pairs that are handed over at a time. */
const pairsPerReport = 500

const port = parentPort!
const tell = (report: Report): void => port.postMessage(report)

const builder = new TableBuilder(columns.map(({ name }) => name))
let storedPairs: (() => void) | undefined

/** Columns that tell nothing, because nobody or everybody has the same there, are not compared. */
const typesOf = (table: Table): Map<string, ColumnType> =>
  new Map(columns.map(({ name, type }, at) => [name, table.columns[at]!.texts.length > 2 ? type : 'ignore']))

function* found(result: MatchResult): Generator<FoundPair> {
  yield* samePairs(result)
  yield* perhapsPairs(result)
}

const handOver = async (result: MatchResult): Promise<Outcome> => {
  const { pairs, leftOut } = strongestPairs(found(result), mostPairs)
  for (let at = 0; at < pairs.length; at += pairsPerReport) {
    const some = pairs.slice(at, at + pairsPerReport)
    const stored = new Promise<void>((resolve) => (storedPairs = resolve))
    tell({
      kind: 'pairs',
      pairs: some.map(({ first, second, probability, weight }) => ({
        first,
        second,
        probability,
        weight,
        evidence: explain(result, first, second),
      })),
    })
    await stored
  }
  return { compared: result.compared, pairs: pairs.length, leftOut, model: learntScoring(result) }
}

const nothing: Outcome = { compared: 0, pairs: 0, leftOut: 0, model: undefined }
const emptiness = new Set(['MATCH_TOO_FEW_RECORDS', 'MATCH_NOTHING_TO_COMPARE'])

const compare = async (): Promise<Outcome> => {
  const table = builder.build()
  try {
    const onProgress = (stage: MatchStage, done: number, of: number) => tell({ kind: 'progress', stage, done, of })
    return await handOver(await match(table, { types: typesOf(table), onProgress }))
  } catch (error) {
    if (error instanceof MatchingError && emptiness.has(error.code)) return nothing
    throw error
  }
}
type MatchStage = Extract<Report, { kind: 'progress' }>['stage']

port.on('message', (order: Order) => {
  if (order.kind === 'rows') {
    for (const cells of order.rows) builder.add(cells.map((cell) => cell ?? undefined))
    tell({ kind: 'taken' })
  } else if (order.kind === 'more') storedPairs?.()
  // A rejection ends the thread with an error, of which the one who started it is told.
  else void compare().then((outcome) => tell({ kind: 'done', outcome }))
})
