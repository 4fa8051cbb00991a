import type { Tx } from '../../platform/db/index.ts'
import { demoReplies, demoTickets as samples, type DemoAct } from './demo-samples.ts'
import { setSettings, usualSettings } from './settings.ts'
import type { TicketParts } from './store.ts'
import { answerIn, confirmTicket, noteIn, openTicket, rateTicket, replyTo } from './work.ts'

/** Whose tickets the demo shows. */
export type DemoService = {
  /** Customers to choose from, always in the same order. */
  readonly customers: readonly string[]
  /** Members of staff who answer. */
  readonly people: readonly string[]
  readonly language: 'en' | 'zh'
  /** Milliseconds since 1970. */
  readonly now: number
}

const hour = 3_600_000
const howMany = 30
const channels = ['portal', 'portal', 'phone', 'portal', 'mail', 'portal', 'counter'] as const

/** Hours ago at which a made-up ticket was opened: the newest within the day, the oldest weeks ago. */
const openedBefore = (at: number): number => 1 + at * 3 + at * at * 0.6

const doAct = async (
  tx: Tx,
  parts: TicketParts,
  { id, customer, person }: { readonly id: string; readonly customer: string; readonly person: string },
  act: DemoAct,
  { language, now }: Pick<DemoService, 'language' | 'now'>,
): Promise<void> => {
  const [staff, them] = [
    { actor: `staff:${person}`, now },
    { actor: `customer:${customer}`, now },
  ]
  if (act.act === 'confirm') return void (await confirmTicket(tx, parts, id, them))
  if (act.act === 'rate') {
    return void (await rateTicket(tx, parts, id, { rating: act.rating, comment: act.text?.[language] ?? null }, them))
  }
  const text = act.text[language]
  if (act.act === 'answer') return void (await answerIn(tx, parts, id, text, them))
  if (act.act === 'note') return void (await noteIn(tx, parts, id, { text }, staff))
  await replyTo(tx, parts, id, { text, status: act.to }, staff)
}

/** Makes up tickets in all states, with ready answers; always the same ones. */
export const demoTickets = async (tx: Tx, parts: TicketParts, demo: DemoService): Promise<void> => {
  const { customers, people, language, now } = demo
  if (customers.length === 0 || people.length === 0) return
  await setSettings(tx, parts.needs, { version: 0, settings: { ...usualSettings, replies: demoReplies } }, 'system')
  // Oldest first, as they would have come.
  for (let at = howMany - 1; at >= 0; at -= 1) {
    const sample = samples[at % samples.length]!
    const [customer, person] = [customers[at % customers.length]!, people[at % people.length]!]
    const channel = channels[at % channels.length]!
    let time = now - openedBefore(at) * hour
    const { type, priority } = sample
    const { id } = await openTicket(
      tx,
      parts,
      {
        customerId: customer,
        type,
        priority,
        channel,
        subject: sample.subject[language],
        text: sample.text[language],
        assignee: at % 4 === 1 ? person : null,
      },
      { actor: channel === 'portal' ? `customer:${customer}` : `staff:${person}`, now: time },
    )
    for (const act of sample.acts) {
      time += act.after * hour
      // What would still be to come has not happened.
      if (time > now) break
      await doAct(tx, parts, { id, customer, person }, act, { language, now: time })
    }
  }
}
