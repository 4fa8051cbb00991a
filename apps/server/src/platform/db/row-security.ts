import type pg from 'pg'
import { appRole } from './pools.ts'

/** Schemas that hold no tenant rows, or rows that must be read before the tenant is known; `candor_app` may not enter them. */
const closedSchemas = ['auth', 'system', 'chain', 'drizzle']

const policy = 'organisation'
const predicate = "organisation_id = current_setting('candor.organisation_id')::uuid"

type TenantTable = {
  table: string
  name: string
  isPartition: boolean
  secured: boolean
  forced: boolean
  hasPolicy: boolean
  privileges: string[]
}

const tenantTables = `
  select format('%I.%I', n.nspname, c.relname) as table, c.relname as name, c.relispartition as "isPartition",
         c.relrowsecurity as secured, c.relforcerowsecurity as forced,
         exists (select from pg_policy p where p.polrelid = c.oid and p.polname = '${policy}') as "hasPolicy",
         array(select privilege_type from aclexplode(c.relacl) a
               where a.grantee = '${appRole}'::regrole order by 1)::text[] as privileges
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where c.relkind in ('r', 'p') and n.nspname = any($1) is false
     and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
     and exists (select from pg_attribute a
                  where a.attrelid = c.oid and a.attname = 'organisation_id' and not a.attisdropped)
   order by 1`

const all = ['DELETE', 'INSERT', 'SELECT', 'UPDATE']
const append = ['INSERT', 'SELECT']

const statementsFor = (table: TenantTable, appendOnly: ReadonlySet<string>): string[] => {
  // A partition is reached through its parent only, so it is secured but nobody is let in directly.
  const wanted = table.isPartition ? [] : appendOnly.has(table.name) ? append : all
  const statements: string[] = []
  if (!table.secured) statements.push(`alter table ${table.table} enable row level security`)
  if (!table.forced) statements.push(`alter table ${table.table} force row level security`)
  if (!table.hasPolicy) {
    statements.push(`create policy ${policy} on ${table.table} using (${predicate}) with check (${predicate})`)
  }
  if (wanted.join() !== table.privileges.join()) {
    statements.push(`revoke all on ${table.table} from ${appRole}`)
    if (wanted.length > 0) statements.push(`grant ${wanted.join(', ')} on ${table.table} to ${appRole}`)
  }
  return statements
}

/** Staff and customers see the one organisation they are in; the owner lists them all. */
const organisationTable = `
  alter table organisation enable row level security;
  drop policy if exists ${policy} on organisation;
  create policy ${policy} on organisation for select to ${appRole}
    using (id = current_setting('candor.organisation_id')::uuid);
  grant select on organisation to ${appRole}`

/**
 * Puts every table with an `organisation_id` column under forced row-level security and gives `candor_app` its
 * privileges on it. Made from the catalogue, so no table can be forgotten; does nothing where all is in place.
 * @param client a connection of the owner
 * @param appendOnly names of the tables whose rows may be added but never changed or removed
 */
export const secureRows = async (client: pg.ClientBase, appendOnly: readonly string[]): Promise<void> => {
  const { rows } = await client.query<TenantTable>(tenantTables, [closedSchemas])
  const names = new Set(rows.map(({ name }) => name))
  const unknown = appendOnly.filter((name) => !names.has(name))
  if (unknown.length > 0) throw new Error(`append-only tables that do not exist: ${unknown.join(', ')}`)
  const statements = rows.flatMap((table) => statementsFor(table, new Set(appendOnly)))
  const { rowCount } = await client.query(
    `select from pg_policy where polrelid = 'organisation'::regclass and polname = '${policy}'`,
  )
  if (rowCount === 0) statements.push(organisationTable)
  if (statements.length > 0) await client.query(statements.join(';\n'))
}
