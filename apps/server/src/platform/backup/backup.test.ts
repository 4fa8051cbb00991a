import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore, type Store } from '../db/store.ts'
import { createBackup, restoreBackup, type Secret } from './index.ts'

const secret: Secret = { kind: 'key', key: randomBytes(32) }
const [first, second] = ['01890000-0000-7000-8000-000000000001', '01890000-0000-7000-8000-000000000002']

/** A shape with all that makes copying rows hard: references, generated and identity columns, partitions, forced policies. */
const shape = `
  create table organisation (id uuid primary key, name text not null);
  create table apple (organisation_id uuid references organisation, id bigint generated always as identity, branch bigint not null,
    weight double precision, price numeric, raw bytea, facts jsonb, picked timestamptz, note text,
    doubled numeric generated always as (price * 2) stored, primary key (organisation_id, id));
  create table branch (organisation_id uuid references organisation, id bigint, balance bigint not null, primary key (organisation_id, id));
  alter table apple add foreign key (organisation_id, branch) references branch (organisation_id, id);
  create table event (kind text not null, at int not null) partition by list (kind);
  create table event_rest partition of event default;
  create schema side;
  create table side."odd Name" (id serial primary key, "select" text);
  create table rebuilt (id int);
  alter table apple enable row level security; alter table apple force row level security;
  create policy p on apple using (organisation_id = current_setting('candor.organisation_id')::uuid);
  alter table branch enable row level security; alter table branch force row level security;
  create policy p on branch using (organisation_id = current_setting('candor.organisation_id')::uuid)`

const prepare = async ({ owner }: { owner: Pool }): Promise<void> => {
  await owner.query(`${shape}; insert into side."odd Name" ("select") values ('a first row that comes with the shape')`)
}

const fill = async (pool: Pool): Promise<void> => {
  await pool.query('begin; truncate side."odd Name" restart identity')
  for (const organisation of [first, second]) {
    await pool.query(`select set_config('candor.organisation_id', '${organisation}', false)`)
    await pool.query('insert into organisation values ($1, $2)', [organisation, 'a\tb\\N\n港湾'])
    await pool.query('insert into branch select $1, i, 0 from generate_series(1, 3) i', [organisation])
    await pool.query(
      `insert into apple (organisation_id, branch, weight, price, raw, facts, picked, note)
       select $1, 1 + i % 3, i / 3.0, i * 1.005, decode(md5(i::text), 'hex'), jsonb_build_object('i', i, 't', E'"\\\\\\n'), now(), null
         from generate_series(1, 500) i`,
      [organisation],
    )
  }
  await pool.query(`insert into event values ('x', 1), ('y', 2); insert into side."odd Name" ("select") values ('p'), ('q');
    insert into rebuilt values (1); update apple set picked = 'infinity' where id = 1; commit`)
}

/** Everything a database holds, so that two can be compared. */
const everything = async (pool: Pool): Promise<unknown> => {
  const dump: Record<string, unknown> = {}
  for (const table of ['organisation', 'branch', 'apple', 'event', 'side."odd Name"']) {
    dump[table] = (await pool.query(`select t::text as row from ${table} t order by 1`)).rows
  }
  const next = await pool.query(`select nextval('side."odd Name_id_seq"') as odd, nextval('apple_id_seq') as apple`)
  return { ...dump, next: next.rows }
}

describe('backup and restore', () => {
  let folder: string
  let store: Store
  const at = (name: string): string => join(folder, name)
  const backup = async (to: string) =>
    createBackup({
      owner: store.owner,
      data: at('data'),
      folders: ['keys', 'uploads'],
      leaveOut: ['public.rebuilt'],
      to,
      secret,
    })
  const restore = async (file: string, data: string, more: Partial<Parameters<typeof restoreBackup>[0]> = {}) =>
    restoreBackup({ file, secret, data, databaseUrl: undefined, prepare, ...more })

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'candor-backup-'))
    mkdirSync(at('data'))
    store = await openStore({ data: at('data'), databaseUrl: undefined, poolSize: { owner: 4, app: 1 } })
    await prepare(store)
    const one = new Pool({ ...store.connection, max: 1 })
    await fill(one)
    await one.end()
    mkdirSync(at('data/keys'), { mode: 0o700 })
    writeFileSync(at('data/keys/master.key'), 'the master key', { mode: 0o600 })
    mkdirSync(at('data/uploads/deep'), { recursive: true })
    writeFileSync(at('data/uploads/deep/big'), randomBytes(300_000))
  })
  afterAll(async () => {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('brings back every row, sequence and file, in a folder as a new installation', async () => {
    mkdirSync(at('kept'))
    const made = await backup(at('kept'))
    expect(made.file).toMatch(/kept\/candor-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.backup$/)
    expect(made).toMatchObject({ tables: 5, files: 2, bytes: statSync(made.file).size })
    const done = await restore(made.file, at('restored'))
    expect(done).toMatchObject({ tables: 5, files: 2, createdAt: made.createdAt })
    expect(readFileSync(at('restored/uploads/deep/big'))).toEqual(readFileSync(at('data/uploads/deep/big')))
    expect(statSync(at('restored/keys/master.key')).mode & 0o777).toBe(0o600)
    const restored = await openStore({ data: at('restored'), databaseUrl: undefined })
    try {
      expect(await everything(restored.owner)).toEqual(await everything(store.owner))
      expect((await restored.owner.query('select from rebuilt')).rowCount).toBe(0)
      const { rows } = await restored.owner.query(
        "select relforcerowsecurity as forced from pg_class where relname = 'apple'",
      )
      expect(rows).toEqual([{ forced: true }])
    } finally {
      await restored.close()
    }
  })

  it('holds one moment, however much is written meanwhile', async () => {
    const writing = new AbortController()
    const writer = (async () => {
      const client = await store.owner.connect()
      await client.query(`select set_config('candor.organisation_id', '${first}', false)`)
      for (let i = 0; !writing.signal.aborted; i += 1) {
        // Balances always add up to nothing, in every committed state.
        await client.query(
          `update branch set balance = balance + case id when 1 then ${i} when 2 then -${i} else 0 end where organisation_id = '${first}'`,
        )
        await client.query(
          `begin; update branch set balance = balance + 5 where id = 1; select pg_sleep(0.001); update branch set balance = balance - 5 where id = 3; commit`,
        )
      }
      client.release()
    })()
    const made = await backup(at('under-load.backup'))
    writing.abort()
    await writer
    await restore(made.file, at('from-load'))
    const restored = await openStore({ data: at('from-load'), databaseUrl: undefined })
    const { rows } = await restored.owner.query('select sum(balance)::int as sum, count(*)::int as rows from branch')
    await restored.close()
    expect(rows).toEqual([{ sum: 0, rows: 6 }])
  })

  it('works on an external server whose owner is no superuser, policies or not', async () => {
    for (const statement of [
      'role plain login createrole',
      'database external owner plain',
      'database target owner plain',
    ]) {
      await store.owner.query(`create ${statement}`)
    }
    const socket = encodeURIComponent((store.connection as { host: string }).host)
    const url = (name: string): string => `postgres://plain@${socket}/${name}`
    const source = await openStore({ data: at('data'), databaseUrl: url('external'), poolSize: { owner: 1, app: 1 } })
    try {
      await prepare(source)
      await fill(source.owner)
      const made = await createBackup({
        owner: source.owner,
        data: at('data'),
        folders: [],
        others: { 'keys/elsewhere.key': at('data/keys/master.key') },
        to: at('external.backup'),
        secret,
      })
      await restore(made.file, at('external-data'), { databaseUrl: url('target') })
      const target = await openStore({ data: at('data'), databaseUrl: url('target'), poolSize: { owner: 1, app: 1 } })
      const count = async (pool: Pool, organisation: string): Promise<unknown> => {
        await pool.query(`select set_config('candor.organisation_id', '${organisation}', false)`)
        return everything(pool)
      }
      for (const organisation of [first, second])
        expect(await count(target.owner, organisation)).toEqual(await count(source.owner, organisation))
      await target.close()
      expect(readdirSync(at('external-data'))).toEqual(['keys'])
      expect(readFileSync(at('external-data/keys/elsewhere.key'), 'utf8')).toBe('the master key')
      await expect(restore(made.file, at('again'), { databaseUrl: url('target') })).rejects.toMatchObject({
        code: 'BACKUP_TARGET_NOT_EMPTY',
      })
    } finally {
      await source.close()
    }
  })

  it('refuses a target with anything in it, and touches nothing', async () => {
    const made = await backup(at('refused.backup'))
    mkdirSync(at('occupied'))
    writeFileSync(at('occupied/letter'), 'dear diary')
    await expect(restore(made.file, at('occupied'))).rejects.toMatchObject({ code: 'BACKUP_TARGET_NOT_EMPTY' })
    expect(readdirSync(at('occupied'))).toEqual(['letter'])
  })

  it('leaves nothing when the backup is damaged, is of another version, or the check fails', async () => {
    const made = await backup(at('fine.backup'))
    const bytes = readFileSync(made.file)
    bytes[bytes.length - 100]! ^= 1
    writeFileSync(at('damaged.backup'), bytes)
    await expect(restore(at('damaged.backup'), at('new'))).rejects.toMatchObject({ code: 'BACKUP_DAMAGED' })
    const older = async ({ owner }: { owner: Pool }): Promise<void> =>
      void (await owner.query(`${shape}; alter table apple drop column note`))
    await expect(restore(made.file, at('new'), { prepare: older })).rejects.toMatchObject({
      code: 'BACKUP_OF_OTHER_VERSION',
      message: expect.stringContaining('note'),
    })
    const migrated = async ({ owner }: { owner: Pool }): Promise<void> =>
      void (await owner.query(`${shape}; create schema drizzle;
        create table drizzle.__drizzle_migrations (id int, hash text, created_at bigint);
        insert into drizzle.__drizzle_migrations values (1, 'one', 1)`))
    await expect(restore(made.file, at('new'), { prepare: migrated })).rejects.toMatchObject({
      code: 'BACKUP_OF_OTHER_VERSION',
      message: expect.stringContaining('older version'),
    })
    const check = async (): Promise<void> => {
      throw new Error('a record was changed')
    }
    await expect(restore(made.file, at('new'), { check })).rejects.toThrow('a record was changed')
    expect([existsSync(at('new')), existsSync(at('new.restoring'))]).toEqual([false, false])
  })
})
