import { z } from 'zod'
import { roles } from './rights.ts'
import { defineRoute } from './route.ts'

/** What the staff app needs to know before anybody signs in. */
export const welcomeRoutes = {
  staff: defineRoute({
    id: 'staffWelcome',
    method: 'GET',
    path: '/api/welcome',
    access: 'public',
    tag: 'Sign-in',
    summary: 'What the staff sign-in page needs to know: demo accounts to try, and where outgoing mail is shown',
    response: z.object({
      /** Accounts of the demo company with their published passwords; null outside the demo and for other machines. */
      demo: z
        .object({
          accounts: z.array(
            z.object({
              email: z.string(),
              password: z.string(),
              role: z.enum(roles),
              name: z.string(),
              organisation: z.object({ name: z.string(), nameZh: z.string() }),
            }),
          ),
        })
        .nullable(),
      /** Whether nobody works here yet: the one-time link on the server’s console leads on. */
      setUp: z.boolean(),
      /** Path of the page that shows outgoing mail, while no mail server is set up; null otherwise. */
      mailbox: z.string().nullable(),
    }),
  }),
} as const
