import type { CustomerProfile } from '@candor/api'

/** A made-up customer: who, and what lists sort and filter by. Always the same for the same number. */
export type Person = {
  readonly reference: string
  readonly profile: CustomerProfile
  readonly country: string
  readonly orderCount: number
  readonly returnCount: number
  /** Minor units. */
  readonly spent: number
  /** Milliseconds since 1970; null without an order. */
  readonly lastOrderAt: number | null
  readonly createdAt: number
  /** Which of the merchants, by position, the customer bought at. */
  readonly merchants: readonly number[]
}

/** Pseudo-random numbers in [0, 1) from one number (mulberry32). */
const randomFrom = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
}

const syllables =
  'ba be bi bo da de di do fa fe ga go ha he ja jo ka ke ki la le li lo ma me mi mo na ne ni no pa pe ra re ri ro sa se si so ta te ti to va ve wa we ya za'.split(
    ' ',
  )
const endings = 'son ston ley ford well man berg ard ner ton ham mer sen ova ini ez ault wright'.split(' ')
const surnames = Array.from(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤',
)
const given = Array.from(
  '伟芳娜敏静丽强磊洋艳勇军杰娟涛超明霞秀兰英华玉萍红平刚桂建国志文海波宁云飞雪梅晨曦雨欣怡佳琪子涵浩然思远嘉豪梓萱',
)
const countries = [
  'United Kingdom',
  'China',
  'Germany',
  'France',
  'Spain',
  'Netherlands',
  'Belgium',
  'Switzerland',
  'Portugal',
  'Australia',
  'Norway',
  'Italy',
  'Finland',
  'Sweden',
  'Japan',
  'Austria',
  'Denmark',
  'Poland',
  'Singapore',
  'Canada',
]
const start = Date.UTC(2021, 0, 1)
const span = Date.UTC(2026, 0, 1) - start

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const nameOf = (pick: <T>(from: readonly T[]) => T, chinese: boolean): string => {
  if (chinese) return `${pick(surnames)}${pick(given)}${pick(given)}`
  return `${capital(pick(syllables) + pick(syllables))} ${capital(pick(syllables) + pick(syllables) + pick(endings))}`
}

/** The n-th made-up customer. Half of the countries' weight lies on the first; spending is spread log-normally. */
export const personOf = (n: number, merchants: number): Person => {
  const random = randomFrom(n * 2_654_435_761)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
  const name = nameOf(pick, random() < 0.3)
  const country = random() < 0.5 ? countries[0]! : pick(countries)
  const orderCount = Math.floor(-Math.log(1 - random()) * 6)
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const created = start + Math.floor(random() * span)
  const reference = String(10_000 + n)
  return {
    reference,
    profile: {
      name,
      email: `${syllables[n % syllables.length]}${n.toString(36)}@example.com`,
      phone: `+44 7${String(Math.floor(random() * 1e9)).padStart(9, '0')}`,
      country,
      city: capital(pick(syllables) + pick(endings)),
      fictional: true,
    },
    country,
    orderCount,
    returnCount: Math.floor(random() * 1.2),
    spent: orderCount === 0 ? 0 : Math.floor(orderCount * 3000 * Math.exp(normal)),
    lastOrderAt: orderCount === 0 ? null : Math.min(created + Math.floor(random() * span), start + span),
    createdAt: created,
    merchants: orderCount === 0 ? [] : [n % merchants, ...(random() < 0.4 ? [(n + 1) % merchants] : [])],
  }
}
