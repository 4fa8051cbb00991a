import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../../testing/index.ts'
import { appendOnlyTables } from '../../tables.ts'
import { secureRows } from './row-security.ts'

let test: TestDatabase

beforeAll(async () => {
  test = await testDatabase()
})
afterAll(async () => test.close())

const tables = async <Row extends object>(select: string, condition: string): Promise<Row[]> => {
  const { rows } = await test.db.owner.query<Row>(
    `select ${select} from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' and ${condition}
      order by 1`,
  )
  return rows
}
const hasOrganisation = `exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organisation_id' and not a.attisdropped)`
const privileges = `array(select distinct privilege_type::text from aclexplode(c.relacl) a where a.grantee = 'candor_app'::regrole order by 1)`

describe('row-level security', () => {
  it('is forced, with the organisation’s policy, on every table that belongs to organisations', async () => {
    const found = await tables<{ name: string; forced: boolean; policies: number }>(
      `c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced,
       (select count(*) from pg_policy p where p.polrelid = c.oid) as policies`,
      `n.nspname <> 'auth' and ${hasOrganisation}`,
    )
    expect(found.length).toBeGreaterThan(8)
    expect(found.filter(({ forced, policies }) => !forced || policies !== 1)).toEqual([])
  })

  it('has the organisation first in the primary key of each of them', async () => {
    const found = await tables<{ name: string; first: string | null }>(
      `c.relname as name, (select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
         where i.indrelid = c.oid and i.indisprimary) as first`,
      `n.nspname <> 'auth' and ${hasOrganisation}`,
    )
    expect(found.filter(({ first }) => first !== 'organisation_id')).toEqual([])
  })

  it('lets candor_app into no other table than that of the organisations, and there only to look', async () => {
    const found = await tables<{ name: string; privileges: string[] }>(
      `c.relname as name, ${privileges} as privileges`,
      `not (n.nspname = 'public' and ${hasOrganisation}) and cardinality(${privileges}) > 0`,
    )
    expect(found).toEqual([{ name: 'organisation', privileges: ['SELECT'] }])
  })

  it('lets candor_app only add to the tables that grow', async () => {
    const found = await tables<{ name: string; privileges: string[] }>(
      `c.relname as name, ${privileges} as privileges`,
      `c.relname = any('{${appendOnlyTables.join(',')}}')`,
    )
    expect(found.map(({ name }) => name).toSorted()).toEqual([...appendOnlyTables].toSorted())
    for (const table of found) expect(table).toMatchObject({ privileges: ['INSERT', 'SELECT'] })
  })

  it('gives candor_app no power of its own', async () => {
    const { rows } = await test.db.owner.query(
      `select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolcanlogin from pg_roles where rolname = 'candor_app'`,
    )
    expect(Object.values(rows[0] as object)).toEqual([false, false, false, false, false])
  })

  it('shows an organisation itself and no other', async () => {
    const [here = ''] = test.organisations
    const seen = await test.db.inOrganisation(here, async (tx) =>
      tx.rows<{ id: string }>({ text: 'select id from organisation' }),
    )
    expect(seen).toEqual([{ id: here }])
  })

  it.each(['auth.user', 'auth.session', 'system.secret', 'drizzle.__drizzle_migrations'])(
    'closes %s to candor_app',
    async (table) => {
      const [here = ''] = test.organisations
      const look = test.db.inOrganisation(here, async (tx) => tx.rows({ text: `select * from ${table}` }))
      await expect(look).rejects.toMatchObject({ code: '42501' })
    },
  )

  it('takes a table that a later version adds, and gives the privileges back that somebody widened', async () => {
    const client = await test.db.owner.connect()
    try {
      await client.query(`create table later (organisation_id uuid not null, id uuid not null, primary key (organisation_id, id));
        grant all on job to candor_app`)
      await secureRows(client, [])
      const { rows } = await client.query<{ forced: boolean }>(
        `select relforcerowsecurity as forced from pg_class where relname = 'later'`,
      )
      expect(rows).toEqual([{ forced: true }])
      const after = await tables<{ privileges: string[] }>(`${privileges} as privileges`, `c.relname = 'job'`)
      expect(after).toEqual([{ privileges: ['DELETE', 'INSERT', 'SELECT', 'UPDATE'] }])
    } finally {
      client.release()
    }
  })

  it('refuses an append-only table that does not exist, so that a renamed one is noticed', async () => {
    const client = await test.db.owner.connect()
    try {
      await expect(secureRows(client, ['journal_entyr'])).rejects.toThrow('journal_entyr')
    } finally {
      client.release()
    }
  })
})
