import {
  consentMatter,
  type ConsentDecision,
  type ConsentEntryBody,
  type ConsentNotice,
  type ConsentPurpose,
  type ConsentQuotedTerm,
  type portalConsentRoutes,
  type RouteInput,
} from '@candor/api'
import { subjectKey } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { FieldError } from '../../platform/errors.ts'
import { lockAccount } from './account.ts'
import { findNotice, purposeOf } from './catalogue/notices.ts'
import { commit } from './commitments.ts'
import { lockConsent, openSalt, saveDecision, type KnownConsent } from './consents.ts'
import { consentErrors } from './errors.ts'
import { bytesOf } from '../../platform/hex.ts'
import { recordingPurpose, type ConsentNeeds } from './needs.ts'
import { signDecision } from './signing.ts'

/** What a customer chose, having read a version of a notice. */
export type Choice = RouteInput<typeof portalConsentRoutes.decide>['body']

/** The number of the organisation on the ledger. @throws CONSENT_LEDGER_NOT_READY while there is none */
const memberOf = async (tx: Tx, needs: ConsentNeeds): Promise<number> => {
  const member = await needs.findMember(tx, tx.organisationId)
  if (typeof member?.number === 'number') return member.number
  throw consentErrors.CONSENT_LEDGER_NOT_READY('the organisation has no number on the ledger yet', {
    headers: { 'retry-after': '2' },
  })
}

/** A withdrawal takes back what was granted, in whatever version; everything else answers the newest notice. */
const noticeFor = async (
  tx: Tx,
  { state, noticeVersion }: Choice,
  purpose: ConsentPurpose,
  before: KnownConsent | undefined,
): Promise<ConsentNotice> => {
  const newest = await findNotice(tx, purpose.id)
  if (newest === undefined) throw consentErrors.CONSENT_PURPOSE_UNKNOWN(`purpose ${purpose.id} has no notice`)
  if (state === 'withdrawn') return (before && (await findNotice(tx, purpose.id, before.noticeVersion))) ?? newest
  if (purpose.retired) throw consentErrors.CONSENT_PURPOSE_UNKNOWN(`purpose ${purpose.slug} is retired`)
  if (newest.version === noticeVersion) return newest
  throw consentErrors.CONSENT_NOTICE_CHANGED(`the newest version is ${newest.version}, not ${noticeVersion}`)
}

const checkOrder = ({ state, seen }: Choice, before: KnownConsent | undefined): void => {
  if (state === 'withdrawn') {
    if (before?.state === 'granted') return
    throw consentErrors.CONSENT_NOT_GRANTED(`the last decision was ${before?.state ?? 'none'}`)
  }
  const number = before?.number ?? 0
  if (seen !== number) {
    throw consentErrors.CONSENT_CHANGED(`there are ${number} decisions, the reader saw ${seen}`)
  }
  if (state === 'refused' && before?.state === 'granted') {
    throw consentErrors.CONSENT_STILL_GRANTED('a grant is withdrawn, not refused')
  }
}

type Scope = {
  readonly recipient: ConsentQuotedTerm
  readonly categories: ConsentQuotedTerm[]
  readonly channels: ConsentQuotedTerm[]
}

/** The terms of a choice, in the words of the notice. @throws CONSENT_SCOPE_INVALID */
const scopeOf = (choice: Choice, notice: ConsentNotice): Scope => {
  const faults: FieldError[] = []
  const among = (field: 'categories' | 'channels'): ConsentQuotedTerm[] => {
    const offered = notice[field]
    const unknown = choice[field].filter((id) => !offered.some((term) => term.id === id))
    if (unknown.length > 0) faults.push({ path: `/body/${field}`, message: `does not ask for ${unknown.join(', ')}` })
    const chosen = offered.filter(({ id }) => choice[field].includes(id))
    const isGrant = choice.state === 'granted'
    if (isGrant && chosen.length === 0 && offered.length > 0) {
      faults.push({ path: `/body/${field}`, message: 'must name at least one' })
    }
    if (!isGrant && choice[field].length > 0) faults.push({ path: `/body/${field}`, message: 'is for grants only' })
    return chosen
  }
  const [categories, channels] = [among('categories'), among('channels')]
  const recipient = notice.recipients.find(({ id }) => id === choice.recipientId)
  if (recipient === undefined)
    faults.push({ path: '/body/recipientId', message: 'is none of the recipients asked for' })
  if (recipient === undefined || faults.length > 0) {
    throw consentErrors.CONSENT_SCOPE_INVALID('the choice does not fit the notice', { errors: faults })
  }
  return { recipient, categories, channels }
}

/** The same day so many months later, or the last day of that month; whole seconds, as the ledger counts. */
export const monthsAfter = (from: Date, months: number): Date => {
  const end = new Date(from)
  end.setUTCMilliseconds(0)
  const day = end.getUTCDate()
  end.setUTCMonth(end.getUTCMonth() + months)
  if (end.getUTCDate() !== day) end.setUTCDate(0)
  return end
}

const decisionOf = (
  choice: Choice,
  purpose: ConsentPurpose,
  notice: ConsentNotice,
  decidedAt: Date,
): ConsentDecision => {
  const ends = choice.state === 'granted' && notice.months !== null ? monthsAfter(decidedAt, notice.months) : null
  return {
    state: choice.state,
    purpose: { id: purpose.id, slug: purpose.slug, dpv: purpose.dpv, name: notice.title },
    ...scopeOf(choice, notice),
    notice: { version: notice.version, language: choice.language, hash: notice.hash },
    decidedAt: decidedAt.toISOString(),
    validUntil: ends?.toISOString() ?? null,
  }
}

/** Records of the customer that decided about a purpose and a recipient before, what was decided last first. */
const decidedBefore = async (
  tx: Tx,
  customerId: string,
  { purposeId, recipientId }: Choice,
): Promise<{ customerId: string; state: string }[]> =>
  tx.rows({
    name: 'consent-decided-before',
    text: `select c.customer_id as "customerId", c.state from consent c
             join consent_decision d on d.organisation_id = $1 and d.customer_id = c.customer_id
                   and d.purpose_id = c.purpose_id and d.recipient_id = c.recipient_id and d.number = c.number
            where c.organisation_id = $1 and c.customer_id in (select customer_records($2)) and c.purpose_id = $3
              and c.recipient_id = $4 order by d.decided_at desc`,
    values: [tx.organisationId, customerId, purposeId, recipientId],
  })

/**
 * Takes a customer's decision down. Of a customer who consists of several records, the one that decided last decides again;
 * a withdrawal withdraws every grant that any of them gave.
 * @param now milliseconds since 1970
 * @throws as {@link decideOn}
 */
export const decide = async (
  tx: Tx,
  needs: ConsentNeeds,
  customerId: string,
  choice: Choice,
  now: number,
): Promise<{ entryId: string }> => {
  const [last, ...earlier] = await decidedBefore(tx, customerId, choice)
  const decided = await decideOn(tx, needs, last?.customerId ?? customerId, choice, now)
  if (choice.state !== 'withdrawn') return decided
  for (const record of earlier) {
    if (record.state === 'granted') await decideOn(tx, needs, record.customerId, choice, now - 1)
  }
  return decided
}

/**
 * Takes a customer's decision down: signed with their key, in the journal, in the outbox of the ledger and in force, all
 * in the caller's transaction. From its commit on a withdrawal is obeyed, whatever the ledger does.
 * @param now milliseconds since 1970
 * @throws CONSENT_PURPOSE_UNKNOWN, CONSENT_NOTICE_CHANGED, CONSENT_SCOPE_INVALID, CONSENT_CHANGED, CONSENT_NOT_GRANTED,
 * CONSENT_STILL_GRANTED, CONSENT_LEDGER_NOT_READY, SUBJECT_ERASED
 */
const decideOn = async (
  tx: Tx,
  needs: ConsentNeeds,
  customerId: string,
  choice: Choice,
  now: number,
): Promise<{ entryId: string }> => {
  const purpose = await purposeOf(tx, choice.purposeId)
  const signer = await lockAccount(tx, customerId)
  const key = await subjectKey(tx, customerId)
  const before = await lockConsent(tx, customerId, choice)
  checkOrder(choice, before)
  const notice = await noticeFor(tx, choice, purpose, before)
  // A clock that was set back must not put a decision before the one it follows.
  const decidedAt = new Date(Math.max(now, (before?.decidedAt.getTime() ?? 0) + 1))
  const decision = decisionOf(choice, purpose, notice, decidedAt)
  const member = await memberOf(tx, needs)

  const consent = before
    ? { hash: before.hash, salt: openSalt(key, before) }
    : commit(consentMatter(tx.organisationId, decision))
  const content = commit(decision)
  const validUntil = decision.validUntil === null ? null : new Date(decision.validUntil)
  const nonce = (before?.nonce ?? 0) + 1
  const { state } = decision
  const toSign = { member, consent: consent.hash, state, content: content.hash, validUntil, nonce, attempts: 0 }
  const { deadline, signature, bring } = await signDecision(tx, needs, signer, toSign, now)

  const number = (before?.number ?? 0) + 1
  const body: ConsentEntryBody = {
    decision,
    number,
    signer: { kind: 'custodial', account: signer.account },
    ledger: {
      ...needs.place(),
      member,
      consent: consent.hash,
      consentSalt: consent.salt.toString('hex'),
      content: content.hash,
      contentSalt: content.salt.toString('hex'),
      nonce,
      deadline: deadline.toISOString(),
      signature,
    },
  }
  const { id: entryId } = await needs.record(tx, {
    subject: customerId,
    kind: `consent.${state}`,
    actor: `customer:${customerId}`,
    purpose: recordingPurpose,
    body,
  })
  const { id: callId } = await bring()
  await saveDecision(tx, key, {
    customerId,
    purposeId: purpose.id,
    recipientId: decision.recipient.id,
    consent,
    number,
    state,
    noticeVersion: notice.version,
    categories: decision.categories.map(({ id }) => id),
    channels: decision.channels.map(({ id }) => id),
    decidedAt,
    validUntil,
    entryId,
    member,
    content: bytesOf(content.hash),
    nonce,
    callId,
  })
  return { entryId }
}
