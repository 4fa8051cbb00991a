import type { Pool } from 'pg'
import type { StaffSession } from '../../../platform/http/access.ts'
import { platformErrors } from '../../../platform/platform-errors.ts'
import { deviceOf } from './device.ts'

type Row = { id: string; userAgent: string | null; createdAt: Date; expiresAt: Date }

/** Where somebody is signed in, the present session first, then the newest. */
export const sessionsOf = async (owner: Pool, { userId, sessionId }: StaffSession) => {
  const { rows } = await owner.query<Row>({
    name: 'identity-sessions',
    text: `select id, user_agent as "userAgent", created_at as "createdAt", expires_at as "expiresAt"
             from auth.session where user_id = $1 and expires_at > now() order by id <> $2, created_at desc, id`,
    values: [userId, sessionId],
  })
  return rows.map(({ id, userAgent, createdAt, expiresAt }) => {
    const { browser, system } = deviceOf(userAgent)
    return {
      id,
      current: id === sessionId,
      browser,
      system,
      signedInAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
    }
  })
}

/** Ends one session of somebody. @throws NOT_FOUND when it is not theirs */
export const endSession = async (owner: Pool, userId: string, sessionId: string): Promise<void> => {
  const { rowCount } = await owner.query('delete from auth.session where user_id = $1 and id = $2', [userId, sessionId])
  if (rowCount !== 1) throw platformErrors.NOT_FOUND('you have no such session')
}

/** Ends all sessions of somebody but one. @returns the ids of those that ended */
export const endOtherSessions = async (owner: Pool, { userId, sessionId }: StaffSession): Promise<string[]> => {
  const { rows } = await owner.query<{ id: string }>(
    'delete from auth.session where user_id = $1 and id <> $2 returning id',
    [userId, sessionId],
  )
  return rows.map(({ id }) => id)
}
