import { pointsEarned, subjectRequestKinds } from '@candor/api'
import { factsOf, formatFor, localeOf, type Language, type ShownEntry } from '@candor/ui'
import { eventTexts } from './event-texts.ts'

type T = ReturnType<typeof eventTexts.inLanguage>
type Facts = ReturnType<typeof factsOf>

const fields = ['name', 'email', 'phone', 'country', 'city', 'address', 'language', 'reference', 'fictional'] as const

const fieldName = (field: string, t: T): string => {
  const known = fields.find((name) => name === field)
  return known ? t(`fieldName.${known}`) : field
}

const listOf = (names: readonly string[], language: Language): string =>
  new Intl.ListFormat(localeOf(language), { type: 'conjunction' }).format(names)

/** Without the sign: a sentence says “returned”, so the minus would say it twice. */
const magnitude = (minor: string): string => minor.replace(/^-/, '')

const order = (facts: Facts, kind: 'placed' | 'returned', language: Language, t: T, merchant: string | undefined) => {
  const { total, currency, lineCount } = facts
  if (!total || !currency) return t('event.other', { kind: `order.${kind}` })
  const amount = formatFor(language).money(magnitude(total), currency)
  if (!merchant || !Number.isFinite(lineCount)) return t(`event.${kind}Plain`, { amount })
  return t(`event.${kind}`, { lines: t('event.lines', { count: lineCount }), merchant, amount })
}

const textOf = (body: unknown, name: string): string | undefined => {
  const value = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

/** Why a purchase earned nothing, read from the same numbers by which the contract computed. */
const reasonOf = (body: unknown, t: T): string => {
  const rule = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)['rule'] : undefined
  const amount = textOf(body, 'amount')
  const numbers = ['pointsNumerator', 'spendUnit', 'minimumSpend', 'maximumPoints'].map((name) => textOf(rule, name))
  if (!amount || numbers.some((number) => number === undefined)) return t('reason.noRule')
  const [pointsNumerator, spendUnit, minimumSpend, maximumPoints] = numbers.map((number) => BigInt(number ?? 0))
  const terms = { pointsNumerator, spendUnit, minimumSpend, maximumPoints } as Parameters<typeof pointsEarned>[0]
  return pointsEarned(terms, BigInt(amount)).reason === 'below-minimum' ? t('reason.belowMinimum') : t('reason.rule')
}

const earned = (entry: ShownEntry, facts: Facts, t: T, merchant: string | undefined): string => {
  if (!facts.points || !facts.number) return t('event.other', { kind: entry.kind })
  const where = { order: facts.number, merchant: merchant ?? facts.merchant ?? '' }
  if (facts.points === '0') return t('event.earnedNone', { ...where, reason: reasonOf(entry.body, t) })
  return t('event.earned', { ...where, count: Number(facts.points) })
}

const decided = ({ decision }: Facts, state: 'granted' | 'refused' | 'withdrawn', language: Language, t: T): string => {
  const nameOf = (part: string): string => {
    const { name } = Object(decision[part]) as { readonly name?: Readonly<Record<Language, string>> }
    return name?.[language] ?? ''
  }
  return t(`event.${state}`, { purpose: nameOf('purpose'), recipient: nameOf('recipient') })
}

const noted = (facts: Facts, t: T): string => {
  const text = facts.text ?? ''
  if (facts.contact === 'call') return t('event.call', { text })
  if (facts.contact === 'meeting') return t('event.meeting', { text })
  return t('event.note', { text })
}

const rewardEvents = {
  'voucher.requested': 'event.reward.requested',
  'reward.redeemed': 'event.reward.redeemed',
  'voucher.refused': 'event.reward.refused',
  'voucher.used': 'event.reward.used',
  'voucher.cancelled': 'event.reward.cancelled',
  'voucher.kept': 'event.reward.kept',
} as const

const isRewardEvent = (kind: string): kind is keyof typeof rewardEvents => Object.hasOwn(rewardEvents, kind)

const ticketEvents = [
  'opened',
  'answered',
  'replied',
  'assigned',
  'changed',
  'waiting',
  'resumed',
  'solved',
  'reopened',
  'closed',
] as const

/** A step of a request for help. */
const ticket = ({ number = '', subject = '', rating = '' }: Facts, kind: string, t: T): string => {
  const event = ticketEvents.find((name) => kind === `ticket.${name}`)
  if (event !== undefined) return t(`event.ticket.${event}`, { number, subject })
  if (kind === 'ticket.rated') return t('event.ticket.rated', { number, rating })
  if (kind === 'ticket.promise-met') return t('event.ticket.promiseMet', { number })
  if (kind === 'ticket.promise-missed') return t('event.ticket.promiseMissed', { number })
  return t('event.other', { kind })
}

/** What was asked about own data. */
const requestKind = (body: unknown, t: T): string => {
  const kind = subjectRequestKinds.find((name) => name === textOf(body, 'kind'))
  return kind ? t(`requestKind.${kind}`) : ''
}

const salesEvents = {
  'quote.sent': 'quoteSent',
  'quote.withdrawn': 'quoteWithdrawn',
  'quote.accepted': 'quoteAccepted',
  'quote.declined': 'quoteDeclined',
  'invoice.issued': 'invoiceIssued',
  'invoice.paid': 'paid',
  'invoice.refunded': 'refunded',
  'invoice.credited': 'credited',
  'credit-note.issued': 'creditNote',
} as const

const isSales = (kind: string): kind is keyof typeof salesEvents => Object.hasOwn(salesEvents, kind)

/** A step of a quote or an invoice. */
const sales = (facts: Facts, kind: keyof typeof salesEvents, language: Language, t: T): string => {
  const { number = '', sum, currency, told } = facts
  const moved = (Object(told['move']) as { readonly amount?: unknown }).amount
  const minor = typeof moved === 'string' ? moved : sum
  const amount = minor && currency ? formatFor(language).money(minor, currency) : ''
  return t(`event.sales.${salesEvents[kind]}`, { number, amount })
}

/**
 * What happened, as one sentence said to the customer.
 *
 * @param merchantName Finds the shop's name in the reader's language by its id.
 */
export const describeEvent = (
  entry: ShownEntry,
  language: Language,
  merchantName: (merchantId: string, otherwise: string) => string,
): string => {
  const t = eventTexts.inLanguage(language)
  if (entry.body === null) return t('event.unreadable')
  const facts = factsOf(entry)
  if (entry.kind.startsWith('ticket.')) return ticket(facts, entry.kind, t)
  if (isRewardEvent(entry.kind)) {
    const name = facts.reward[language] || facts.reward.en
    return t(rewardEvents[entry.kind], { name, count: Number(facts.points ?? 0), reason: facts.reason ?? '' })
  }
  if (isSales(entry.kind)) return sales(facts, entry.kind, language, t)
  const merchantId = textOf(entry.body, 'merchantId')
  const merchant = merchantId ? merchantName(merchantId, facts.merchant ?? '') : facts.merchant
  switch (entry.kind) {
    case 'order.placed':
      return order(facts, 'placed', language, t, merchant)
    case 'order.returned':
      return order(facts, 'returned', language, t, merchant)
    case 'points.earned':
      return earned(entry, facts, t, merchant)
    case 'consent.granted':
      return decided(facts, 'granted', language, t)
    case 'consent.refused':
      return decided(facts, 'refused', language, t)
    case 'consent.withdrawn':
      return decided(facts, 'withdrawn', language, t)
    case 'consent.observed':
      return t('event.observed')
    case 'privacy.requested':
      return t('event.privacy.requested', { what: requestKind(entry.body, t) })
    case 'emergency.opened': {
      const [reason = '', minutes = ''] = [textOf(entry.body, 'reason'), textOf(entry.body, 'minutes')]
      return t('event.emergency.opened', { reason, minutes })
    }
    case 'emergency.closed':
      return t('event.emergency.closed')
    case 'privacy.identified':
      return t('event.privacy.identified')
    case 'privacy.extended':
      return t('event.privacy.extended')
    case 'privacy.refused':
      return t('event.privacy.refused', { what: requestKind(entry.body, t) })
    case 'privacy.withdrawn':
      return t('event.privacy.withdrawn', { what: requestKind(entry.body, t) })
    case 'privacy.completed':
      return t('event.privacy.completed', { what: requestKind(entry.body, t) })
    case 'privacy.package-taken':
      return t('event.privacy.packageTaken')
    case 'privacy.restricted':
      return t('event.privacy.restricted')
    case 'privacy.unrestricted':
      return t('event.privacy.unrestricted')
    case 'privacy.objected':
      return t('event.privacy.objected')
    case 'privacy.objection-lifted':
      return t('event.privacy.objectionLifted')
    case 'customer.merged':
    case 'customer.merged-into':
      return t('event.merged')
    case 'customer.unmerged':
    case 'customer.unmerged-from':
      return t('event.unmerged')
    case 'duplicate.dismissed':
    case 'duplicate.reopened':
      return t('event.comparedWithAnother')
    case 'customer.created': {
      const reference = textOf(entry.body, 'reference')
      return reference ? t('event.createdNumber', { reference }) : t('event.created')
    }
    case 'customer.updated': {
      const names = facts.changes.map((change) => fieldName(change.field, t))
      return names.length > 0 ? t('event.updated', { fields: listOf(names, language) }) : t('event.updatedPlain')
    }
    case 'note.added':
      return noted(facts, t)
    default:
      return t('event.other', { kind: entry.kind })
  }
}
