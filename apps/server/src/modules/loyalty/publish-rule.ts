import type { loyaltyRoutes, RouteInput } from '@candor/api'
import { referenceOf } from '@candor/ledger'
import type { Tx } from '../../platform/db/index.ts'
import type { FieldError } from '../../platform/errors.ts'
import { loyaltyErrors } from './errors.ts'
import type { EnqueueCall, Entry, Recorded, RefusedCall } from './needs.ts'
import { findProgramme, programmeOf, takingPart, type Programme } from './programme.ts'

/** A version of a rule to be. Whole numbers in text, instants as ISO text. */
export type NewRule = Omit<RouteInput<typeof loyaltyRoutes.publishRule>['body'], 'merchantId'>

/** A rule has to start at least this much later, so that it reaches the ledger in time (milliseconds). */
const notice = 60_000

const seconds = (instant: string): number => Math.floor(Date.parse(instant) / 1000)

/** A rule as the contract takes it. */
export const contractRule = (rule: NewRule) => ({
  pointsNumerator: Number(rule.pointsNumerator),
  spendUnit: Number(rule.spendUnit),
  minimumSpend: Number(rule.minimumSpend),
  maximumPoints: Number(rule.maximumPoints),
  startsAt: seconds(rule.startsAt),
  endsAt: rule.endsAt === null ? 0 : seconds(rule.endsAt),
})

/** What is wrong with the numbers of a rule. */
export const faultsOf = (rule: Pick<NewRule, 'spendUnit' | 'maximumPoints'>): FieldError[] => {
  const faults: (FieldError | false)[] = [
    BigInt(rule.spendUnit) === 0n && { path: '/body/spendUnit', message: 'must be at least 1' },
    BigInt(rule.maximumPoints) === 0n && { path: '/body/maximumPoints', message: 'must be at least 1' },
  ]
  return faults.filter((fault) => fault !== false)
}

const periodFaultsOf = ({ startsAt, endsAt }: NewRule): FieldError[] =>
  endsAt !== null && seconds(endsAt) <= seconds(startsAt)
    ? [{ path: '/body/endsAt', message: 'must lie after startsAt' }]
    : []

/** The call that publishes a version. */
export const publishCall = (programme: Programme, member: number, rule: NewRule) => {
  const terms = contractRule(rule)
  return {
    reference: referenceOf('publish', String(programme.number), String(member), JSON.stringify(terms)),
    contract: 'EarnRules',
    functionName: 'publish',
    args: [programme.number, member, terms],
  } as const
}

type Merchant = { readonly programmeId: string; readonly merchantId: string }

/** When the newest version begins, be it published or on its way; two that ask at once see each other. */
const latestStart = async (tx: Tx, { programmeId, merchantId }: Merchant): Promise<Date | null> => {
  const { latest } = await tx.one<{ latest: Date | null }>({
    name: 'loyalty-latest-start',
    text: `select greatest(m.last_rule_starts_at, (select max(r.starts_at) from earn_rule r
                    where r.organisation_id = $1 and r.programme_id = $2 and r.merchant_id = $3)) as latest
             from programme_merchant m
            where m.organisation_id = $1 and m.programme_id = $2 and m.merchant_id = $3 for update of m`,
    values: [tx.organisationId, programmeId, merchantId],
  })
  return latest
}

const setLatestStart = async (tx: Tx, { programmeId, merchantId }: Merchant, startsAt: Date | null): Promise<void> => {
  await tx.rows({
    name: 'loyalty-latest-start-set',
    text: `update programme_merchant set last_rule_starts_at = $4
            where organisation_id = $1 and programme_id = $2 and merchant_id = $3`,
    values: [tx.organisationId, programmeId, merchantId, startsAt],
  })
}

/**
 * Looks at a version for everything for which the contract would refuse it now.
 * @returns the merchant, and its place
 * @throws LOYALTY_MERCHANT_NOT_FOUND, LOYALTY_RULE_INVALID, LOYALTY_RULE_START_PAST, LOYALTY_RULE_START_EARLY
 */
export const checkRule = async (tx: Tx, programme: Programme, merchantId: string, rule: NewRule) => {
  const merchant = (await takingPart(tx, programme.id)).find((each) => each.merchantId === merchantId)
  if (!merchant) {
    throw loyaltyErrors.LOYALTY_MERCHANT_NOT_FOUND(`merchant ${merchantId} takes no part in the programme`, {
      errors: [{ path: '/body/merchantId', message: 'takes no part in the programme' }],
    })
  }
  const faults = [...faultsOf(rule), ...periodFaultsOf(rule)]
  if (faults.length > 0) throw loyaltyErrors.LOYALTY_RULE_INVALID('the rule is not possible', { errors: faults })
  const errors = [{ path: '/body/startsAt', message: 'must lie further in the future' }]
  if (Date.parse(rule.startsAt) < Date.now() + notice) {
    throw loyaltyErrors.LOYALTY_RULE_START_PAST('startsAt must be at least one minute in the future', { errors })
  }
  const place = { programmeId: programme.id, merchantId }
  const latest = await latestStart(tx, place)
  if (latest && seconds(rule.startsAt) <= seconds(latest.toISOString())) {
    throw loyaltyErrors.LOYALTY_RULE_START_EARLY(`the newest version starts at ${latest.toISOString()}`, { errors })
  }
  return { member: merchant.member, place }
}

/**
 * Has a version of a merchant's rule published: the call goes into the outbox and the decision into the journal, in one
 * transaction. It is refused here for everything for which the contract would refuse it; what the contract says is
 * recorded when it has said it.
 * @param actor `staff:<id>`
 * @param proposal what somebody else proposed and the actor approved, where a second person is needed
 * @throws LOYALTY_NO_PROGRAMME, LOYALTY_MERCHANT_NOT_FOUND, LOYALTY_RULE_INVALID, LOYALTY_RULE_START_PAST,
 * LOYALTY_RULE_START_EARLY
 */
export const publishRule = async (
  tx: Tx,
  needs: { readonly enqueueCall: EnqueueCall; readonly record: (tx: Tx, entry: Entry) => Promise<Recorded> },
  merchantId: string,
  rule: NewRule,
  actor: string,
  proposal?: string,
): Promise<{ callId: string; entryId: string }> => {
  const programme = await programmeOf(tx)
  const { member, place } = await checkRule(tx, programme, merchantId, rule)
  await setLatestStart(tx, place, new Date(rule.startsAt))
  const { id: callId } = await needs.enqueueCall(tx, publishCall(programme, member, rule), member)
  const { id: entryId } = await needs.record(tx, {
    subject: tx.organisationId,
    kind: 'points.rule-submitted',
    actor,
    purpose: 'service-contract',
    body: {
      programme: programme.number,
      merchantId,
      member,
      callId,
      rule: { ...rule },
      ...(proposal !== undefined && { proposal }),
    },
  })
  return { callId, entryId }
}

/** Records that the contract refused a version, and lets the next one begin where this one would have. */
export const ruleRefused = async (
  tx: Tx,
  needs: { readonly record: (tx: Tx, entry: Entry) => Promise<Recorded> },
  { id: callId, args, refusal }: RefusedCall,
): Promise<void> => {
  const programme = await findProgramme(tx)
  if (programme === undefined || programme.number !== args[0]) return
  const merchant = (await takingPart(tx, programme.id)).find(({ member }) => member === args[1])
  if (merchant === undefined) return
  const { merchantId, member } = merchant
  await setLatestStart(tx, { programmeId: programme.id, merchantId }, null)
  await needs.record(tx, {
    subject: tx.organisationId,
    kind: 'points.rule-refused',
    actor: 'system',
    purpose: 'service-contract',
    body: { programme: programme.number, merchantId, member, callId, refusal: refusal?.name ?? null },
  })
}
