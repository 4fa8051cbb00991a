import { randomFrom } from './random.ts'
import { probabilityOf } from './trees/boost.ts'

export const leadColumns = [
  'number',
  'source',
  'visits',
  'budget',
  'country',
  'call_minutes',
  'closed_on',
  'won',
] as const

/**
 * Made-up leads, always the same for the same seed. Source, visits and budget decide how probable it is that one is won; `call_minutes` is only
 * long where it was, and `closed_on` is filled only then.
 */
export const generateLeads = (leads: number, seed: number): string[][] => {
  const random = randomFrom(seed)
  const oneOf = (choices: readonly string[]): string => choices[Math.floor(random() * choices.length)]!
  return Array.from({ length: leads }, (_, at) => {
    const source = oneOf(['referral', 'web', 'fair', '展会'])
    const visits = Math.floor(random() * 12)
    const budget = random() < 0.2 ? '' : String(Math.floor(random() * 90) * 100)
    const score = (source === 'referral' ? 1.2 : -0.4) + visits * 0.15 - 1.6 + (Number(budget) > 5000 ? 0.8 : 0)
    const won = random() < probabilityOf(score)
    const minutes = Math.floor(random() * 10) + (won ? 6 : 0)
    const closed = won ? `2026-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 10)}` : ''
    return [
      `L${at}`,
      source,
      String(visits),
      budget,
      oneOf(['CN', 'DE', 'GB']),
      String(minutes),
      closed,
      won ? 'yes' : 'no',
    ]
  })
}
