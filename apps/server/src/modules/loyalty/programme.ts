import type { Tx } from '../../platform/db/index.ts'
import { loyaltyErrors } from './errors.ts'

/** A programme that the ledger knows. */
export type Programme = {
  readonly id: string
  /** Number on the ledger. */
  readonly number: number
  /** The ledger member that runs it. */
  readonly operator: number
  readonly name: string
  readonly nameZh: string
  readonly currency: string
  /** Seconds. */
  readonly epochLength: number
  readonly lifetimeEpochs: number
  readonly startedAt: Date
}

/** A merchant that takes part, and how far its purchases are handed on. */
export type TakingPart = {
  readonly merchantId: string
  /** Member number on the ledger. */
  readonly member: number
  readonly isOpen: boolean
  readonly lastPurchase: number
  /** Purchases whose points are posted. */
  readonly posted: number
}

const programmeColumns = `id, number, operator, name, name_zh as "nameZh", currency, epoch_length as "epochLength",
  lifetime_epochs as "lifetimeEpochs", started_at as "startedAt"`

/** The programme of the organisation, once the ledger has given it a number. */
export const findProgramme = async (tx: Tx): Promise<Programme | undefined> =>
  tx.maybe<Programme>({
    name: 'loyalty-programme',
    text: `select ${programmeColumns} from programme
            where organisation_id = $1 and number is not null order by created_at, id limit 1`,
    values: [tx.organisationId],
  })

/** The same. @throws LOYALTY_NO_PROGRAMME */
export const programmeOf = async (tx: Tx): Promise<Programme> => {
  const found = await findProgramme(tx)
  if (!found) throw loyaltyErrors.LOYALTY_NO_PROGRAMME('the organisation has set up no programme')
  return found
}

/** The merchants of a programme. */
export const takingPart = async (tx: Tx, programmeId: string): Promise<TakingPart[]> => {
  return tx.rows<TakingPart>({
    name: 'loyalty-taking-part',
    text: `select merchant_id as "merchantId", member, is_open as "isOpen", last_purchase as "lastPurchase", posted
             from programme_merchant where organisation_id = $1 and programme_id = $2 order by member`,
    values: [tx.organisationId, programmeId],
  })
}

/**
 * When points credited in an epoch lapse: at the start of the epoch that follows their last one.
 * The same sum as the contract's `lapsesAt`.
 */
export const lapsesAt = (programme: Programme, epoch: number): Date =>
  new Date(programme.startedAt.getTime() + (epoch + programme.lifetimeEpochs) * programme.epochLength * 1000)
