import { z } from 'zod'
import { customerImportOptions, type CustomerImportMapping } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import { decodeCursor, pageOf } from '../../platform/http/page.ts'
import { platformErrors } from '../../platform/platform-errors.ts'

type Row = { readonly id: string; readonly name: string; readonly options: unknown; readonly usedAt: Date }

const columns = `signature as id, name, options, used_at as "usedAt"`

const shown = ({ options, usedAt, ...row }: Row): CustomerImportMapping => ({
  ...row,
  options: customerImportOptions.parse(options),
  usedAt: usedAt.toISOString(),
})

/** Matchings that are remembered, used last first. @throws HTTP_CURSOR_INVALID */
export const listMappings = async (
  tx: Tx,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ items: CustomerImportMapping[]; nextCursor: string | null }> => {
  const after = decodeCursor(z.tuple([z.number().int().min(0).max(253_402_300_799_999), z.string()]), cursor)
  const rows = await tx.rows<Row>({
    text: `select ${columns} from customer_import_mapping where organisation_id = $1
            ${after === undefined ? '' : 'and (used_at, signature) < ($3::timestamptz, $4)'}
            order by used_at desc, signature desc limit $2`,
    values: [
      tx.organisationId,
      limit + 1,
      ...(after === undefined ? [] : [new Date(after[0]).toISOString(), after[1]]),
    ],
  })
  return pageOf(rows, limit, ({ usedAt, id }) => [usedAt.getTime(), id], shown)
}

/** Names a matching. @throws NOT_FOUND */
export const renameMapping = async (tx: Tx, id: string, name: string): Promise<CustomerImportMapping> =>
  shown(
    await tx.one<Row>({
      text: `update customer_import_mapping set name = $3 where organisation_id = $1 and signature = $2 returning ${columns}`,
      values: [tx.organisationId, id, name],
    }),
  )

/** Forgets a matching. @throws NOT_FOUND */
export const forgetMapping = async (tx: Tx, id: string): Promise<void> => {
  const gone = await tx.maybe({
    text: 'delete from customer_import_mapping where organisation_id = $1 and signature = $2 returning signature',
    values: [tx.organisationId, id],
  })
  if (gone === undefined) throw platformErrors.NOT_FOUND('there is no such matching')
}
