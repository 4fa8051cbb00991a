import { z } from 'zod'
import { idParams, instant, pageOf, pageQuery, uuid } from './common.ts'
import { emergencyMinutes } from './emergency-words.ts'
import { defineRoute } from './route.ts'

export const emergencyOpening = z.object({
  id: uuid,
  /** Name is null once the customer was erased. */
  customer: z.object({ id: uuid, name: z.string().nullable() }),
  staff: z.object({ id: uuid, name: z.string().nullable() }),
  /** Null once the customer was erased. */
  reason: z.string().nullable(),
  openedAt: instant,
  endsAt: instant,
  /** When it was closed before its time; null where it was not. */
  closedAt: instant.nullable(),
  entryId: uuid,
})
export type EmergencyOpening = z.infer<typeof emergencyOpening>

const tag = 'Emergency access'
const own = { access: { right: 'emergency.open' }, tag } as const

/** Opening a record that one’s rights do not reach, for a short time, with a reason, seen by everybody whom it concerns. */
export const emergencyRoutes = {
  open: defineRoute({
    id: 'openInEmergency',
    method: 'POST',
    path: '/api/emergency-openings',
    ...own,
    summary: 'Open the record of one customer for some minutes; the customer and those who watch over data are told',
    body: z.strictObject({
      /** Id, customer number or whole e-mail address. */
      customer: z.string().trim().min(1).max(254),
      reason: z.string().trim().min(10).max(500),
      minutes: z.number().int().min(emergencyMinutes.least).max(emergencyMinutes.most).default(emergencyMinutes.usual),
    }),
    response: z.object({ id: uuid, customerId: uuid, endsAt: instant, entryId: uuid }),
    status: 201,
    idempotent: true,
    requestsAMinute: 20,
  }),
  own: defineRoute({
    id: 'listOwnEmergencyOpenings',
    method: 'GET',
    path: '/api/emergency-openings/own',
    ...own,
    summary: 'Which records I have open in an emergency now',
    response: z.object({ items: z.array(z.object({ id: uuid, customerId: uuid, endsAt: instant })) }),
  }),
  close: defineRoute({
    id: 'closeEmergencyOpening',
    method: 'POST',
    path: '/api/emergency-openings/:id/close',
    ...own,
    summary: 'Close one’s own opening before its time',
    params: idParams,
    body: z.strictObject({}),
    response: z.object({ id: uuid, entryId: uuid }),
    idempotent: true,
  }),
  list: defineRoute({
    id: 'listEmergencyOpenings',
    method: 'GET',
    path: '/api/emergency-openings',
    access: { right: 'access.read' },
    tag,
    summary: 'Which records were opened in an emergency, by whom and why, newest first',
    query: z.strictObject({ ...pageQuery }),
    response: pageOf(emergencyOpening),
  }),
} as const
