import { isTimeZone } from '@candor/calendar'
import {
  preferenceRoutes,
  type HomePreferences,
  type NavigationPreferences,
  type ProfilePreferences,
} from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import { staffOf } from '../../platform/http/access.ts'
import { route } from '../../platform/http/route.ts'
import { read, write } from '../../platform/http/write.ts'
import type { App } from '../../platform/platform.ts'
import { preferenceErrors } from './errors.ts'

type Stored = {
  readonly profile: ProfilePreferences | null
  readonly home: HomePreferences | null
  readonly navigation: NavigationPreferences | null
}

/** What the module asks of others; given by the composition root. */
export type PreferencesNeeds = {
  /** The zone of the organisation. */
  readonly organisationZone: (tx: Tx) => Promise<string>
}

/** What somebody chose; nulls where nothing. */
export const preferencesOf = async (tx: Tx, userId: string): Promise<Stored> =>
  (await tx.maybe<Stored>({
    name: 'preferences',
    text: 'select profile, home, navigation from staff_preference where organisation_id = $1 and user_id = $2',
    values: [tx.organisationId, userId],
  })) ?? { profile: null, home: null, navigation: null }

/** The zone in which somebody's days begin and end: their own choice, else that of the organisation. */
export const timeZoneOf = async (tx: Tx, needs: PreferencesNeeds, userId: string): Promise<string> =>
  (await preferencesOf(tx, userId)).profile?.timeZone ?? (await needs.organisationZone(tx))

const keep = async (tx: Tx, userId: string, column: keyof Stored, value: object | null): Promise<{ done: true }> => {
  await tx.rows({
    name: `preferences-${column}`,
    text: `insert into staff_preference (organisation_id, user_id, ${column}) values ($1, $2, $3)
           on conflict (organisation_id, user_id) do update set ${column} = excluded.${column}, updated_at = now()`,
    values: [tx.organisationId, userId, value === null ? null : JSON.stringify(value)],
  })
  return { done: true }
}

/** Puts the routes of packages/api/src/preferences.ts on the server: everybody's own choices, nobody else's. */
export const registerPreferences = (app: App, needs: PreferencesNeeds): void => {
  route(app, preferenceRoutes.get, async ({ request }) =>
    read(request, async (tx) => {
      const { userId } = staffOf(request)
      const stored = await preferencesOf(tx, userId)
      return { ...stored, timeZone: stored.profile?.timeZone ?? (await needs.organisationZone(tx)) }
    }),
  )
  route(app, preferenceRoutes.setProfile, async ({ body, request }) => {
    if (body.timeZone !== null && !isTimeZone(body.timeZone)) {
      throw preferenceErrors.PREFERENCES_NO_SUCH_ZONE('the name is none of the IANA time zone database', {
        errors: [{ path: '/body/timeZone', message: 'is no time zone' }],
      })
    }
    return write(request, async (tx) => keep(tx, staffOf(request).userId, 'profile', body))
  })
  route(app, preferenceRoutes.setHome, async ({ body, request }) =>
    write(request, async (tx) => keep(tx, staffOf(request).userId, 'home', body.home)),
  )
  route(app, preferenceRoutes.setNavigation, async ({ body, request }) =>
    write(request, async (tx) => keep(tx, staffOf(request).userId, 'navigation', body.navigation)),
  )
}
