import type { ComparedCustomer, MatchReason } from '@candor/api'
import { scorePairs } from '@candor/matching'
import type { Tx } from '../../../platform/db/index.ts'
import { cellsBeside, cellsOf, modelFor, reasonsOf, type Compared } from '../cells.ts'
import { learntModel } from '../model.ts'
import type { DuplicatesNeeds } from '../needs.ts'

/** Somebody who is being entered, as far as typed. */
export type Entered = { readonly profile: Compared; readonly except?: string | null | undefined }

/** A customer who may be the same. */
export type Likely = {
  readonly customer: ComparedCustomer
  readonly probability: number
  readonly weight: number
  readonly reasons: MatchReason[]
}

/** From here on it is worth interrupting somebody who types. */
const worthAWarning = 0.25
const mostShown = 5
/** Customers that are opened and compared at most. */
const mostCompared = 400

const text = (value: string | null | undefined): string | undefined => value?.trim() || undefined

/**
 * Customers who may be the one that is being entered, the likeliest first, each with what says so. The caller may read
 * customers, and the transaction sees one organisation.
 */
export const checkEntered = async (
  tx: Tx,
  { customers }: Pick<DuplicatesNeeds, 'customers'>,
  { profile, except }: Entered,
): Promise<Likely[]> => {
  const like = { name: text(profile.name), email: text(profile.email), phone: text(profile.phone) }
  const ids = (await customers.likely(tx, like)).filter((id) => id !== except).slice(0, mostCompared)
  if (ids.length === 0) return []
  const [found, learnt, count] = [await customers.compared(tx, ids), await learntModel(tx), await customers.count(tx)]
  const others = [...found.values()]
  const scores = scorePairs(
    modelFor(learnt, count),
    cellsOf(profile),
    others.map((other) => cellsBeside(other.profile, profile)),
  )
  return others
    .map((customer, at) => {
      const { probability, weight, evidence } = scores[at]!
      return { customer, probability, weight, reasons: reasonsOf(evidence) }
    })
    .filter(({ probability }) => probability >= worthAWarning)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, mostShown)
}
