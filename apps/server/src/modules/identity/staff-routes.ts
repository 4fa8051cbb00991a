import { identityRoutes } from '@candor/api'
import { isAPIError } from 'better-auth/api'
import { staffOf } from '../../platform/http/access.ts'
import { httpErrors } from '../../platform/http/errors.ts'
import { refuseCrossSite } from '../../platform/http/access.ts'
import { route } from '../../platform/http/route.ts'
import type { App, Platform } from '../../platform/platform.ts'
import { identityErrors } from './errors.ts'
import { Limiter } from './limiter.ts'
import { organisationNames } from './organisations.ts'
import { membershipOf, type StaffSessions } from './staff-sessions.ts'

const quarterHour = 15 * 60_000

type StoredUser = { name: string; email: string; language: 'en' | 'zh-CN' | null }

/** Sign-in of staff, and who is signed in. */
export const registerStaffRoutes = (app: App, { db }: Platform, sessions: StaffSessions): void => {
  // Failures only, so that nobody is locked out by signing in often.
  const perAccount = new Limiter(10, quarterHour)
  const perAddress = new Limiter(100, quarterHour)

  const describe = async (userId: string) => {
    const membership = await membershipOf(db.owner, userId)
    const { rows } = await db.owner.query<StoredUser>('select name, email, language from auth.user where id = $1', [
      userId,
    ])
    const [user] = rows
    if (membership === undefined || user === undefined) {
      throw identityErrors.IDENTITY_NO_ORGANISATION('this account is a member of no organisation')
    }
    const [organisation] = await organisationNames(db.owner, [membership.organisationId])
    if (organisation === undefined) throw new Error('a membership names an organisation that does not exist')
    return { userId, ...user, role: membership.role, organisation }
  }

  route(app, identityRoutes.session, async ({ request, reply }) => {
    const session = await sessions.refresh(request, reply)
    return { staff: session === undefined ? null : await describe(session.userId) }
  })

  route(app, identityRoutes.signIn, async ({ body, request, reply }) => {
    refuseCrossSite(request)
    const account = body.email.toLowerCase()
    perAccount.take(account)
    perAddress.take(request.ip)
    try {
      const userId = await sessions.signIn(request, reply, body.email, body.password)
      perAccount.forget(account)
      perAddress.giveBack(request.ip)
      return { staff: await describe(userId) }
    } catch (error) {
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
    perAccount.take(userId)
    try {
      await sessions.changePassword(request, reply, body.currentPassword, body.newPassword)
      perAccount.giveBack(userId)
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
