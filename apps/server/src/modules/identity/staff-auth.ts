import type { Auth, BetterAuthOptions } from 'better-auth'
import { betterAuth } from 'better-auth/minimal'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { drizzle } from 'drizzle-orm/node-postgres'
import { uuidv7 } from '../../platform/ids.ts'
import type { Platform } from '../../platform/platform.ts'
import * as schema from './schema.ts'

/** better-auth with what every set-up of it has: it is used through its functions, not through its routes. */
export type StaffAuth = Auth

const day = 86_400

/** Prefix of the staff cookies; the customers' cookie is named otherwise and sent to other addresses only. */
const cookiePrefix = 'candor-staff'

/**
 * better-auth for staff: e-mail and password, sessions in the schema `auth`. Its own HTTP routes are not served;
 * ours call it, so that nothing is open that we did not describe.
 */
export const createStaffAuth = async ({
  db,
  config,
  log,
}: Pick<Platform, 'db' | 'config' | 'log'>): Promise<StaffAuth> => {
  const secret = await db.keys.systemSecret(db.owner, 'staff-session')
  const options: BetterAuthOptions = {
    appName: 'Candor',
    baseURL: config.publicUrl,
    basePath: '/api/auth',
    secret: secret.toString('base64url'),
    database: drizzleAdapter(drizzle(db.owner), {
      provider: 'pg',
      schema: {
        user: schema.user,
        session: schema.session,
        account: schema.account,
        verification: schema.verification,
      },
    }),
    user: { additionalFields: { language: { type: 'string', required: false, input: false } } },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 200 },
    session: { expiresIn: 14 * day, updateAge: day },
    advanced: {
      cookiePrefix,
      useSecureCookies: config.publicUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      database: { generateId: () => uuidv7() },
    },
    // Attempts are counted by our own routes, by address and by account.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      level: 'warn',
      log: (level, message) => {
        if (level === 'error') log.error({ part: 'better-auth' }, message)
      },
    },
  }
  return betterAuth(options)
}
