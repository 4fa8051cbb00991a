import type { Tx } from '../../platform/db/index.ts'
import { bytesOf } from '../../platform/hex.ts'
import type { Hex, LedgerLog } from './needs.ts'
import { postBatch, type PostNeeds } from './post-batch.ts'
import { findProgramme, takingPart, type Programme, type TakingPart } from './programme.ts'

type Rule = {
  readonly pointsNumerator: number
  readonly spendUnit: number
  readonly minimumSpend: number
  readonly maximumPoints: number
  readonly startsAt: number
  readonly endsAt: number
}

const time = (seconds: number): Date => new Date(seconds * 1000)

const programmeCreated = async (tx: Tx, { args, blockTime }: LedgerLog): Promise<void> => {
  await tx.rows({
    name: 'loyalty-programme-created',
    text: `update programme set number = $4, started_at = $5
            where organisation_id = $1 and operator = $2 and reference = $3`,
    values: [tx.organisationId, args['operator'], bytesOf(args['ref'] as Hex), args['programme'], blockTime],
  })
}

const rulePublished = async (
  tx: Tx,
  needs: PostNeeds,
  log: LedgerLog,
  programme: Programme,
  merchantId: string,
): Promise<void> => {
  const rule = log.args['rule'] as Rule
  const { isNew } = await tx.one<{ isNew: boolean }>({
    name: 'loyalty-rule-published',
    text: `insert into earn_rule (organisation_id, programme_id, merchant_id, version, points_numerator, spend_unit,
             minimum_spend, maximum_points, starts_at, ends_at, published_at, transaction_hash, block_number)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
           on conflict (organisation_id, programme_id, merchant_id, version) do update set
             published_at = excluded.published_at, transaction_hash = excluded.transaction_hash,
             block_number = excluded.block_number
           returning xmax = 0 as "isNew"`,
    values: [
      tx.organisationId,
      programme.id,
      merchantId,
      log.args['version'],
      rule.pointsNumerator,
      rule.spendUnit,
      rule.minimumSpend,
      rule.maximumPoints,
      time(rule.startsAt),
      rule.endsAt === 0 ? null : time(rule.endsAt),
      log.blockTime,
      bytesOf(log.transactionHash),
      log.blockNumber,
    ],
  })
  if (!isNew) return
  await needs.recordMany(tx, [
    {
      subject: tx.organisationId,
      kind: 'points.rule-published',
      actor: 'system',
      purpose: 'service-contract',
      body: {
        programme: programme.number,
        merchantId,
        version: Number(log.args['version']),
        rule: {
          pointsNumerator: String(rule.pointsNumerator),
          spendUnit: String(rule.spendUnit),
          minimumSpend: String(rule.minimumSpend),
          maximumPoints: String(rule.maximumPoints),
          startsAt: time(rule.startsAt).toISOString(),
          endsAt: rule.endsAt === 0 ? null : time(rule.endsAt).toISOString(),
        },
        transactionHash: log.transactionHash,
      },
    },
  ])
}

const opened = async (tx: Tx, programme: Programme, merchantId: string): Promise<void> => {
  await tx.rows({
    name: 'loyalty-opened',
    text: `update programme_merchant set is_open = true
            where organisation_id = $1 and programme_id = $2 and merchant_id = $3`,
    values: [tx.organisationId, programme.id, merchantId],
  })
}

const enrolled = async (tx: Tx, { args, blockNumber }: LedgerLog, programme: Programme): Promise<void> => {
  await tx.rows({
    name: 'loyalty-enrolled',
    text: `update holder h set number = $3 + e.position - 1, enrolled_block = $4
             from unnest($5::bytea[]) with ordinality as e (account, position)
            where h.organisation_id = $1 and h.programme_id = $2 and h.account = e.account`,
    values: [
      tx.organisationId,
      programme.id,
      args['firstHolder'],
      blockNumber,
      (args['accounts'] as readonly Hex[]).map(bytesOf),
    ],
  })
}

const merchantOf = (merchants: readonly TakingPart[], { args }: LedgerLog): string | undefined =>
  merchants.find(({ member }) => member === args['merchant'])?.merchantId

/** What an event brought. */
export type Projected = {
  /** Purchases that now have their points. */
  readonly posted: number
}
const nothingPosted: Projected = { posted: 0 }

const projectOwn = async (
  tx: Tx,
  needs: PostNeeds,
  log: LedgerLog,
  programme: Programme,
  merchantId: string,
): Promise<Projected> => {
  if (log.event === 'RulePublished') await rulePublished(tx, needs, log, programme, merchantId)
  if (log.event === 'Opened') await opened(tx, programme, merchantId)
  if (log.event !== 'EarnedBatch') return nothingPosted
  return { posted: await postBatch(tx, needs, programme, merchantId, log) }
}

/**
 * Turns an event of the loyalty contracts into the organisation's own tables, in the transaction in which it is handed on.
 * Events of other programmes pass by.
 */
export const project = async (tx: Tx, needs: PostNeeds, log: LedgerLog): Promise<Projected> => {
  if (log.event === 'ProgrammeCreated') {
    await programmeCreated(tx, log)
    return nothingPosted
  }
  const programme = await findProgramme(tx)
  if (programme === undefined || programme.number !== log.args['programme']) return nothingPosted
  if (log.event === 'Enrolled') {
    await enrolled(tx, log, programme)
    return nothingPosted
  }
  const merchantId = merchantOf(await takingPart(tx, programme.id), log)
  return merchantId === undefined ? nothingPosted : projectOwn(tx, needs, log, programme, merchantId)
}

/** Takes back what the chain took back: everything that came from blocks from `fromBlock` on. */
export const retract = async (tx: Tx, fromBlock: number): Promise<void> => {
  const values = [tx.organisationId, fromBlock]
  await tx.rows({ text: 'delete from earn_rule where organisation_id = $1 and block_number >= $2', values })
  await tx.rows({
    text: `update holder set number = null, enrolled_block = null
            where organisation_id = $1 and enrolled_block >= $2`,
    values,
  })
  // The movements stay until their batch comes again: what it then says otherwise is corrected.
  await tx.rows({
    text: `update earn_batch set posted_at = null, block_number = null
            where organisation_id = $1 and block_number >= $2`,
    values,
  })
}
