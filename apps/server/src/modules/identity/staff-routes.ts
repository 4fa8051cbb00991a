import { identityRoutes } from '@candor/api'
import { isAPIError } from 'better-auth/api'
import { refuseCrossSite, staffOf } from '../../platform/http/access.ts'
import { httpErrors } from '../../platform/http/errors.ts'
import { route } from '../../platform/http/route.ts'
import { CandorError } from '../../platform/errors.ts'
import type { App, Platform } from '../../platform/platform.ts'
import type { DescribeStaff } from './describe-staff.ts'
import { identityErrors } from './errors.ts'
import { Limiter } from './limiter.ts'
import { requireUncommon } from './passwords/policy.ts'
import type { StaffSessions } from './staff-sessions.ts'

const quarterHour = 15 * 60_000

/** Sign-in of staff, and who is signed in. */
export const registerStaffRoutes = (
  app: App,
  { db }: Platform,
  sessions: StaffSessions,
  describe: DescribeStaff,
): void => {
  // Failures only, so that nobody is locked out by signing in often.
  const perAccount = new Limiter(10, quarterHour)
  const perAddress = new Limiter(100, quarterHour)

  route(app, identityRoutes.session, async ({ request, reply }) => {
    const session = await sessions.refresh(request, reply)
    return { staff: session === undefined ? null : await describe(session.userId) }
  })

  route(app, identityRoutes.signIn, async ({ body, request, reply }) => {
    refuseCrossSite(request)
    const account = body.email.toLowerCase()
    perAccount.take(account)
    perAddress.take(request.ip)
    const giveBack = (): void => {
      perAccount.giveBack(account)
      perAddress.giveBack(request.ip)
    }
    try {
      await sessions.checkCode(account, body.password, body.code)
      const userId = await sessions.signIn(request, reply, body.email, body.password)
      perAccount.forget(account)
      perAddress.giveBack(request.ip)
      const staff = await describe(userId).catch(async (error: unknown) => {
        await sessions.takeBack(reply, userId)
        throw error
      })
      return { staff }
    } catch (error) {
      // The password was right: the page asks for the code now.
      if (error instanceof CandorError && error.code === 'IDENTITY_CODE_NEEDED') giveBack()
      if (!isAPIError(error)) throw error
      throw identityErrors.IDENTITY_WRONG_CREDENTIALS('no such account, or another password', { cause: error })
    }
  })

  route(app, identityRoutes.signOut, async ({ request, reply }) => {
    refuseCrossSite(request)
    await sessions.signOut(request, reply)
    return { done: true as const }
  })

  route(app, identityRoutes.changePassword, async ({ body, request, reply }) => {
    const { userId } = staffOf(request)
    const { name, email, organisation } = await describe(userId)
    requireUncommon(body.newPassword, { name, email, organisation: organisation.name }, '/body/newPassword')
    perAccount.take(userId)
    try {
      await sessions.changePassword(request, reply, body.currentPassword, body.newPassword)
      perAccount.giveBack(userId)
      sessions.changed(userId)
    } catch (error) {
      if (!isAPIError(error)) throw error
      throw identityErrors.IDENTITY_WRONG_PASSWORD('the current password is another one', {
        errors: [{ path: '/body/currentPassword', message: 'is not the current password' }],
      })
    }
    return { done: true as const }
  })

  route(app, identityRoutes.setLanguage, async ({ body, request }) => {
    const { userId } = staffOf(request)
    const { rowCount } = await db.owner.query('update auth.user set language = $2, updated_at = now() where id = $1', [
      userId,
      body.language,
    ])
    if (rowCount !== 1) throw httpErrors.HTTP_NOT_SIGNED_IN('this account no longer exists')
    return { done: true as const }
  })
}
