import type { ConsentNotice, ConsentPurpose, ConsentQuotedTerm, ConsentTerm, NewConsentNotice } from '@candor/api'
import type { Tx } from '../../../platform/db/index.ts'
import type { FieldError } from '../../../platform/errors.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import { hashOf } from '../commitments.ts'
import { consentErrors } from '../errors.ts'
import { recordingPurpose, type ConsentNeeds } from '../needs.ts'
import { slugTaken, termsOf } from './terms.ts'

/** What is hashed of a notice, and shown. */
export type NoticeContent = Omit<ConsentNotice, 'version' | 'hash' | 'publishedAt' | 'entryId'>

type Row = {
  purposeId: string
  version: number
  content: NoticeContent
  hash: Buffer
  entryId: string
  publishedAt: Date
}

const columns =
  'purpose_id as "purposeId", version, content, hash, entry_id as "entryId", published_at as "publishedAt"'

const noticeFrom = ({ version, content, hash, entryId, publishedAt }: Row): ConsentNotice => ({
  ...content,
  version,
  hash: hash.toString('hex'),
  publishedAt: publishedAt.toISOString(),
  entryId,
})

/** SHA-256 of a version. */
export const noticeHash = (version: number, content: NoticeContent): Buffer => hashOf({ version, ...content })

/** Every version of every notice, newest first, by purpose. */
export const noticesOf = async (tx: Tx): Promise<Map<string, ConsentNotice[]>> => {
  const rows = await tx.rows<Row>({
    name: 'consent-notices',
    text: `select ${columns} from consent_notice where organisation_id = $1 order by version desc`,
    values: [tx.organisationId],
  })
  const notices = new Map<string, ConsentNotice[]>()
  for (const row of rows) notices.set(row.purposeId, [...(notices.get(row.purposeId) ?? []), noticeFrom(row)])
  return notices
}

/** One version of a notice; the newest unless given. */
export const findNotice = async (tx: Tx, purposeId: string, version?: number): Promise<ConsentNotice | undefined> => {
  const row = await tx.maybe<Row>({
    name: 'consent-notice',
    text: `select ${columns} from consent_notice
            where organisation_id = $1 and purpose_id = $2 and ($3::int is null or version = $3)
            order by version desc limit 1`,
    values: [tx.organisationId, purposeId, version ?? null],
  })
  return row && noticeFrom(row)
}

/** Every purpose, in the order of their making. */
export const purposesOf = async (tx: Tx): Promise<ConsentPurpose[]> =>
  tx.rows<ConsentPurpose>({
    name: 'consent-purposes',
    text: 'select id, slug, dpv, retired from consent_purpose where organisation_id = $1 order by created_at, id',
    values: [tx.organisationId],
  })

/** One purpose. @throws CONSENT_PURPOSE_UNKNOWN */
export const purposeOf = async (tx: Tx, purposeId: string, lock = false): Promise<ConsentPurpose> => {
  const row = await tx.maybe<ConsentPurpose>({
    name: lock ? 'consent-purpose-lock' : 'consent-purpose',
    text: `select id, slug, dpv, retired from consent_purpose
            where organisation_id = $1 and id = $2 ${lock ? 'for update' : ''}`,
    values: [tx.organisationId, purposeId],
  })
  if (row === undefined) throw consentErrors.CONSENT_PURPOSE_UNKNOWN(`there is no purpose ${purposeId}`)
  return row
}

const quote = (
  terms: readonly ConsentTerm[],
  { kind, field, ids }: { kind: ConsentTerm['kind']; field: string; ids: readonly string[] },
  faults: FieldError[],
): ConsentQuotedTerm[] =>
  [...new Set(ids)].flatMap((id) => {
    const found = terms.find((term) => term.id === id && term.kind === kind)
    if (found !== undefined) return { id, slug: found.slug, dpv: found.dpv, name: found.name }
    faults.push({ path: `/body/notice/${field}`, message: `has no ${kind} ${id}` })
    return []
  })

/** Puts the names of terms into a notice. @throws CONSENT_TERM_UNKNOWN */
const contentOf = async (tx: Tx, notice: NewConsentNotice): Promise<NoticeContent> => {
  const terms = await termsOf(tx)
  const faults: FieldError[] = []
  const { title, what, why, retention, months, renews } = notice
  const content = {
    title,
    what,
    why,
    retention,
    categories: quote(terms, { kind: 'category', field: 'categories', ids: notice.categories }, faults),
    recipients: quote(terms, { kind: 'recipient', field: 'recipients', ids: notice.recipients }, faults),
    channels: quote(terms, { kind: 'channel', field: 'channels', ids: notice.channels }, faults),
    months,
    renews,
  }
  if (faults.length > 0) {
    throw consentErrors.CONSENT_TERM_UNKNOWN('the notice names terms that do not exist', { errors: faults })
  }
  return content
}

const publish = async (
  tx: Tx,
  { record }: Pick<ConsentNeeds, 'record'>,
  purpose: Pick<ConsentPurpose, 'id' | 'slug' | 'dpv'>,
  version: number,
  notice: NewConsentNotice,
  actor: string,
): Promise<string> => {
  const content = await contentOf(tx, notice)
  const hash = noticeHash(version, content)
  const { id: entryId, recordedAt } = await record(tx, {
    subject: tx.organisationId,
    kind: 'consent.notice-published',
    actor,
    purpose: recordingPurpose,
    body: {
      purpose: { id: purpose.id, slug: purpose.slug, dpv: purpose.dpv },
      version,
      hash: hash.toString('hex'),
      content,
    },
  })
  await tx.rows({
    name: 'consent-notice-publish',
    text: `insert into consent_notice (organisation_id, purpose_id, version, content, hash, renews, entry_id, published_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [
      tx.organisationId,
      purpose.id,
      version,
      JSON.stringify(content),
      hash,
      content.renews,
      entryId,
      new Date(recordedAt),
    ],
  })
  return entryId
}

type NewPurpose = { readonly slug: string; readonly dpv?: string | null | undefined; readonly notice: NewConsentNotice }

/**
 * Adds a purpose with the first version of its notice.
 * @throws CONSENT_SLUG_TAKEN, CONSENT_TERM_UNKNOWN
 */
export const addPurpose = async (
  tx: Tx,
  needs: Pick<ConsentNeeds, 'record'>,
  { slug, dpv, notice }: NewPurpose,
  actor: string,
): Promise<{ id: string; entryId: string }> => {
  const purpose = { id: uuidv7(), slug, dpv: dpv ?? null }
  const [made] = await tx.rows({
    name: 'consent-purpose-add',
    text: `insert into consent_purpose (organisation_id, id, slug, dpv) values ($1, $2, $3, $4)
           on conflict do nothing returning id`,
    values: [tx.organisationId, purpose.id, slug, purpose.dpv],
  })
  if (made === undefined) throw slugTaken(slug)
  return { id: purpose.id, entryId: await publish(tx, needs, purpose, 1, notice, actor) }
}

/**
 * Publishes the next version of a notice.
 * @param after the newest version that the writer saw
 * @throws CONSENT_PURPOSE_UNKNOWN, CONSENT_NOTICE_CHANGED, CONSENT_TERM_UNKNOWN
 */
export const publishNotice = async (
  tx: Tx,
  needs: Pick<ConsentNeeds, 'record'>,
  purposeId: string,
  { after, notice }: { readonly after: number; readonly notice: NewConsentNotice },
  actor: string,
): Promise<{ id: string; entryId: string; version: number }> => {
  const purpose = await purposeOf(tx, purposeId, true)
  const newest = await findNotice(tx, purposeId)
  if (newest?.version !== after) {
    throw consentErrors.CONSENT_NOTICE_CHANGED(`the newest version is ${newest?.version ?? 0}, not ${after}`, {
      stored: newest,
    })
  }
  const version = after + 1
  return { id: purposeId, version, entryId: await publish(tx, needs, purpose, version, notice, actor) }
}

/** Stops or resumes asking for a purpose. @throws CONSENT_PURPOSE_UNKNOWN */
export const retirePurpose = async (
  tx: Tx,
  { record }: Pick<ConsentNeeds, 'record'>,
  purposeId: string,
  retired: boolean,
  actor: string,
): Promise<{ id: string; entryId: string }> => {
  const { slug } = await purposeOf(tx, purposeId, true)
  await tx.rows({
    name: 'consent-purpose-retire',
    text: 'update consent_purpose set retired = $3 where organisation_id = $1 and id = $2',
    values: [tx.organisationId, purposeId, retired],
  })
  const { id: entryId } = await record(tx, {
    subject: tx.organisationId,
    kind: retired ? 'consent.purpose-retired' : 'consent.purpose-resumed',
    actor,
    purpose: recordingPurpose,
    body: { purposeId, slug },
  })
  return { id: purposeId, entryId }
}
