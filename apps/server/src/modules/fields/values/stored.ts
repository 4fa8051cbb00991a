import type { CustomValues } from '@candor/api'
import { subjectKeys, type SubjectKey } from '../../../platform/crypto/index.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { openValues } from './seal.ts'

/** What a record holds, opened. */
export type StoredValues = {
  readonly version: number
  readonly entryId: string | null
  readonly values: CustomValues
}

type Row = { readonly id: string; readonly sealed: Buffer; readonly version: number; readonly entryId: string }

/** What records hold, opened; those that hold nothing are left out. */
export const storedValues = async (
  tx: Tx,
  ids: readonly string[],
  keys?: ReadonlyMap<string, SubjectKey>,
): Promise<Map<string, StoredValues>> => {
  if (ids.length === 0) return new Map()
  const rows = await tx.rows<Row>({
    name: 'custom-values',
    text: `select subject_id as id, sealed, version, entry_id as "entryId" from custom_value
            where organisation_id = $1 and subject_id = any($2::uuid[])`,
    values: [tx.organisationId, ids],
  })
  const opening =
    keys ??
    (await subjectKeys(
      tx,
      rows.map(({ id }) => id),
    ))
  return new Map(
    rows.map(({ id, sealed, version, entryId }) => [
      id,
      { version, entryId, values: openValues(opening.get(id)!, id, sealed) },
    ]),
  )
}
