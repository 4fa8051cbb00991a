import { randomBytes } from 'node:crypto'
import {
  lawOfCountry,
  legalClocks,
  packageKinds,
  type SubjectLaw,
  type SubjectRequestKind,
  type SubjectRequestStep,
} from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import type { Events } from '../../platform/http/events.ts'
import { uuidv7 } from '../../platform/ids.ts'
import type { JobKind } from '../../platform/jobs/jobs.ts'
import { dueAt, warnAt } from './clock.ts'
import { eraseCustomer } from './erase.ts'
import { subjectRequestErrors } from './errors.ts'
import type { SubjectRequestsNeeds } from './needs.ts'
import { bodyOf, type Request } from './request.ts'
import { insertRequest, lockRequest, openOf, updateRequest } from './store.ts'
import { tellDesk } from './telling.ts'

/** What the work on requests needs. */
export type RequestParts = {
  readonly needs: SubjectRequestsNeeds
  readonly events: Events
  /** Reminds the desk before a request is due. */
  readonly reminders: JobKind<{ readonly requestId: string; readonly dueAt: string }>
  /** Goes over the places of an erased customer once more. */
  readonly sweeps: JobKind<{ readonly records: readonly string[] }>
}

/** What became of a request. */
export type Changed = { readonly id: string; readonly version: number; readonly entryId: string }

export type NewRequest = {
  readonly customerId: string
  readonly kind: SubjectRequestKind
  readonly text: string
  readonly channel: 'portal' | 'staff'
  readonly law?: SubjectLaw | undefined
  /** How it is known that it is really them; nothing where that has still to be found out. */
  readonly identity?: string | undefined
}

/** Who acts, and when: now unless given. Milliseconds since 1970. */
export type By = { readonly actor: string; readonly now?: number | undefined }

const purpose = 'data-subject-rights'

/** Somebody in this process may still hold the key of an erased customer for half a minute; then nothing can be written. */
const sweepAfter = 60_000

const tell = (tx: Tx, { events }: RequestParts, id: string): void =>
  tx.afterCommit(() => events.publish(tx.organisationId, { topic: 'privacy', data: { id } }))

/**
 * Takes a request up, starts the clock of the law, and tells the desk.
 * @throws SUBJECT_REQUEST_OPEN_ALREADY, SUBJECT_ERASED, and not-found errors
 */
export const openRequest = async (tx: Tx, parts: RequestParts, asked: NewRequest, by: By): Promise<Changed> => {
  const { needs } = parts
  await needs.customers.require(tx, asked.customerId)
  const customerId = await needs.customers.headOf(tx, asked.customerId)
  const records = await needs.customers.recordsOf(tx, customerId)
  // Held, so that two who ask the same at once do not both find nothing.
  await needs.customers.lock(tx, records)
  const open = await openOf(tx, records, asked.kind)
  if (open !== undefined) throw subjectRequestErrors.SUBJECT_REQUEST_OPEN_ALREADY(`request ${open} is open`)
  const { profile } = await needs.customers.person(tx, customerId)
  const law = asked.law ?? lawOfCountry(profile.country)
  const now = by.now ?? Date.now()
  const due = dueAt(law, now, false, await needs.workingDays(tx))
  const openedAt = new Date(now).toISOString()
  const request: Request = {
    id: uuidv7(),
    customerId,
    kind: asked.kind,
    law,
    state: 'open',
    channel: asked.channel,
    text: asked.text,
    answer: null,
    identity: asked.identity ?? null,
    extension: null,
    token: asked.kind === 'erasure' ? randomBytes(32).toString('base64url') : null,
    openedAt,
    dueAt: new Date(due).toISOString(),
    identifiedAt: asked.identity === undefined ? null : openedAt,
    closedAt: null,
    createdBy: by.actor,
    version: 1,
  }
  const entry = {
    subject: customerId,
    kind: 'privacy.requested',
    actor: by.actor,
    purpose,
    body: bodyOf(request),
  } as const
  const { id: entryId } = await needs.record(tx, entry)
  await insertRequest(tx, request, entryId)
  // What is made up for the demo lies in the past and is no news.
  if (by.now === undefined) await tellDesk(tx, needs, request, 'privacy.requested', by.actor)
  await remindLater(tx, parts, request)
  tell(tx, parts, request.id)
  return { id: request.id, version: 1, entryId }
}

const remindLater = async (
  tx: Tx,
  { reminders }: RequestParts,
  { id, openedAt, dueAt: due }: Request,
): Promise<void> => {
  const runAt = new Date(warnAt(Date.parse(openedAt), Date.parse(due)))
  await reminders.send(tx, { requestId: id, dueAt: due }, 'system', { runAt })
}

const requireOpen = (request: Request, version: number | undefined): void => {
  if (version !== undefined && request.version !== version) {
    throw subjectRequestErrors.SUBJECT_REQUEST_CHANGED_MEANWHILE(`version ${request.version} is stored, not ${version}`)
  }
  if (request.state !== 'open') throw subjectRequestErrors.SUBJECT_REQUEST_CLOSED(`the request is ${request.state}`)
}

/** Records what a request has become, and keeps it. */
const advance = async (
  tx: Tx,
  parts: RequestParts,
  request: Request,
  kind: `privacy.${string}`,
  actor: string,
): Promise<Changed> => {
  const now: Request = { ...request, version: request.version + 1 }
  const entry = { subject: now.customerId, kind, actor, purpose, body: bodyOf(now) }
  const { id: entryId } = await parts.needs.record(tx, entry)
  await updateRequest(tx, now, entryId)
  tell(tx, parts, now.id)
  return { id: now.id, version: now.version, entryId }
}

const extended = async (
  tx: Tx,
  { needs }: RequestParts,
  request: Request,
  why: string,
  now: number,
): Promise<Request> => {
  const possible = legalClocks[request.law].extension !== null && request.extension === null
  if (!possible || now > Date.parse(request.dueAt)) {
    throw subjectRequestErrors.SUBJECT_REQUEST_NOT_EXTENDABLE(`${request.law}: due ${request.dueAt}`)
  }
  const due = dueAt(request.law, Date.parse(request.openedAt), true, await needs.workingDays(tx))
  return { ...request, extension: why, dueAt: new Date(due).toISOString() }
}

/** Kinds whose answer says itself: there is a package, or a limit that stands. */
const answersItself = new Set<SubjectRequestKind>([...packageKinds, 'restriction', 'objection'])

const execute = async (
  tx: Tx,
  parts: RequestParts,
  request: Request,
  answer: string,
  actor: string,
  now: string,
): Promise<Changed> => {
  const { needs, sweeps } = parts
  if (request.identifiedAt === null) {
    throw subjectRequestErrors.SUBJECT_REQUEST_NOT_IDENTIFIED('how the identity was checked is not noted')
  }
  if (request.kind === 'erasure') {
    const { entryId, records } = await eraseCustomer(tx, needs, request, actor)
    await sweeps.send(tx, { records }, 'system', { runAt: new Date(Date.now() + sweepAfter) })
    tell(tx, parts, request.id)
    return { id: request.id, version: request.version + 1, entryId }
  }
  if (answer === '' && !answersItself.has(request.kind)) {
    throw subjectRequestErrors.SUBJECT_REQUEST_ANSWER_NEEDED('a correction is answered in words')
  }
  if (request.kind === 'restriction' || request.kind === 'objection') {
    const reason = answer === '' ? request.text : answer
    await needs.limits.set(tx, { customerId: request.customerId, kind: request.kind, reason }, actor)
  }
  const done: Request = { ...request, state: 'done', answer: answer === '' ? null : answer, closedAt: now }
  return advance(tx, parts, done, 'privacy.completed', actor)
}

/** Takes the next step of staff. @throws the codes of subjectRequestErrors, SUBJECT_ERASED */
export const actOn = async (
  tx: Tx,
  parts: RequestParts,
  id: string,
  act: SubjectRequestStep,
  { actor, version, now = Date.now() }: By & { readonly version?: number | undefined },
): Promise<Changed> => {
  const request = await lockRequest(tx, id)
  requireOpen(request, version)
  const at = new Date(now).toISOString()
  if (act.step === 'identify') {
    return advance(tx, parts, { ...request, identity: act.how, identifiedAt: at }, 'privacy.identified', actor)
  }
  if (act.step === 'refuse') {
    const refused: Request = { ...request, state: 'refused', answer: act.reason, closedAt: at }
    return advance(tx, parts, refused, 'privacy.refused', actor)
  }
  if (act.step === 'execute') return execute(tx, parts, request, act.answer, actor, at)
  const later = await extended(tx, parts, request, act.reason, now)
  const changed = await advance(tx, parts, later, 'privacy.extended', actor)
  await remindLater(tx, parts, later)
  return changed
}

/** Takes a request back, as the person themselves. @throws SUBJECT_REQUEST_CLOSED */
export const withdraw = async (tx: Tx, parts: RequestParts, id: string, { actor, now }: By): Promise<Changed> => {
  const request = await lockRequest(tx, id)
  requireOpen(request, undefined)
  const closedAt = new Date(now ?? Date.now()).toISOString()
  return advance(tx, parts, { ...request, state: 'withdrawn', closedAt }, 'privacy.withdrawn', actor)
}
