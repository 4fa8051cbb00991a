import { accountRoutes } from '@candor/api'
import { staffOf } from '../../../platform/http/access.ts'
import { route } from '../../../platform/http/route.ts'
import type { App, Platform } from '../../../platform/platform.ts'
import type { DescribeStaff } from '../describe-staff.ts'
import { identityErrors } from '../errors.ts'
import { Limiter } from '../limiter.ts'
import type { SecondFactor } from '../second-factor/second-factor.ts'
import type { StaffSessions } from '../staff-sessions.ts'
import { endOtherSessions, endSession, sessionsOf } from './sessions.ts'

const quarterHour = 15 * 60_000
const done = { done: true } as const

/** The parts of sign-in that one's own account is made of. */
export type AccountParts = {
  readonly sessions: StaffSessions
  readonly secondFactor: SecondFactor
  readonly describe: DescribeStaff
}

/** The routes of packages/api/src/identity-account.ts. */
export const registerAccountRoutes = (
  app: App,
  { db }: Platform,
  { sessions, secondFactor, describe }: AccountParts,
): void => {
  // A session left open on a desk is not enough: who changes the protection knows the password, and has few guesses.
  const guesses = new Limiter(10, quarterHour)

  const requirePassword = async (userId: string, password: string): Promise<void> => {
    guesses.take(userId)
    if (!(await sessions.isPassword(userId, password))) {
      throw identityErrors.IDENTITY_WRONG_PASSWORD('the password is another one', {
        errors: [{ path: '/body/password', message: 'is not your password' }],
      })
    }
    guesses.giveBack(userId)
  }

  route(app, accountRoutes.get, async ({ request }) => {
    const { since, ...state } = await secondFactor.state(staffOf(request).userId)
    return { secondFactor: { ...state, since: since?.toISOString() ?? null } }
  })

  route(app, accountRoutes.sessions, async ({ request }) => ({ items: await sessionsOf(db.owner, staffOf(request)) }))

  route(app, accountRoutes.endSession, async ({ request, params }) => {
    await endSession(db.owner, staffOf(request).userId, params.id)
    sessions.changed(params.id)
    return done
  })

  route(app, accountRoutes.endOtherSessions, async ({ request }) => {
    const ended = await endOtherSessions(db.owner, staffOf(request))
    for (const id of ended) sessions.changed(id)
    return { ended: ended.length }
  })

  route(app, accountRoutes.beginSecondFactor, async ({ request, body }) => {
    const { userId } = staffOf(request)
    await requirePassword(userId, body.password)
    const { email } = await describe(userId)
    return secondFactor.begin(userId, email)
  })

  route(app, accountRoutes.confirmSecondFactor, async ({ request, body }) => {
    const { userId } = staffOf(request)
    guesses.take(userId)
    const recoveryCodes = await secondFactor.confirm(userId, body.code)
    guesses.giveBack(userId)
    return { recoveryCodes }
  })

  route(app, accountRoutes.renewRecoveryCodes, async ({ request, body }) => {
    const { userId } = staffOf(request)
    await requirePassword(userId, body.password)
    return { recoveryCodes: await secondFactor.renewRecoveryCodes(userId) }
  })

  route(app, accountRoutes.removeSecondFactor, async ({ request, body }) => {
    const { userId } = staffOf(request)
    await requirePassword(userId, body.password)
    await secondFactor.remove(userId)
    return done
  })
}
