import { z } from 'zod'
import { timeZone } from './calendar-parts.ts'
import { done } from './identity-parts.ts'
import { defineRoute } from './route.ts'

/** How somebody likes times, dates, numbers and amounts; null follows language, device or organisation. */
export const profilePreferences = z.strictObject({
  language: z.enum(['en', 'zh']).nullable(),
  theme: z.enum(['system', 'light', 'dark']).nullable(),
  timeZone: timeZone.nullable(),
  dateForm: z.enum(['iso', 'day-first', 'month-first']).nullable(),
  clock: z.enum(['12', '24']).nullable(),
  numberForm: z.enum(['point', 'comma', 'space']).nullable(),
  amountForm: z.enum(['symbol', 'code']).nullable(),
})
export type ProfilePreferences = z.infer<typeof profilePreferences>

const name = z.string().regex(/^[a-z][a-z-]{0,39}$/)

/** Which widgets stand on somebody's home page, in order. */
export const homePreferences = z.strictObject({
  widgets: z.array(z.strictObject({ name, wide: z.boolean() })).max(40),
})
export type HomePreferences = z.infer<typeof homePreferences>

/** The order of somebody's navigation and what it leaves out. */
export const navigationPreferences = z.strictObject({ order: z.array(name).max(60), hidden: z.array(name).max(60) })
export type NavigationPreferences = z.infer<typeof navigationPreferences>

const tag = 'My account'

/** What concerns nobody but whoever asks. */
export const preferenceRoutes = {
  get: defineRoute({
    id: 'getPreferences',
    method: 'GET',
    path: '/api/preferences',
    access: 'staff',
    tag,
    summary: 'One’s own preferences; null where nothing was chosen',
    response: z.object({
      profile: profilePreferences.nullable(),
      home: homePreferences.nullable(),
      navigation: navigationPreferences.nullable(),
      /** The zone in which the person's days begin and end: chosen, else that of the organisation. */
      timeZone,
    }),
  }),
  setProfile: defineRoute({
    id: 'setProfilePreferences',
    method: 'PUT',
    path: '/api/preferences/profile',
    access: 'staff',
    tag,
    summary: 'Choose language, theme, time zone and forms',
    body: profilePreferences,
    response: done,
  }),
  setHome: defineRoute({
    id: 'setHomePreferences',
    method: 'PUT',
    path: '/api/preferences/home',
    access: 'staff',
    tag,
    summary: 'Arrange one’s own home page; null goes back to the usual one',
    body: z.strictObject({ home: homePreferences.nullable() }),
    response: done,
  }),
  setNavigation: defineRoute({
    id: 'setNavigationPreferences',
    method: 'PUT',
    path: '/api/preferences/navigation',
    access: 'staff',
    tag,
    summary: 'Arrange one’s own navigation; null goes back to the usual one',
    body: z.strictObject({ navigation: navigationPreferences.nullable() }),
    response: done,
  }),
} as const
