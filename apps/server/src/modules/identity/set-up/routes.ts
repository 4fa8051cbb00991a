import { setUpRoutes } from '@candor/api'
import { refuseCrossSite } from '../../../platform/http/access.ts'
import { route } from '../../../platform/http/route.ts'
import type { App, Platform } from '../../../platform/platform.ts'
import type { DescribeStaff } from '../describe-staff.ts'
import { Limiter } from '../limiter.ts'
import type { OpenShop, Record } from '../needs.ts'
import { requireUncommon } from '../passwords/policy.ts'
import type { StaffAuth } from '../staff-auth.ts'
import type { StaffSessions } from '../staff-sessions.ts'
import { createFirstOwner, type SetUp } from './first-owner.ts'

const quarterHour = 15 * 60_000

/** The parts of sign-in that the set-up needs. */
export type SetUpParts = {
  readonly auth: StaffAuth
  readonly record: Record
  readonly openShop: OpenShop
  readonly sessions: StaffSessions
  readonly describe: DescribeStaff
  readonly setUp: SetUp
}

/** The routes of packages/api/src/identity-set-up.ts. */
export const registerSetUpRoutes = (
  app: App,
  { db }: Platform,
  { auth, record, openShop, sessions, describe, setUp }: SetUpParts,
): void => {
  const perAddress = new Limiter(100, quarterHour)

  route(app, setUpRoutes.check, async ({ query, request }) => {
    perAddress.take(request.ip)
    await setUp.requireOpen(query.token)
    perAddress.giveBack(request.ip)
    return { open: true as const }
  })

  route(app, setUpRoutes.complete, async ({ body, request, reply }) => {
    refuseCrossSite(request)
    perAddress.take(request.ip)
    await setUp.requireOpen(body.token)
    perAddress.giveBack(request.ip)
    const { password, ...first } = body
    requireUncommon(password, { name: first.name, email: first.email, organisation: first.company })
    const passwordHash = await (await auth.$context).password.hash(password)
    const { userId } = await createFirstOwner(db, { record, openShop }, { ...first, passwordHash })
    await sessions.signIn(request, reply, first.email, password)
    return { staff: await describe(userId) }
  })
}
