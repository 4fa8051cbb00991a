import { z } from 'zod'
import { currency } from './common.ts'
import { email, language, linkToken, newPassword, personName, staffSession } from './identity-parts.ts'
import { defineRoute } from './route.ts'

const tag = 'Set-up'

/** The first organisation and its owner. These routes are there only until somebody works here. */
export const setUpRoutes = {
  check: defineRoute({
    id: 'checkSetUp',
    method: 'GET',
    path: '/api/set-up',
    access: 'public',
    tag,
    summary: 'Whether this one-time set-up link opens anything; 404 once an organisation has its owner',
    query: z.strictObject({ token: linkToken }),
    response: z.object({ open: z.literal(true) }),
  }),
  complete: defineRoute({
    id: 'completeSetUp',
    method: 'POST',
    path: '/api/set-up',
    access: 'public',
    tag,
    summary: 'Make the first organisation and its owner, and sign the owner in; uses the link up',
    body: z.strictObject({
      token: linkToken,
      company: z.string().trim().min(1).max(120),
      /** The company’s Chinese name; the other one unless given. */
      companyZh: z.string().trim().min(1).max(120).optional(),
      currency: currency.default('GBP'),
      name: personName,
      email,
      password: newPassword,
      language: language.nullable().default(null),
    }),
    response: z.object({ staff: staffSession }),
    status: 201,
  }),
} as const
