import { defineRoute } from '@candor/api'
import type { BuildOptions } from '@candor/server'
import type { NoteLook } from '@candor/server/platform/http/disclosure'
import { route } from '@candor/server/platform/http/route'
import { z } from 'zod'

/** Whether looks at personal data are kept from now on: for measuring what that costs. */
export const accessLogSwitch = defineRoute({
  id: 'benchAccessLog',
  method: 'PUT',
  path: '/bench/access-log',
  access: 'staff',
  tag: 'Bench',
  summary: 'Keep looks at personal data, or do not',
  body: z.strictObject({ kept: z.boolean() }),
  response: z.object({ kept: z.boolean() }),
})

/** Puts the switch on the server. */
export const registerAccessLogSwitch: NonNullable<BuildOptions['extend']> = (app) => {
  const note: NoteLook = app.accessLog.note
  let kept = true
  app.accessLog.note = async (looker, look) => (kept ? note(looker, look) : undefined)
  route(app, accessLogSwitch, async ({ body }) => {
    kept = body.kept
    return { kept }
  })
}
