import type { RuleProposal } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import { loyaltyErrors } from './errors.ts'
import type { EnqueueCall, Entry, Merchant, Recorded } from './needs.ts'
import { programmeOf } from './programme.ts'
import { checkRule, publishRule, type NewRule } from './publish-rule.ts'

/** What proposing needs of others. */
export type ProposalNeeds = {
  readonly enqueueCall: EnqueueCall
  readonly record: (tx: Tx, entry: Entry) => Promise<Recorded>
}

type Row = {
  readonly id: string
  readonly kind: 'rule' | 'one-person'
  readonly state: 'open' | 'approved' | 'declined'
  readonly merchantId: string | null
  readonly pointsNumerator: string | null
  readonly spendUnit: string | null
  readonly minimumSpend: string | null
  readonly maximumPoints: string | null
  readonly startsAt: Date | null
  readonly endsAt: Date | null
  readonly proposedBy: string
  readonly proposedAt: Date
  readonly decidedBy: string | null
  readonly decidedAt: Date | null
}

const columns = `id, kind, state, merchant_id as "merchantId", points_numerator::text as "pointsNumerator",
  spend_unit::text as "spendUnit", minimum_spend::text as "minimumSpend", maximum_points::text as "maximumPoints",
  starts_at as "startsAt", ends_at as "endsAt", proposed_by as "proposedBy", proposed_at as "proposedAt",
  decided_by as "decidedBy", decided_at as "decidedAt"`

const ruleOf = (row: Row): (NewRule & { readonly merchantId: string }) | undefined =>
  row.merchantId === null || row.startsAt === null
    ? undefined
    : {
        merchantId: row.merchantId,
        pointsNumerator: row.pointsNumerator ?? '0',
        spendUnit: row.spendUnit ?? '0',
        minimumSpend: row.minimumSpend ?? '0',
        maximumPoints: row.maximumPoints ?? '0',
        startsAt: row.startsAt.toISOString(),
        endsAt: row.endsAt?.toISOString() ?? null,
      }

/** Whether a second person has to approve what is published; the row is locked, so that it stays so. */
export const needsSecondPerson = async (tx: Tx, programmeId: string): Promise<boolean> => {
  const { secondPerson } = await tx.one<{ secondPerson: boolean }>({
    name: 'loyalty-second-person',
    text: 'select second_person as "secondPerson" from programme where organisation_id = $1 and id = $2 for share',
    values: [tx.organisationId, programmeId],
  })
  return secondPerson
}

const setSecondPerson = async (tx: Tx, programmeId: string, secondPerson: boolean): Promise<void> => {
  await tx.rows({
    name: 'loyalty-second-person-set',
    text: 'update programme set second_person = $3 where organisation_id = $1 and id = $2',
    values: [tx.organisationId, programmeId, secondPerson],
  })
}

const note = async (tx: Tx, needs: ProposalNeeds, kind: Entry['kind'], actor: string, body: Entry['body']) =>
  needs.record(tx, { subject: tx.organisationId, kind, actor, purpose: 'service-contract', body })

/** From now on a second person approves. Said again, it changes nothing. @throws LOYALTY_NO_PROGRAMME */
export const requireSecondPerson = async (tx: Tx, needs: ProposalNeeds, actor: string): Promise<void> => {
  const programme = await programmeOf(tx)
  if (await needsSecondPerson(tx, programme.id)) return
  await setSecondPerson(tx, programme.id, true)
  await note(tx, needs, 'points.second-person-required', actor, { programme: programme.number })
}

/**
 * Keeps what a second person is to decide.
 * @throws LOYALTY_NOT_NEEDED where one person publishes alone already; for a rule all that publishing it would throw
 */
export const propose = async (
  tx: Tx,
  needs: ProposalNeeds,
  wanted: { readonly kind: 'one-person' } | ({ readonly kind: 'rule'; readonly merchantId: string } & NewRule),
  actor: string,
): Promise<{ id: string; entryId: string }> => {
  const programme = await programmeOf(tx)
  const { kind } = wanted
  if (kind === 'one-person' && !(await needsSecondPerson(tx, programme.id))) {
    throw loyaltyErrors.LOYALTY_NOT_NEEDED('one person publishes alone already')
  }
  const rule = kind === 'rule' ? wanted : undefined
  if (rule !== undefined) await checkRule(tx, programme, rule.merchantId, rule)
  const { id } = await tx.one<{ id: string }>({
    name: 'loyalty-propose',
    text: `insert into rule_proposal (organisation_id, programme_id, kind, merchant_id, points_numerator, spend_unit,
             minimum_spend, maximum_points, starts_at, ends_at, proposed_by)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id`,
    values: [
      tx.organisationId,
      programme.id,
      kind,
      rule?.merchantId ?? null,
      rule?.pointsNumerator ?? null,
      rule?.spendUnit ?? null,
      rule?.minimumSpend ?? null,
      rule?.maximumPoints ?? null,
      rule?.startsAt ?? null,
      rule?.endsAt ?? null,
      actor,
    ],
  })
  const { id: entryId } = await note(tx, needs, 'points.rule-proposed', actor, {
    programme: programme.number,
    proposal: id,
    ...wanted,
  })
  return { id, entryId }
}

const openProposal = async (tx: Tx, id: string): Promise<Row> => {
  const row = await tx.maybe<Row>({
    name: 'loyalty-proposal',
    text: `select ${columns} from rule_proposal where organisation_id = $1 and id = $2 for update`,
    values: [tx.organisationId, id],
  })
  if (row === undefined) throw loyaltyErrors.LOYALTY_PROPOSAL_NOT_FOUND(`there is no proposal ${id}`)
  if (row.state !== 'open') throw loyaltyErrors.LOYALTY_PROPOSAL_DECIDED(`the proposal was ${row.state} before`)
  return row
}

const decide = async (tx: Tx, id: string, state: 'approved' | 'declined', actor: string): Promise<void> => {
  await tx.rows({
    name: 'loyalty-proposal-decide',
    text: `update rule_proposal set state = $3, decided_by = $4, decided_at = now()
            where organisation_id = $1 and id = $2`,
    values: [tx.organisationId, id, state, actor],
  })
}

/**
 * Approves what somebody else proposed. A rule is published in the same transaction, so all that publishing refuses is
 * refused here, and the proposal stays open.
 * @throws LOYALTY_PROPOSAL_NOT_FOUND, LOYALTY_PROPOSAL_DECIDED, LOYALTY_OWN_PROPOSAL, and what {@link publishRule} throws
 */
export const approve = async (
  tx: Tx,
  needs: ProposalNeeds,
  id: string,
  actor: string,
): Promise<{ entryId: string; callId: string | null }> => {
  const programme = await programmeOf(tx)
  const row = await openProposal(tx, id)
  if (row.proposedBy === actor) throw loyaltyErrors.LOYALTY_OWN_PROPOSAL('proposed by the same person')
  await decide(tx, id, 'approved', actor)
  const body = { programme: programme.number, proposal: id, kind: row.kind, proposedBy: row.proposedBy }
  const { id: entryId } = await note(tx, needs, 'points.rule-approved', actor, body)
  const rule = ruleOf(row)
  if (rule === undefined) {
    await setSecondPerson(tx, programme.id, false)
    return { entryId, callId: null }
  }
  const { merchantId, ...terms } = rule
  const { callId } = await publishRule(tx, needs, merchantId, terms, actor, id)
  return { entryId, callId }
}

/** Declines what somebody proposed, or withdraws one's own. @throws LOYALTY_PROPOSAL_NOT_FOUND, LOYALTY_PROPOSAL_DECIDED */
export const decline = async (
  tx: Tx,
  needs: ProposalNeeds,
  id: string,
  actor: string,
): Promise<{ entryId: string }> => {
  const programme = await programmeOf(tx)
  const { kind, proposedBy } = await openProposal(tx, id)
  await decide(tx, id, 'declined', actor)
  const body = { programme: programme.number, proposal: id, kind, proposedBy }
  const { id: entryId } = await note(tx, needs, 'points.rule-declined', actor, body)
  return { entryId }
}

const prefix = 'staff:'
const idOf = (actor: string): string | null => (actor.startsWith(prefix) ? actor.slice(prefix.length) : null)

/** Proposals as they stand, for somebody; the names of the people are to be filled in. */
export type StandingProposals = {
  readonly secondPerson: boolean
  readonly people: readonly string[]
  readonly items: (names: ReadonlyMap<string, string>) => RuleProposal[]
}

/** What waits for a second person, and the ten decided last. @throws LOYALTY_NO_PROGRAMME */
export const proposalsOf = async (
  tx: Tx,
  merchants: readonly Merchant[],
  actor: string,
): Promise<StandingProposals> => {
  const programme = await programmeOf(tx)
  const { secondPerson } = await tx.one<{ secondPerson: boolean }>({
    name: 'loyalty-second-person-shown',
    text: 'select second_person as "secondPerson" from programme where organisation_id = $1 and id = $2',
    values: [tx.organisationId, programme.id],
  })
  const rows = await tx.rows<Row>({
    name: 'loyalty-proposals',
    text: `(select ${columns} from rule_proposal where organisation_id = $1 and state = 'open' order by id desc limit 100)
           union all
           (select ${columns} from rule_proposal where organisation_id = $1 and state <> 'open' order by id desc limit 10)`,
    values: [tx.organisationId],
  })
  const byId = new Map(merchants.map((merchant) => [merchant.id, merchant]))
  const people = rows.flatMap(({ proposedBy, decidedBy }) => [idOf(proposedBy), idOf(decidedBy ?? '')])
  return {
    secondPerson,
    people: [...new Set(people.filter((person) => person !== null))],
    items: (names) => {
      const person = (by: string) => {
        const id = idOf(by)
        return { id, name: id === null ? null : (names.get(id) ?? null) }
      }
      return rows.map((row) => {
        const rule = ruleOf(row)
        const merchant = byId.get(rule?.merchantId ?? '')
        return {
          id: row.id,
          kind: row.kind,
          state: row.state,
          rule: rule
            ? {
                ...rule,
                merchantName: merchant?.name ?? '',
                merchantNameZh: merchant?.nameZh ?? '',
                currency: programme.currency,
              }
            : null,
          proposedBy: person(row.proposedBy),
          proposedAt: row.proposedAt.toISOString(),
          own: row.proposedBy === actor,
          decidedBy: row.decidedBy === null ? null : person(row.decidedBy),
          decidedAt: row.decidedAt?.toISOString() ?? null,
        }
      })
    },
  }
}
