import type { Pool } from 'pg'

/** An organisation as screens name it. */
export type OrganisationName = {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly nameZh: string
}

/** Names of some organisations, in the order asked for. */
export const organisationNames = async (owner: Pool, ids: readonly string[]): Promise<OrganisationName[]> => {
  const { rows } = await owner.query<OrganisationName>({
    name: 'identity-organisations',
    text: `select id, slug, name, name_zh as "nameZh" from organisation
            where id = any($1::uuid[]) order by array_position($1::uuid[], id)`,
    values: [ids],
  })
  return rows
}
