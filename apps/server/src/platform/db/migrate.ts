import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import type pg from 'pg'
import { refuseUnknownVersion } from './known-versions.ts'
import { appRole } from './pools.ts'
import { secureRows } from './row-security.ts'

const migrationsFolder = fileURLToPath(new URL('../../../migrations', import.meta.url))

const modulesFolder = fileURLToPath(new URL('../../modules', import.meta.url))

/**
 * Database functions of the modules, one file each, written so that running them again changes nothing. The owner's
 * rights that such a function lends (`security definer`) end at the organisation of the transaction: it says so itself.
 */
const functionsOfModules = (): string[] =>
  globSync('*/functions.sql', { cwd: modulesFolder })
    .toSorted()
    .map((file) => readFileSync(join(modulesFolder, file), 'utf8'))

/** Any fixed number: one migrator at a time on one database. */
const migrationLock = 7_266_101

/** Roles belong to the whole server, so another database's migrator may make ours at the same moment. */
const createRole = `
  do $$ begin
    if not exists (select from pg_roles where rolname = '${appRole}') then create role ${appRole} nologin; end if;
  exception when duplicate_object or unique_violation then null; end $$;
  do $$ begin
    if not pg_has_role(current_user, '${appRole}', 'SET') then execute format('grant ${appRole} to %I', current_user); end if;
  end $$;
  grant usage on schema public to ${appRole};
  create extension if not exists btree_gin;
  create extension if not exists pg_trgm`

/**
 * Brings the database to the shape of this version: role, migrations, row-level security, privileges, functions.
 * Safe to call by several servers at once; quick when there is nothing to do.
 * @param owner pool of the owner role
 * @param appendOnly see {@link secureRows}
 * @throws StartError when a version that this one does not know made the database
 */
export const migrateDatabase = async (owner: pg.Pool, appendOnly: readonly string[]): Promise<void> => {
  const client = await owner.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await client.query("set client_min_messages = 'warning'")
    await refuseUnknownVersion(client, migrationsFolder)
    await client.query(createRole)
    await migrate(drizzle(client), { migrationsFolder })
    await client.query('begin')
    await secureRows(client, appendOnly)
    for (const functions of functionsOfModules()) await client.query(functions)
    await client.query('commit')
  } finally {
    // Closed rather than given back: that ends the lock, the setting and any open transaction at once.
    client.release(true)
  }
}
