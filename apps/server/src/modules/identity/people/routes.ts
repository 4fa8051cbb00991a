import { staffRoutes } from '@candor/api'
import { refuseCrossSite, staffOf } from '../../../platform/http/access.ts'
import { route } from '../../../platform/http/route.ts'
import { read, write } from '../../../platform/http/write.ts'
import type { App, Platform } from '../../../platform/platform.ts'
import type { DescribeStaff } from '../describe-staff.ts'
import { Limiter } from '../limiter.ts'
import type { Record } from '../needs.ts'
import { requireUncommon } from '../passwords/policy.ts'
import { allRoles, keyOf, type StoredRole } from '../roles/role.ts'
import type { StaffAuth } from '../staff-auth.ts'
import type { StaffSessions } from '../staff-sessions.ts'
import { changeStaff } from './change.ts'
import { acceptInvitation, invite, openInvitations, shownInvitation, withdrawInvitation } from './invitations.ts'
import { staffPeople } from './people.ts'

const done = { done: true } as const
const quarterHour = 15 * 60_000

/** The parts of sign-in that joining needs. */
export type PeopleParts = {
  readonly auth: StaffAuth
  readonly record: Record
  readonly sessions: StaffSessions
  readonly describe: DescribeStaff
}

const registerManaging = (app: App, { config, mail }: Platform, { record, sessions }: PeopleParts): void => {
  route(app, staffRoutes.list, async ({ request }) =>
    read(request, async (tx) => {
      const [people, invitations, roles] = [await staffPeople(tx), await openInvitations(tx), await allRoles(tx)]
      const named = (stored: StoredRole) => {
        const key = keyOf(stored)
        const { name, nameZh } = roles.find((role) => role.key === key) ?? { name: key, nameZh: key }
        return { key, name, nameZh }
      }
      const names = new Map(people.map(({ id, name }) => [id, name]))
      return {
        people: people.map(({ id, name, email, joinedAt, deactivatedAt, secondFactor, ...stored }) => ({
          id,
          name,
          email,
          secondFactor,
          role: named(stored),
          joinedAt: joinedAt.toISOString(),
          deactivatedAt: deactivatedAt?.toISOString() ?? null,
        })),
        invitations: invitations.map(({ id, email, invitedBy, createdAt, expiresAt, ...stored }) => ({
          id,
          email,
          role: named(stored),
          invitedBy: invitedBy === null ? null : (names.get(invitedBy) ?? null),
          createdAt: createdAt.toISOString(),
          expiresAt: expiresAt.toISOString(),
        })),
      }
    }),
  )

  route(app, staffRoutes.change, async ({ request, params, body }) => {
    const changed = await write(request, async (tx) => changeStaff(tx, record, staffOf(request), params.id, body))
    if (changed) sessions.changed(params.id)
    return done
  })

  route(app, staffRoutes.invite, async ({ request, body }) =>
    write(request, async (tx) => invite(tx, mail, record, staffOf(request), { ...body, publicUrl: config.publicUrl })),
  )

  route(app, staffRoutes.withdraw, async ({ request, params }) => {
    await write(request, async (tx) => withdrawInvitation(tx, record, staffOf(request), params.id))
    return done
  })
}

const registerJoining = (app: App, { db }: Platform, { auth, record, sessions, describe }: PeopleParts): void => {
  const perAddress = new Limiter(100, quarterHour)

  route(app, staffRoutes.invitation, async ({ params, request }) => {
    perAddress.take(request.ip)
    const shown = await shownInvitation(db, params.token)
    perAddress.giveBack(request.ip)
    return shown
  })

  route(app, staffRoutes.accept, async ({ params, body, request, reply }) => {
    refuseCrossSite(request)
    perAddress.take(request.ip)
    const { email, organisation } = await shownInvitation(db, params.token)
    requireUncommon(body.password, { name: body.name, email, organisation: organisation.name })
    const { password } = await auth.$context
    const joining = { name: body.name, language: body.language, passwordHash: await password.hash(body.password) }
    const { userId } = await acceptInvitation(db, record, params.token, joining)
    perAddress.giveBack(request.ip)
    sessions.changed(userId)
    if (await sessions.needsCode(email)) return { staff: null }
    await sessions.signIn(request, reply, email, body.password)
    return { staff: await describe(userId) }
  })
}

/** The routes of packages/api/src/identity-staff.ts. */
export const registerPeopleRoutes = (app: App, platform: Platform, parts: PeopleParts): void => {
  registerManaging(app, platform, parts)
  registerJoining(app, platform, parts)
}
