import { isRole, roleRoutes } from '@candor/api'
import { staffOf } from '../../../platform/http/access.ts'
import { route } from '../../../platform/http/route.ts'
import { read, write } from '../../../platform/http/write.ts'
import type { App } from '../../../platform/platform.ts'
import type { Record } from '../needs.ts'
import { staffPeople } from '../people/people.ts'
import type { StaffSessions } from '../staff-sessions.ts'
import { createRole, removeRole, updateRole } from './manage.ts'
import { allRoles, keyOf } from './role.ts'

/** The routes of packages/api/src/identity-roles.ts. */
export const registerRoleRoutes = (app: App, record: Record, sessions: StaffSessions): void => {
  route(app, roleRoutes.list, async ({ request }) =>
    read(request, async (tx) => {
      const people = (await staffPeople(tx)).filter(({ deactivatedAt }) => deactivatedAt === null)
      const items = (await allRoles(tx)).map(({ key, name, nameZh, rights }) => ({
        key,
        name,
        nameZh,
        rights: [...rights],
        custom: !isRole(key),
        people: people.filter((person) => keyOf(person) === key).length,
      }))
      return { items }
    }),
  )

  route(app, roleRoutes.create, async ({ request, body }) =>
    write(request, async (tx) => ({ id: await createRole(tx, record, staffOf(request), body) })),
  )

  route(app, roleRoutes.update, async ({ request, params, body }) => {
    await write(request, async (tx) => updateRole(tx, record, staffOf(request), params.id, body))
    sessions.changed(params.id)
    return { done: true as const }
  })

  route(app, roleRoutes.remove, async ({ request, params }) => {
    await write(request, async (tx) => removeRole(tx, record, staffOf(request), params.id))
    return { done: true as const }
  })
}
