import { dealSources } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import type { DealsNeeds } from './needs.ts'
import { closeDeal, createDeal, moveDeal, type NewDeal } from './work.ts'

/** Whose deals a company of the demo has, and with whom. */
export type DemoSales = {
  /** Ids of those who sell. */
  readonly people: readonly string[]
  /** Ids to choose from, in order. */
  readonly customers: readonly string[]
  readonly companies: readonly string[]
  readonly language: 'en' | 'zh'
}

const titles = [
  ['Gift hampers for the autumn fair', '秋季展会礼盒'],
  ['Restocking of the tea range', '茶品补货'],
  ['Opening order for a second shop', '新分店首批订货'],
  ['Welcome sets for hotel rooms', '酒店客房欢迎礼'],
  ['Branded mugs for a conference', '会议定制马克杯'],
  ['Frame agreement for stationery', '文具年度框架协议'],
  ['Window decoration for winter', '冬季橱窗装饰'],
  ['Table linen for a wedding season', '婚宴季桌布'],
  ['Lanterns for a garden party', '花园派对灯饰'],
  ['Samples for the spring catalogue', '春季目录样品'],
] as const

const nextSteps = [
  ['Send the revised offer', '发送修订后的报价'],
  ['Ring on Thursday about delivery dates', '周四致电确认交期'],
  ['Show samples on the next visit', '下次拜访时展示样品'],
  ['Wait for the budget to be confirmed', '等待对方确认预算'],
] as const

/** Days since a deal was made, days since it was last worked on, and where it stands. */
type Sample = readonly [made: number, touched: number, place: string]

const samples: readonly Sample[] = [
  ...[2, 3, 5, 6, 9, 12, 21, 34].map((days): Sample => [days, days, 'qualified']),
  ...[18, 22, 25, 31, 40, 44].map((days, at): Sample => [days, at * 4 + 1, 'proposal']),
  ...[29, 38, 51, 60, 75].map((days, at): Sample => [days, at * 6 + 2, 'negotiation']),
  ...[40, 62, 85, 110, 133, 150, 181, 214, 240, 262, 300, 322].map((days, at): Sample => [
    days,
    days - 12 - at * 2,
    'won',
  ]),
  ...[45, 70, 98, 128, 160, 190, 225, 275, 310].map((days, at): Sample => [days, days - 20 - at, 'lost']),
]

const day = 86_400_000
/** Numbers that look drawn and are the same each time. */
const drawn = (at: number, below: number): number => (Math.imul(at + 1, 2_654_435_761) >>> 8) % below

const lostFor = ['price', 'timing', 'competitor', 'budget', 'no-answer'] as const
const wonFor = ['fit', 'offer-price', 'relationship'] as const

/**
 * Gives a company of the demo deals in every stage, and a year of won and lost ones.
 * @param now milliseconds since 1970
 */
export const furnishDeals = async (
  tx: Tx,
  needs: DealsNeeds,
  { people, customers, companies, language }: DemoSales,
  now: number = Date.now(),
): Promise<void> => {
  const said = ([en, zh]: readonly [string, string]): string => (language === 'zh' ? zh : en)
  const ago = (days: number): string => new Date(now - days * day).toISOString()
  const pick = <Item>(items: readonly Item[], at: number): Item | undefined => items[at % Math.max(items.length, 1)]
  for (const [at, [made, touched, place]] of samples.entries()) {
    const owner = pick(people, at)
    if (owner === undefined) return
    const by = (days: number) => ({ actor: `staff:${owner}`, at: ago(days) })
    const isOpen = place !== 'won' && place !== 'lost'
    const company = at % 3 === 0 ? (pick(companies, at) ?? null) : null
    const fields: NewDeal = {
      title: said(pick(titles, at)!),
      amount: String((drawn(at, 180) + 8) * 5000),
      closeDay: ago(isOpen ? -(drawn(at, 50) + 3) : touched).slice(0, 10),
      owner,
      customer: company === null ? (pick(customers, at) ?? null) : null,
      company,
      source: pick(dealSources, drawn(at, 7))!,
      nextStep: isOpen && at % 2 === 0 ? said(pick(nextSteps, at)!) : null,
    }
    // Who is won or lost was further on than at the beginning.
    const stage = isOpen ? 'qualified' : at % 2 === 0 ? 'negotiation' : 'proposal'
    const { id } = await createDeal(tx, needs, { ...fields, stage }, by(made))
    if (isOpen && place !== 'qualified') await moveDeal(tx, needs, id, 1, { stage: place }, by(touched))
    if (isOpen) continue
    const reason = place === 'won' ? pick(wonFor, at)! : pick(lostFor, at)!
    const ending = { outcome: place, reason, reasonText: null, competitor: null } as const
    await closeDeal(tx, needs, id, 1, ending, by(touched))
  }
}
