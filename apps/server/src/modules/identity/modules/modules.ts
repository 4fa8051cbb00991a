import { isModuleName, moduleNames, type ModuleName } from '@candor/api'
import { canonicalJson, type JsonObject, type JsonValue } from '@candor/journal'
import type { Tx } from '../../../platform/db/index.ts'
import { identityErrors } from '../errors.ts'
import type { Record } from '../needs.ts'

/** Modules that are off, in the order of all modules; version 0 while nobody has switched any. */
export type StoredModules = { readonly version: number; readonly off: readonly ModuleName[] }

/** Which modules the transaction’s organisation has switched off. */
export const modulesOf = async (tx: Tx, lock = false): Promise<StoredModules> => {
  const row = await tx.maybe<{ version: number; off: string[] }>({
    name: lock ? 'identity-modules-lock' : 'identity-modules',
    text: `select version, switched_off as off from organisation_modules where organisation_id = $1 ${lock ? 'for update' : ''}`,
    values: [tx.organisationId],
  })
  return { version: row?.version ?? 0, off: (row?.off ?? []).filter(isModuleName) }
}

/** Whether the transaction’s organisation does without a module: for what customers ask, who have no rights to withhold. */
export const isSwitchedOff = async (tx: Tx, name: ModuleName): Promise<boolean> =>
  (await modulesOf(tx)).off.includes(name)

/**
 * Switches modules off and on, in one transaction with the entry that says so.
 * @param version the one that the change is based on
 * @throws IDENTITY_MODULES_CHANGED_MEANWHILE with what is stored
 */
export const setModules = async (
  tx: Tx,
  record: Record,
  { version, off }: StoredModules,
  actor: string,
): Promise<{ version: number }> => {
  const stored = await modulesOf(tx, true)
  const changed = (): Error =>
    identityErrors.IDENTITY_MODULES_CHANGED_MEANWHILE(
      `version ${stored.version} is stored, the change is based on ${version}`,
      { stored: { version: stored.version, off: [...stored.off] } },
    )
  if (stored.version !== version) throw changed()
  const names = moduleNames.filter((name) => off.includes(name))
  const next = version + 1
  const written = await tx.rows({
    name: 'identity-modules-write',
    text: `insert into organisation_modules as m (organisation_id, version, switched_off) values ($1, $2, $3::text[])
           on conflict (organisation_id) do update
              set version = excluded.version, switched_off = excluded.switched_off, updated_at = now()
            where m.version = excluded.version - 1 returning version`,
    values: [tx.organisationId, next, names],
  })
  // Two people switched for the first time at the same moment: there was no row to lock.
  if (written.length === 0) throw changed()
  await record(tx, {
    subject: tx.organisationId,
    kind: 'modules.changed',
    actor,
    purpose: 'administration',
    body: { version: next, off: names, before: [...stored.off] },
  })
  return { version: next }
}

type ModulesEntry = { readonly id: string; readonly body: JsonValue }
type Finding = {
  readonly code: 'MODULES_CHANGED'
  readonly table: string
  readonly key: string
  readonly what: string
  readonly detail: { readonly [name: string]: JsonValue }
}

/** The auditor of modules: what is stored against what was recorded last. */
export const modulesAuditor = {
  name: 'modules',
  kinds: ['modules.changed'],
  compare: async (tx: Tx, entries: readonly ModulesEntry[]): Promise<Finding[]> => {
    const { version, off } = await modulesOf(tx)
    return entries.flatMap(({ id, body }) => {
      const recorded = body as JsonObject
      if (Number(recorded['version']) < version) return []
      if (recorded['version'] === version && canonicalJson(recorded['off'] ?? null) === canonicalJson([...off]))
        return []
      const what = 'The modules that are switched off are not those that were recorded last.'
      return [
        {
          code: 'MODULES_CHANGED' as const,
          table: 'organisation_modules',
          key: 'modules',
          what,
          detail: { entry: id },
        },
      ]
    })
  },
}
