import type { CompaniesNeeds } from '../modules/companies/index.ts'
import { customerById, type CustomersNeeds } from '../modules/customers/index.ts'
import type { Notifications } from '../modules/notifications/index.ts'
import type { Tx } from '../platform/db/index.ts'

/** Colleagues whom somebody mentioned in a note about a customer. */
export type NoteMention = Parameters<CustomersNeeds['onMention']>[1]

/** Called in the transaction of the note: what it does holds if and only if the note does. */
export type MentionHandler = (tx: Tx, mention: NoteMention) => Promise<void>

/** Everybody who wants to hear of mentions. */
export type Mentions = {
  /** From now on the handler hears of every mention. */
  readonly onMention: (handler: MentionHandler) => void
  /** Tells all of them, one after the other. */
  readonly mentioned: MentionHandler
}

export const createMentions = (): Mentions => {
  const handlers: MentionHandler[] = []
  return {
    onMention: (handler) => void handlers.push(handler),
    mentioned: async (tx, mention) => {
      for (const handler of handlers) await handler(tx, mention)
    },
  }
}

type StaffNames = (organisationId: string, userIds: readonly string[]) => Promise<ReadonlyMap<string, string>>

/** Notifies those who were mentioned in a note about a company, once for each note. */
export const notifyMentionedWithCompany =
  (notify: Notifications['notify'], staffNames: StaffNames): CompaniesNeeds['onMention'] =>
  async (tx, { companyId, name, noteId, staffIds, by }) => {
    const author = by.replace('staff:', '')
    const names = await staffNames(tx.organisationId, [author])
    await notify(tx, {
      key: `mention ${noteId}`,
      kind: 'mention.added',
      to: staffIds,
      subject: companyId,
      facts: { by: names.get(author) ?? '', about: name },
      path: `/companies/${companyId}`,
      by,
    })
  }

/** Notifies those who were mentioned, once for each note. */
export const notifyMentioned =
  (notify: Notifications['notify'], staffNames: StaffNames): MentionHandler =>
  async (tx, { customerId, noteId, staffIds, by }) => {
    const author = by.replace('staff:', '')
    const { profile } = await customerById(tx, customerId)
    const names = await staffNames(tx.organisationId, [author])
    await notify(tx, {
      key: `mention ${noteId}`,
      kind: 'mention.added',
      to: staffIds,
      subject: customerId,
      facts: { by: names.get(author) ?? '', about: profile.name },
      path: `/customers/${customerId}`,
      by,
    })
  }
