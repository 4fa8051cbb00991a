import { mentionsIn, type PromiseKind } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import { customerMail, type MailReason } from './mails.ts'
import type { Step } from './steps.ts'
import type { TicketParts } from './store.ts'
import type { Ticket } from './ticket.ts'

const titleOf = ({ number, subject }: Ticket): string => `#${number} ${subject}`
const pathOf = ({ id }: Ticket): string => `/tickets?ticket=${id}`

/** Staff who are told when nobody has a ticket: those who answer for the service. */
const responsible = async (tx: Tx, { needs }: TicketParts, { assignee }: Ticket): Promise<readonly string[]> => {
  if (assignee !== null) return [assignee]
  return (await needs.workers(tx)).filter(({ rights }) => rights.has('service.manage')).map(({ id }) => id)
}

const tellStaff = async (
  tx: Tx,
  { needs }: TicketParts,
  ticket: Ticket,
  telling: {
    readonly key: string
    readonly kind: 'ticket.assigned' | 'ticket.answered' | 'ticket.due'
    readonly to: readonly string[]
    readonly by: string
  },
): Promise<void> =>
  needs.notify(tx, {
    ...telling,
    key: `ticket ${ticket.id} ${telling.key}`,
    subject: ticket.customerId,
    facts: { title: titleOf(ticket) },
    path: pathOf(ticket),
  })

const tellMentioned = async (tx: Tx, { needs }: TicketParts, { ticket, message }: Step, by: string): Promise<void> => {
  const staffIds = mentionsIn(message?.text ?? '').map(({ staffId }) => staffId)
  if (staffIds.length === 0) return
  const author = by.replace('staff:', '')
  const names = await needs.staffNames(tx.organisationId, [author])
  await needs.notify(tx, {
    key: `mention ${message?.id}`,
    kind: 'mention.added',
    to: staffIds,
    subject: ticket.customerId,
    facts: { by: names.get(author) ?? '', about: titleOf(ticket) },
    path: pathOf(ticket),
    by,
  })
}

/** Writes to the customer, in their language, if they have an address. */
const writeToCustomer = async (
  tx: Tx,
  { needs, mail, publicUrl }: TicketParts,
  ticket: Ticket,
  reason: MailReason,
  text: string | undefined,
): Promise<void> => {
  const heads = await needs.customers.headsOf(tx, [ticket.customerId])
  const head = heads.get(ticket.customerId) ?? ticket.customerId
  const { email, language } = await needs.customers.addressOf(tx, head)
  if (email === null) return
  const { name, nameZh } = await tx.one<{ name: string; nameZh: string }>({
    name: 'ticket-organisation',
    text: 'select name, name_zh as "nameZh" from organisation where id = $1',
    values: [tx.organisationId],
  })
  const content = customerMail(language, reason, {
    organisation: language === 'zh' ? nameZh : name,
    number: ticket.number,
    text,
    link: `${publicUrl}/portal/help/${ticket.id}`,
  })
  await mail.send(tx, { ...content, to: email, subjectId: ticket.customerId })
}

/** A mail that goes out because of what happened, and whose text it brings. */
const mailOf = (steps: readonly Step[]): { reason: MailReason; text: string | undefined } | undefined => {
  const text = steps.find(({ kind }) => kind === 'ticket.replied')?.message?.text
  const isSolved = steps.some(({ kind }) => kind === 'ticket.solved')
  if (isSolved) return { reason: 'solved', text }
  return text === undefined ? undefined : { reason: 'replied', text }
}

/**
 * Tells those whom it concerns what happened to a ticket, in the transaction in which it did: colleagues in the app, the
 * customer by mail.
 */
export const tellOf = async (
  tx: Tx,
  parts: TicketParts,
  steps: readonly Step[],
  { actor, version }: { readonly actor: string; readonly version: number },
): Promise<void> => {
  for (const step of steps) {
    const { kind, ticket, message, promise } = step
    if (kind === 'ticket.noted') await tellMentioned(tx, parts, step, actor)
    if (kind === 'ticket.assigned' && ticket.assignee !== null) {
      await tellStaff(tx, parts, ticket, {
        key: `assigned ${version}`,
        kind: 'ticket.assigned',
        to: [ticket.assignee],
        by: actor,
      })
    }
    const isFromCustomer = message?.kind === 'customer' && kind !== 'ticket.opened'
    if (isFromCustomer && ticket.assignee !== null) {
      const telling = {
        key: `answered ${message.id}`,
        kind: 'ticket.answered',
        to: [ticket.assignee],
        by: actor,
      } as const
      await tellStaff(tx, parts, ticket, telling)
    }
    if (kind === 'ticket.due-soon' || kind === 'ticket.promise-missed') {
      const due = ticket.promises[promise as PromiseKind]?.dueAt ?? ''
      const to = await responsible(tx, parts, ticket)
      await tellStaff(tx, parts, ticket, { key: `${kind} ${promise} ${due}`, kind: 'ticket.due', to, by: 'system' })
    }
  }
  const mail = mailOf(steps)
  if (mail !== undefined) await writeToCustomer(tx, parts, steps.at(-1)!.ticket, mail.reason, mail.text)
}
