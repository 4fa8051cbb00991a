import type { Edges } from './cluster.ts'

/** How many records of one table may stand for one of the other. `auto` lets the records themselves tell. */
export const linkings = ['auto', 'one', 'many'] as const
export type Linking = (typeof linkings)[number]

/**
 * Links two tables: the strongest pairs first, each record once. A record that has its partner already gets another one
 * only where the partners are the same by the model's own judgement (`auto`), or always (`many`).
 * @param surplusOf bits above the threshold of any pair, also of two records of one table
 * @returns places of the edges that are links
 */
export const link = (edges: Edges, linking: Linking, surplusOf: (i: number, j: number) => number): Uint32Array => {
  const { first, second, surplus } = edges
  const above = Array.from(surplus.keys())
    .filter((place) => surplus[place]! >= 0)
    .sort((a, b) => surplus[b]! - surplus[a]! || a - b)
  if (linking === 'many') return Uint32Array.from(above)
  const partners = new Map<number, number[]>()
  const links: number[] = []
  for (const place of above) {
    const [i, j] = [first[place]!, second[place]!]
    const [ofI, ofJ] = [partners.get(i) ?? [], partners.get(j) ?? []]
    const isFree = ofI.length === 0 && ofJ.length === 0
    const fits = (partner: number, record: number): boolean => surplusOf(partner, record) >= 0
    if (!isFree && (linking === 'one' || !ofI.every((p) => fits(p, j)) || !ofJ.every((p) => fits(p, i)))) continue
    links.push(place)
    partners.set(i, [...ofI, j])
    partners.set(j, [...ofJ, i])
  }
  return Uint32Array.from(links)
}
