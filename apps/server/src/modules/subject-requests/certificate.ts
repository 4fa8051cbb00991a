import type { Tx } from '../../platform/db/index.ts'
import { CandorError } from '../../platform/errors.ts'
import { subjectRequestErrors } from './errors.ts'
import type { SubjectRequestsNeeds } from './needs.ts'
import { columns, type Row } from './request.ts'
import { tokenHash } from './store.ts'

/** The certificate of an erasure: the receipt of the entry that states it. @throws SUBJECT_REQUEST_NO_CERTIFICATE */
export const certificateOf = async (tx: Tx, { data }: SubjectRequestsNeeds, row: Row): Promise<string> => {
  if (row.erasureEntryId === null) {
    throw subjectRequestErrors.SUBJECT_REQUEST_NO_CERTIFICATE('nothing was erased by this request')
  }
  return data.receipt(tx, row.erasureEntryId)
}

/** The request of an erasure whose secret address somebody has. */
export const requestByToken = async (tx: Tx, token: string): Promise<Row | undefined> =>
  tx.maybe<Row>({
    name: 'subject-request-by-token',
    text: `select ${columns} from subject_request r where r.organisation_id = $1 and r.token_hash = $2`,
    values: [tx.organisationId, tokenHash(token)],
  })

/** What is shown at the secret address. */
export const erasureAt = async (tx: Tx, needs: SubjectRequestsNeeds, row: Row) => {
  const organisation = await tx.one<{ name: string; nameZh: string }>({
    name: 'subject-request-organisation',
    text: 'select name, name_zh as "nameZh" from organisation where id = $1',
    values: [tx.organisationId],
  })
  const certificate =
    row.erasureEntryId === null
      ? null
      : await needs.data.receipt(tx, row.erasureEntryId).catch((error: unknown) => {
          // Within the first second no checkpoint covers it.
          if (error instanceof CandorError && error.code === 'JOURNAL_NOT_SEALED_YET') return null
          throw error
        })
  return { state: row.state, closedAt: row.closedAt?.toISOString() ?? null, organisation, certificate }
}
