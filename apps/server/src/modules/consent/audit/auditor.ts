import { consentEntryBody, consentEntryKinds, consentMatter, type ConsentEntryBody } from '@candor/api'
import type { JsonValue } from '@candor/journal'
import type { Tx } from '../../../platform/db/index.ts'
import { noticeHash } from '../catalogue/notices.ts'
import { commitmentUnder } from '../commitments.ts'
import { hexOf } from '../../../platform/hex.ts'
import type { AuditedConsents } from '../needs.ts'
import { finding, type Finding } from './finding.ts'
import {
  decisionsOfEntries,
  noticesOfEntries,
  unrecordedDecisions,
  wrongStates,
  type AuditedDecision,
  type AuditedNotice,
} from './read.ts'

/** What the audit needs of others. */
export type ConsentAuditNeeds = {
  /** The contract, asked directly; nothing where no ledger can be asked. */
  readonly consents: (() => AuditedConsents) | undefined
}

type Entry = { readonly id: string; readonly subject: string; readonly kind: string; readonly body: JsonValue }

const published = 'consent.notice-published'

type Place = { customerId: string; purposeId: string; recipientId: string; number: number }

const keyOf = ({ customerId, purposeId, recipientId, number }: Place): string =>
  `customer ${customerId}, purpose ${purposeId}, recipient ${recipientId}, decision ${number}`

/** Names of the values that differ, with both sides. */
const differences = (stated: { readonly [name: string]: JsonValue }, kept: { readonly [name: string]: JsonValue }) => {
  const names = Object.keys(stated).filter((name) => JSON.stringify(stated[name]) !== JSON.stringify(kept[name]))
  if (names.length === 0) return undefined
  return Object.fromEntries(names.map((name) => [name, { stated: stated[name] ?? null, kept: kept[name] ?? null }]))
}

const ids = (terms: readonly { readonly id: string }[]): string[] => terms.map(({ id }) => id)

const withRecord = (row: AuditedDecision, { decision, number, ledger, signer }: ConsentEntryBody): Finding[] => {
  const detail = differences(
    {
      state: decision.state,
      number,
      purpose: decision.purpose.id,
      recipient: decision.recipient.id,
      noticeVersion: decision.notice.version,
      categories: ids(decision.categories),
      channels: ids(decision.channels),
      decidedAt: decision.decidedAt,
      validUntil: decision.validUntil,
      consent: ledger.consent,
      content: ledger.content,
      account: signer.account.toLowerCase(),
    },
    {
      state: row.state,
      number: row.number,
      purpose: row.purposeId,
      recipient: row.recipientId,
      noticeVersion: row.noticeVersion,
      categories: row.categories,
      channels: row.channels,
      decidedAt: row.decidedAt.toISOString(),
      validUntil: row.validUntil?.toISOString() ?? null,
      consent: hexOf(row.hash),
      content: hexOf(row.content),
      account: hexOf(row.account),
    },
  )
  const what = 'A decision about consent is not what the journal recorded.'
  return detail ? [finding('CONSENT_DECISION_CHANGED', 'consent_decision', keyOf(row), what, detail)] : []
}

/** Counts both commitments again from what the journal holds. */
const withCommitments = (organisationId: string, row: AuditedDecision, body: ConsentEntryBody): Finding[] => {
  const { decision, ledger } = body
  const salt = (hex: string): Buffer => Buffer.from(hex, 'hex')
  const detail = differences(
    { consent: ledger.consent, content: ledger.content },
    {
      consent: commitmentUnder(salt(ledger.consentSalt), consentMatter(organisationId, decision)),
      content: commitmentUnder(salt(ledger.contentSalt), decision),
    },
  )
  const what = 'The commitments that stand for a decision on the ledger do not open to it.'
  return detail ? [finding('CONSENT_COMMITMENT_DIFFERS', 'consent_decision', keyOf(row), what, detail)] : []
}

/** Asks the contract for what it keeps, where this decision is the newest that it is said to have taken. */
const withLedger = async (row: AuditedDecision, { consents }: ConsentAuditNeeds): Promise<Finding[]> => {
  if (consents === undefined || row.transactionHash === null || !row.newestOnLedger) return []
  const kept = await consents().consentOf(hexOf(row.account), row.member, hexOf(row.hash))
  const detail = differences(
    {
      state: kept?.state ?? 'none',
      content: kept?.content ?? null,
      nonce: kept?.nonce ?? 0,
      validUntil: kept?.validUntil?.toISOString() ?? null,
    },
    {
      state: row.state,
      content: hexOf(row.content),
      nonce: row.nonce,
      validUntil: row.validUntil?.toISOString() ?? null,
    },
  )
  const what = 'The contract keeps another decision than the newest that it is said to have taken.'
  return detail ? [finding('CONSENT_LEDGER_DIFFERS', 'consent_decision', keyOf(row), what, detail)] : []
}

const checkDecision = async (
  tx: Tx,
  entry: Entry,
  row: AuditedDecision | undefined,
  needs: ConsentAuditNeeds,
): Promise<Finding[]> => {
  if (row === undefined) {
    const what = 'A decision about consent that was recorded is gone.'
    return [
      finding('CONSENT_DECISION_MISSING', 'consent_decision', `customer ${entry.subject}`, what, { entry: entry.id }),
    ]
  }
  const body = consentEntryBody.safeParse(entry.body)
  if (!body.success) {
    const what = 'What the journal holds is no decision about consent.'
    return [finding('CONSENT_DECISION_UNRECORDED', 'consent_decision', keyOf(row), what, { entry: entry.id })]
  }
  return [
    ...withRecord(row, body.data),
    ...withCommitments(tx.organisationId, row, body.data),
    ...(await withLedger(row, needs)),
  ]
}

const checkNotice = ({ id, body }: Entry, row: AuditedNotice | undefined): Finding[] => {
  const said = Object(body) as { readonly version?: number; readonly hash?: string; readonly purpose?: { id?: string } }
  const key = `purpose ${said.purpose?.id ?? '?'}, version ${said.version ?? '?'}`
  if (row === undefined) {
    const what = 'A notice that was published is gone.'
    return [finding('CONSENT_NOTICE_MISSING', 'consent_notice', key, what, { entry: id })]
  }
  const counted = noticeHash(row.version, row.content).toString('hex')
  const detail = differences(
    { hash: said.hash ?? null, version: said.version ?? null, purpose: said.purpose?.id ?? null, counted },
    {
      hash: row.hash.toString('hex'),
      version: row.version,
      purpose: row.purposeId,
      counted: row.content.renews === row.renews ? row.hash.toString('hex') : null,
    },
  )
  return detail
    ? [finding('CONSENT_NOTICE_CHANGED', 'consent_notice', key, 'A notice is not what was published.', detail)]
    : []
}

const compare = async (tx: Tx, entries: readonly Entry[], needs: ConsentAuditNeeds): Promise<Finding[]> => {
  const of = (wanted: boolean) => entries.filter(({ kind }) => (kind === published) === wanted)
  const [notices, decisions] = [of(true), of(false)]
  const noticeRows = notices.length === 0 ? [] : await noticesOfEntries(tx, ids(notices))
  const decisionRows = decisions.length === 0 ? [] : await decisionsOfEntries(tx, ids(decisions))
  const findings = notices.flatMap((entry) =>
    checkNotice(
      entry,
      noticeRows.find(({ entryId }) => entryId === entry.id),
    ),
  )
  for (const entry of decisions) {
    const row = decisionRows.find(({ entryId }) => entryId === entry.id)
    findings.push(...(await checkDecision(tx, entry, row, needs)))
  }
  return findings
}

const finish = async (tx: Tx): Promise<Finding[]> => [
  ...(await unrecordedDecisions(tx)).map((row) => {
    const what = 'The journal does not speak of this decision.'
    return finding('CONSENT_DECISION_UNRECORDED', 'consent_decision', keyOf(row), what)
  }),
  ...(await wrongStates(tx)).map((row) => {
    const what = 'What counts as decided is not the newest decision.'
    return finding('CONSENT_STATE_CHANGED', 'consent', keyOf(row), what)
  }),
]

/**
 * The auditor of consent: every decision against its journal entry, its commitments counted again, the newest against what
 * the contract keeps; every notice against what was published.
 */
export const consentAuditor = (needs: ConsentAuditNeeds) => ({
  name: 'consent',
  kinds: [...consentEntryKinds, published],
  compare: async (tx: Tx, entries: readonly Entry[]): Promise<Finding[]> => compare(tx, entries, needs),
  finish: async (tx: Tx): Promise<Finding[]> => finish(tx),
})
