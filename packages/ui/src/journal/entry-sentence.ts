import { relationKinds } from '@candor/api'
import { formatFor } from '../format/format.ts'
import type { Language } from '../i18n/language.ts'
import { entryTexts } from './entry-texts.ts'
import { factsOf, type EntryFacts, type FieldChange, type ShownEntry } from './entry-facts.ts'

type T = ReturnType<typeof entryTexts.useTexts>

const fieldNames = [
  'name',
  'email',
  'phone',
  'country',
  'city',
  'address',
  'language',
  'emails',
  'phones',
  'addresses',
  'reference',
  'fictional',
] as const

/** The name of a profile field in words. */
export const fieldName = (field: string, t: T): string => {
  const known = fieldNames.find((name) => name === field)
  return known ? t(`field.${known}`) : field
}

/** The name of a changed field in the reader’s language. */
export const changeName = ({ field, label }: FieldChange, language: Language, t: T): string =>
  label?.[language] ?? fieldName(field, t)

const updated = (facts: EntryFacts, { language, t }: Telling, what: 'customer' | 'record' = 'customer'): string => {
  const [first, ...rest] = facts.changes.map((change) => changeName(change, language, t))
  if (first === undefined) return t(`kind.${what}.updated`)
  return t(`kind.${what}.updatedFields`, {
    fields: rest.reduce((list, name) => t('listAnd', { first: list, rest: name }), first),
  })
}

/** The name of a shop in the reader's language, by its id; undefined where it is not known. */
export type NameOf = (merchantId: string) => string | undefined

interface Telling {
  readonly language: Language
  readonly nameOf: NameOf
  readonly t: T
}

const order = (facts: EntryFacts, kind: 'placed' | 'returned', { language, nameOf, t }: Telling): string => {
  const { number = '', merchantId, total, currency } = facts
  const merchant = (merchantId && nameOf(merchantId)) || facts.merchant
  if (!merchant || !total || !currency) return t(`kind.order.${kind}`, { number }).replace(/\s{2,}/, ' ')
  const amount = kind === 'returned' && total.startsWith('-') ? total.slice(1) : total
  return t(`kind.order.${kind}At`, { number, merchant, total: formatFor(language).money(amount, currency) })
}

const consents = ['granted', 'refused', 'withdrawn'] as const

/** Purpose and recipient in the reader's language, as the notice named them. */
const decided = ({ decision }: EntryFacts, kind: string, { language, t }: Telling): string => {
  const state = consents.find((name) => kind === `consent.${name}`) ?? 'granted'
  const nameIn = (part: string): string | undefined => {
    const { name } = Object(decision[part]) as { name?: Record<string, unknown> }
    return typeof name?.[language] === 'string' ? name[language] : undefined
  }
  const [purpose, recipient] = [nameIn('purpose'), nameIn('recipient')]
  return purpose && recipient ? t(`kind.consent.${state}For`, { purpose, recipient }) : t(`kind.consent.${state}`)
}

const taskEvents = ['created', 'changed', 'done', 'reopened', 'removed'] as const

const task = ({ title }: EntryFacts, kind: string, t: T): string => {
  const event = taskEvents.find((name) => kind === `task.${name}`) ?? 'changed'
  return title ? t(`kind.task.${event}Of`, { title }) : t(`kind.task.${event}`)
}

const dealEvents = ['created', 'changed', 'won', 'lost', 'reopened', 'removed', 'restored'] as const

const deal = ({ title, told }: EntryFacts, kind: string, { language, t }: Telling): string => {
  if (kind === 'deal.moved') {
    const stage = (Object(told['stage']) as Record<string, unknown>)[language]
    return title && typeof stage === 'string' ? t('kind.deal.movedTo', { stage, title }) : t('kind.deal.moved')
  }
  const event = dealEvents.find((name) => kind === `deal.${name}`) ?? 'changed'
  return title ? t(`kind.deal.${event}Of`, { title }) : t(`kind.deal.${event}`)
}

const ticketEvents = [
  'opened',
  'answered',
  'replied',
  'noted',
  'assigned',
  'changed',
  'waiting',
  'resumed',
  'solved',
  'reopened',
  'closed',
] as const

/** A step of a ticket, with its number. */
const ticket = ({ number = '', subject = '', rating = '', promise }: EntryFacts, kind: string, t: T): string => {
  const event = ticketEvents.find((name) => kind === `ticket.${name}`)
  if (event !== undefined) return t(`kind.ticket.${event}`, { number, subject })
  const promised = promise === 'resolution' ? t('kind.ticket.resolution') : t('kind.ticket.response')
  if (kind === 'ticket.rated') return t('kind.ticket.rated', { number, rating })
  if (kind === 'ticket.promise-met') return t('kind.ticket.promiseMet', { number, promise: promised })
  if (kind === 'ticket.promise-missed') return t('kind.ticket.promiseMissed', { number, promise: promised })
  return t('kind.ticket.dueSoon', { number, promise: promised })
}

const rewardKinds = {
  'reward.submitted': 'kind.reward.submitted',
  'reward.offered': 'kind.reward.offered',
  'reward.refused': 'kind.reward.refused',
  'reward.stock-changed': 'kind.reward.stockChanged',
  'reward.stock-refused': 'kind.reward.stockRefused',
  'reward.ended': 'kind.reward.ended',
  'reward.redeemed': 'kind.reward.redeemed',
  'voucher.requested': 'kind.reward.requested',
  'voucher.refused': 'kind.reward.notGiven',
  'voucher.used': 'kind.reward.used',
  'voucher.cancelled': 'kind.reward.cancelled',
  'voucher.kept': 'kind.reward.kept',
} as const

const isRewardKind = (kind: string): kind is keyof typeof rewardKinds => Object.hasOwn(rewardKinds, kind)

/** A step of a reward or of a voucher for it, with its name and price. */
const reward = (facts: EntryFacts, kind: keyof typeof rewardKinds, { language, t }: Telling): string =>
  t(rewardKinds[kind], {
    name: facts.reward[language] || facts.reward.en,
    points: formatFor(language).number(facts.points ?? '0'),
  })

const salesEvents = {
  'quote.created': 'quoteCreated',
  'quote.changed': 'quoteChanged',
  'quote.approved': 'approved',
  'quote.sent': 'quoteSent',
  'quote.reopened': 'quoteReopened',
  'quote.withdrawn': 'withdrawn',
  'quote.accepted': 'quoteAccepted',
  'quote.declined': 'quoteDeclined',
  'invoice.created': 'invoiceCreated',
  'invoice.changed': 'invoiceChanged',
  'invoice.approved': 'approved',
  'quote.discarded': 'discarded',
  'invoice.discarded': 'discarded',
  'invoice.issued': 'invoiceIssued',
  'invoice.paid': 'paid',
  'invoice.refunded': 'refunded',
  'invoice.credited': 'credited',
  'credit-note.issued': 'creditNoteIssued',
} as const

const isSales = (kind: string): kind is keyof typeof salesEvents => Object.hasOwn(salesEvents, kind)

/** A step of a quote, an invoice or a credit note, with number and amount. */
const sales = (
  { number, title, sum, currency, told, decision }: EntryFacts,
  kind: keyof typeof salesEvents,
  { language, t }: Telling,
): string => {
  const money = (minor: unknown): string =>
    typeof minor === 'string' && currency ? formatFor(language).money(minor, currency) : ''
  const moved = (Object(told['move']) as { readonly amount?: unknown }).amount
  const name = typeof decision['name'] === 'string' ? decision['name'] : ''
  const sentence = t(`kind.sales.${salesEvents[kind]}`, {
    number: number ?? title ?? '',
    amount: money(moved ?? sum),
    name,
  })
  // A draft that has neither number nor title yet is told without the colon before it.
  return sentence.trim().replace(/[:：]$/, '')
}

const contact = (facts: EntryFacts, t: T): string => {
  if (facts.contact === 'call') return t('kind.note.call')
  if (facts.contact === 'meeting') return t('kind.note.meeting')
  return t('kind.note.added')
}

type Care = {
  readonly owner?: { readonly name?: unknown } | null
  readonly added?: readonly { readonly name?: unknown }[]
  readonly removed?: readonly { readonly name?: unknown }[]
}

const namesOf = (tags: Care['added'], t: T): string =>
  (Array.isArray(tags) ? tags : [])
    .flatMap(({ name }) => (typeof name === 'string' ? [name] : []))
    .reduce((list, name) => (list === '' ? name : t('listAnd', { first: list, rest: name })), '')

/** Who looks after a customer now, or which tags came and went. */
const care = ({ kind, body }: ShownEntry, t: T): string => {
  const { owner, added, removed } = Object(body) as Care
  if (kind === 'customer.assigned') {
    return typeof owner?.name === 'string' ? t('kind.care.assigned', { name: owner.name }) : t('kind.care.unassigned')
  }
  const [come, gone] = [namesOf(added, t), namesOf(removed, t)]
  if (come !== '' && gone !== '') return t('kind.care.retagged', { added: come, removed: gone })
  if (come !== '') return t('kind.care.tagged', { tags: come })
  return gone === '' ? t('kind.care.tags') : t('kind.care.untagged', { tags: gone })
}

/** Kinds that are told alike whatever their entries say. */
const plainly = {
  'customer.created': 'kind.customer.created',
  'customer.signed-in': 'kind.signIn.customer',
  'customer.email-verified': 'kind.customer.emailVerified',
  'customer.binned': 'kind.care.binned',
  'customer.restored': 'kind.care.restored',
  'tag.created': 'kind.care.tagCreated',
  'tag.changed': 'kind.care.tagChanged',
  'tag.removed': 'kind.care.tagRemoved',
  'export.started': 'kind.care.exportStarted',
  'export.completed': 'kind.care.exportCompleted',
  'customer.merged': 'kind.customer.merged',
  'customer.merged-into': 'kind.customer.mergedInto',
  'customer.unmerged': 'kind.customer.unmerged',
  'customer.unmerged-from': 'kind.customer.unmergedFrom',
  'duplicate.dismissed': 'kind.duplicate.dismissed',
  'duplicate.reopened': 'kind.duplicate.reopened',
  'duplicates.compared': 'kind.duplicate.compared',
  'points.rule-submitted': 'kind.points.ruleSubmitted',
  'points.rule-published': 'kind.points.rulePublished',
  'points.rule-proposed': 'kind.points.ruleProposed',
  'points.rule-approved': 'kind.points.ruleApproved',
  'points.rule-declined': 'kind.points.ruleDeclined',
  'points.second-person-required': 'kind.points.secondPersonRequired',
  'points.rule-refused': 'kind.points.ruleRefused',
  'events.recognised': 'kind.events.recognised',
  'events.stitched': 'kind.events.stitched',
  'events.received': 'kind.events.received',
  'lifecycle.changed': 'kind.lifecycle.changed',
  'lifecycle.swept': 'kind.lifecycle.swept',
  'lifecycle.rules-set': 'kind.lifecycle.rulesSet',
  'source.added': 'kind.source.added',
  'source.changed': 'kind.source.changed',
  'source.key-made': 'kind.source.keyMade',
  'source.key-revoked': 'kind.source.keyRevoked',
  'source.schema-declared': 'kind.source.schemaDeclared',
  'consent.observed': 'kind.consent.observed',
  'consent.notice-published': 'kind.consent.noticePublished',
  'consent.term-added': 'kind.consent.termAdded',
  'consent.purpose-retired': 'kind.consent.purposeRetired',
  'consent.purpose-resumed': 'kind.consent.purposeResumed',
  'emergency.opened': 'kind.emergency.opened',
  'emergency.closed': 'kind.emergency.closed',
  'privacy.requested': 'kind.privacy.requested',
  'privacy.identified': 'kind.privacy.identified',
  'privacy.extended': 'kind.privacy.extended',
  'privacy.refused': 'kind.privacy.refused',
  'privacy.withdrawn': 'kind.privacy.withdrawn',
  'privacy.completed': 'kind.privacy.completed',
  'privacy.package-taken': 'kind.privacy.packageTaken',
  'privacy.restricted': 'kind.privacy.restricted',
  'privacy.unrestricted': 'kind.privacy.unrestricted',
  'privacy.objected': 'kind.privacy.objected',
  'privacy.objection-lifted': 'kind.privacy.objectionLifted',
  'privacy.hold-set': 'kind.privacy.holdSet',
  'privacy.hold-released': 'kind.privacy.holdReleased',
  'privacy.erased': 'kind.privacy.erased',
  'relation.removed': 'kind.relation.removed',
  'timeline.pinned': 'kind.timeline.pinned',
  'timeline.unpinned': 'kind.timeline.unpinned',
  'company.created': 'kind.company.created',
  'company.updated': 'kind.company.updated',
  'company.binned': 'kind.care.binned',
  'company.restored': 'kind.care.restored',
  'company.contact-added': 'kind.company.contactAdded',
  'company.contact-changed': 'kind.company.contactChanged',
  'company.contact-removed': 'kind.company.contactRemoved',
  'call.logged': 'kind.note.call',
  'call.added': 'kind.note.call',
  'meeting.logged': 'kind.note.meeting',
  'meeting.added': 'kind.note.meeting',
  'calendar.changed': 'kind.calendar.changed',
  'modules.changed': 'kind.modules.changed',
  'webhook.created': 'kind.webhook.created',
  'webhook.changed': 'kind.webhook.changed',
  'webhook.paused': 'kind.webhook.paused',
  'webhook.resumed': 'kind.webhook.resumed',
  'webhook.keys-changed': 'kind.webhook.keysChanged',
  'webhook.removed': 'kind.webhook.removed',
  'webhook.restored': 'kind.webhook.restored',
  'layouts.changed': 'kind.object.layouts',
  'pipelines.changed': 'kind.deal.pipelines',
  'service.settings-changed': 'kind.service.settingsChanged',
  'sales.settings-changed': 'kind.sales.settingsChanged',
  'product.created': 'kind.sales.productCreated',
  'product.changed': 'kind.sales.productChanged',
  'product.archived': 'kind.sales.productArchived',
  'product.restored': 'kind.sales.productRestored',
  'import.started': 'kind.import.started',
  'import.cancelled': 'kind.import.cancelled',
  'import.failed': 'kind.import.failed',
  'organisation.set-up': 'kind.organisation.setUp',
  'staff.invited': 'kind.staff.invited',
  'staff.invitation-withdrawn': 'kind.staff.invitationWithdrawn',
  'staff.joined': 'kind.staff.joined',
  'staff.role-changed': 'kind.staff.roleChanged',
  'staff.deactivated': 'kind.staff.deactivated',
  'staff.reactivated': 'kind.staff.reactivated',
  'staff.second-factor-removed': 'kind.staff.secondFactorRemoved',
  'object.created': 'kind.object.created',
  'object.changed': 'kind.object.changed',
  'object.archived': 'kind.object.archived',
  'object.restored': 'kind.object.restored',
  'object.removed': 'kind.object.removed',
  'object.imported': 'kind.object.imported',
  'object.exported': 'kind.object.exported',
  'record.created': 'kind.record.created',
  'record.binned': 'kind.record.binned',
  'record.restored': 'kind.record.restored',
  'field.created': 'kind.field.created',
  'field.changed': 'kind.field.changed',
  'field.archived': 'kind.field.archived',
  'field.restored': 'kind.field.restored',
  'field.removed': 'kind.field.removed',
  'field.ordered': 'kind.field.ordered',
  'member.admitted': 'kind.member.admitted',
  'member.changed': 'kind.member.changed',
  'role.created': 'kind.role.created',
  'role.changed': 'kind.role.changed',
  'role.removed': 'kind.role.removed',
} as const

const companyKinds = {
  'company.contact-added': 'kind.company.contactAddedAt',
  'company.contact-changed': 'kind.company.contactChangedAt',
  'company.contact-removed': 'kind.company.contactRemovedAt',
} as const

const isCompanyKind = (kind: string): kind is keyof typeof companyKinds => Object.hasOwn(companyKinds, kind)

/** What an entry calls the field that it is about. */
const labelOf = ({ body }: ShownEntry, language: Language): string => {
  const { label } = Object(body) as { label?: Record<string, unknown> }
  const name = label?.[language]
  return typeof name === 'string' ? name : ''
}

const isPlain = (kind: string): kind is keyof typeof plainly => Object.hasOwn(plainly, kind)

/**
 * What happened, as one sentence in the given language.
 *
 * @param nameOf Names of shops in that language; the name in the entry stands where it gives none.
 */
export const entrySentence = (entry: ShownEntry, language: Language, nameOf: NameOf = () => undefined): string => {
  const t = entryTexts.inLanguage(language)
  const { company } = factsOf(entry)
  if (company && isCompanyKind(entry.kind)) return t(companyKinds[entry.kind], { company })
  if (isPlain(entry.kind)) return t(plainly[entry.kind])
  if (entry.kind.startsWith('ticket.')) return ticket(factsOf(entry), entry.kind, t)
  const telling = { language, nameOf, t }
  if (isSales(entry.kind)) return sales(factsOf(entry), entry.kind, telling)
  const facts = factsOf(entry)
  if (isRewardKind(entry.kind)) return reward(facts, entry.kind, telling)
  switch (entry.kind) {
    case 'customer.updated':
    case 'customer.fields-changed':
    case 'company.fields-changed':
      return updated(facts, telling)
    case 'record.fields-changed':
      return updated(facts, telling, 'record')
    case 'customer.secret-opened':
    case 'company.secret-opened':
    case 'record.secret-opened':
      return t('kind.field.secretOpened', { field: labelOf(entry, language) })
    case 'customer.assigned':
    case 'customer.tagged':
      return care(entry, t)
    case 'order.placed':
      return order(facts, 'placed', telling)
    case 'order.returned':
      return order(facts, 'returned', telling)
    case 'points.earned':
      return facts.points && facts.number
        ? t('kind.points.earnedOn', { points: formatFor(language).number(facts.points), number: facts.number })
        : t('kind.points.earned')
    case 'consent.granted':
    case 'consent.refused':
    case 'consent.withdrawn':
      return decided(facts, entry.kind, telling)
    case 'note.added':
    case 'company.note-added':
      return contact(facts, t)
    case 'task.created':
    case 'task.changed':
    case 'task.done':
    case 'task.reopened':
    case 'task.removed':
      return task(facts, entry.kind, t)
    case 'deal.created':
    case 'deal.changed':
    case 'deal.moved':
    case 'deal.won':
    case 'deal.lost':
    case 'deal.reopened':
    case 'deal.removed':
    case 'deal.restored':
      return deal(facts, entry.kind, telling)
    case 'file.added':
    case 'file.removed': {
      const act = entry.kind === 'file.added' ? 'added' : 'removed'
      return facts.fileName ? t(`kind.file.${act}Of`, { file: facts.fileName }) : t(`kind.file.${act}`)
    }
    case 'relation.added': {
      const relation = relationKinds.find((kind) => kind === facts.relation)
      return relation ? t('kind.relation.addedAs', { relation: t(`relation.${relation}`) }) : t('kind.relation.added')
    }
    case 'import.completed':
      return facts.fileName ? t('kind.import.completedOf', { file: facts.fileName }) : t('kind.import.completed')
    default:
      return t('kind.other', { kind: entry.kind })
  }
}
