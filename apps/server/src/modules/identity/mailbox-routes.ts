import { identityRoutes } from '@candor/api'
import type { FastifyRequest } from 'fastify'
import { isLoopbackHost, listensOnLoopback, type Config } from '../../platform/config.ts'
import { route } from '../../platform/http/route.ts'
import { read } from '../../platform/http/write.ts'
import type { KeptMail } from '../../platform/mail/mail.ts'
import type { App, Platform } from '../../platform/platform.ts'
import { identityErrors } from './errors.ts'

/**
 * Whether only this machine can reach the server. A public address other than this machine's means a proxy in front,
 * and then it can be reached from elsewhere.
 */
export const isForThisMachine = (config: Config): boolean =>
  listensOnLoopback(config) && isLoopbackHost(new URL(config.publicUrl).hostname)

/** Whether the mailbox needs no sign-in: mail cannot leave, and only this machine can reach the server. */
export const mailboxIsOpen = (config: Config): boolean => config.smtpUrl === undefined && isForThisMachine(config)

/** Whether a request comes from this machine, and not by a page of another site whose name was pointed at it. */
export const isFromThisMachine = (request: FastifyRequest): boolean => {
  const local = request.ip === '127.0.0.1' || request.ip === '::1' || request.ip === '::ffff:127.0.0.1'
  return local && isLoopbackHost(request.hostname)
}

const requireLocal = (request: FastifyRequest): void => {
  if (isFromThisMachine(request)) return
  throw identityErrors.IDENTITY_MAILBOX_CLOSED('the open mailbox answers to this machine under its own name only')
}

const itemOf = ({ id, to, subject, text, state, createdAt }: KeptMail) => ({
  id,
  to,
  subject,
  text,
  state: state as 'kept',
  createdAt: createdAt.toISOString(),
})

/** The page that shows outgoing mail. */
export const registerMailboxRoutes = (app: App, { config, db, mail }: Platform): void => {
  const open = mailboxIsOpen(config)
  if (!open) {
    route(app, identityRoutes.mailbox, async ({ query, request }) => {
      const kept = await read(request, async (tx) => mail.newest(tx, query.limit))
      return { open, leaves: mail.leaves, items: kept.map(itemOf) }
    })
    return
  }
  route(app, { ...identityRoutes.mailbox, access: 'public' }, async ({ query, request }) => {
    requireLocal(request)
    const all: KeptMail[] = []
    for (const id of await db.organisationIds()) {
      all.push(...(await db.inOrganisation(id, async (tx) => mail.newest(tx, query.limit))))
    }
    const newest = all.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime()).slice(0, query.limit)
    return { open, leaves: mail.leaves, items: newest.map(itemOf) }
  })
}
