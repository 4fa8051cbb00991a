import type { ConsentTerm, NewConsentTerm } from '@candor/api'
import type { Tx } from '../../../platform/db/index.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import { consentErrors } from '../errors.ts'
import { recordingPurpose, type ConsentNeeds } from '../needs.ts'

/** Every term of the organisation, by kind and in the order of their making. */
export const termsOf = async (tx: Tx): Promise<ConsentTerm[]> =>
  tx.rows<ConsentTerm>({
    name: 'consent-terms',
    text: `select id, kind, slug, dpv, name, description from consent_term
            where organisation_id = $1 order by kind, created_at, id`,
    values: [tx.organisationId],
  })

/** What has no row yet but a name already in use. */
export const slugTaken = (slug: string) =>
  consentErrors.CONSENT_SLUG_TAKEN(`the short name ${slug} is in use`, {
    errors: [{ path: '/body/slug', message: 'is in use' }],
  })

/**
 * Adds a term.
 * @param actor `staff:<id>` or `system`
 * @throws CONSENT_SLUG_TAKEN
 */
export const addTerm = async (
  tx: Tx,
  { record }: Pick<ConsentNeeds, 'record'>,
  { kind, slug, dpv, name, description }: NewConsentTerm,
  actor: string,
): Promise<{ id: string; entryId: string }> => {
  const id = uuidv7()
  const [made] = await tx.rows({
    name: 'consent-term-add',
    text: `insert into consent_term (organisation_id, id, kind, slug, dpv, name, description)
           values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning id`,
    values: [tx.organisationId, id, kind, slug, dpv ?? null, JSON.stringify(name), JSON.stringify(description)],
  })
  if (made === undefined) throw slugTaken(slug)
  const { id: entryId } = await record(tx, {
    subject: tx.organisationId,
    kind: 'consent.term-added',
    actor,
    purpose: recordingPurpose,
    body: { termId: id, kind, slug, dpv: dpv ?? null, name, description },
  })
  return { id, entryId }
}
