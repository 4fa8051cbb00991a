import { randomFrom } from './random.ts'
import { TableBuilder, type Table } from './table/table.ts'

/** What {@link generatePeople} makes, in this order. */
export const peopleColumns = [
  'given_name',
  'surname',
  'date_of_birth',
  'street',
  'city',
  'postcode',
  'phone',
  'email',
] as const

export type GeneratedPerson = {
  /** `<person>-0` for the original, `<person>-1` … for its repetitions. */
  readonly id: string
  readonly person: number
  readonly cells: readonly string[]
}

const syllables =
  'ba be bi bo da de di do fa fe ga go ha he ja jo ka ke ki la le li lo ma me mi mo na ne ni no pa pe ra re ri ro sa se si so ta te ti to va ve wa we ya za'.split(
    ' ',
  )
const endings = 'son ston ley ford well man berg ard ner ton ham mer sen ova ini ez ault wright'.split(' ')
const streets = 'Street Road Avenue Lane Close Drive Terrace Crescent'.split(' ')
const letters = 'abcdefghijklmnopqrstuvwxyz'

type Random = () => number
const below = (random: Random, bound: number): number => Math.floor(random() * bound)
const pick = <T>(random: Random, from: readonly T[]): T => from[below(random, from.length)]!
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** A few values are common and most are rare, as with names and towns. */
const skewed = (random: Random, from: readonly string[]): string => from[Math.floor(from.length * random() ** 3)]!

const vocabulary = (size: number, make: () => string): string[] => {
  const words = new Set<string>()
  for (let tries = 0; words.size < size && tries < size * 50; tries += 1) words.add(make())
  return [...words]
}

/** One slip: a character lost, doubled, changed, or swapped with its neighbour. */
const slip = (random: Random, text: string): string => {
  if (text.length < 2) return text
  const at = below(random, text.length - 1)
  const other = /\d/.test(text[at]!) ? String(below(random, 10)) : pick(random, Array.from(letters))
  const [before, here, next, after] = [text.slice(0, at), text[at]!, text[at + 1]!, text.slice(at + 2)]
  return pick(random, [
    `${before}${next}${after}`,
    `${before}${here}${here}${next}${after}`,
    `${before}${other}${next}${after}`,
    `${before}${next}${here}${after}`,
  ])
}

/** A copy as another clerk would have typed it: slips, gaps, another address, names in each other's place. */
const retyped = (random: Random, cells: readonly string[], moved: readonly string[]): string[] => {
  const copy = cells.map((cell) => {
    const luck = random()
    if (luck < 0.08) return ''
    return luck < 0.25 ? slip(random, cell) : cell
  })
  if (random() < 0.05) [copy[0], copy[1]] = [copy[1]!, copy[0]!]
  if (random() < 0.1) [copy[3], copy[4], copy[5]] = [moved[3]!, moved[4]!, moved[5]!]
  return copy
}

/**
 * Made-up people, some of them several times with errors: always the same for the same seed.
 * @param records how many in all
 * @param repeated share of the records that repeat an earlier one
 */
export function* generatePeople({
  records,
  repeated,
  seed,
}: {
  records: number
  repeated: number
  seed: number
}): Generator<GeneratedPerson> {
  const random = randomFrom(seed)
  const syllable = (): string => pick(random, syllables)
  const given = vocabulary(800, () => capital(syllable() + syllable()))
  const family = vocabulary(12_000, () => capital(syllable() + syllable() + pick(random, endings)))
  const towns = vocabulary(1500, () => capital(syllable() + pick(random, endings)))
  const person = (n: number): string[] => {
    const [first, last, town] = [skewed(random, given), skewed(random, family), skewed(random, towns)]
    const born = new Date(Date.UTC(1935, 0, 1) + below(random, 25_000) * 86_400_000).toISOString().slice(0, 10)
    const address = `${1 + below(random, 200)} ${capital(syllable() + syllable() + pick(random, endings))} ${pick(random, streets)}`
    const postcode = String(10_000 + ((below(random, 9000) * 7) % 89_999))
    const phone = `07${String(below(random, 1e9)).padStart(9, '0')}`
    const email = `${first}.${last}${below(random, 100)}@${pick(random, ['example.com', 'example.org', 'example.net'])}`
    return [first, last, born, address, town, postcode, phone, n % 3 === 0 ? '' : email.toLowerCase()]
  }
  const kept: { person: number; cells: string[]; copies: number }[] = []
  for (let made = 0, people = 0; made < records; made += 1) {
    if (kept.length > 0 && random() < repeated) {
      const original = pick(random, kept)
      original.copies += 1
      const cells = retyped(random, original.cells, person(0))
      yield { id: `${original.person}-${original.copies}`, person: original.person, cells }
      continue
    }
    const cells = person(people)
    yield { id: `${people}-0`, person: people, cells }
    // Only the last ones are repeated, so that memory does not grow with the table.
    if (kept.length < 50_000) kept.push({ person: people, cells, copies: 0 })
    else kept[below(random, kept.length)] = { person: people, cells, copies: 0 }
    people += 1
  }
}

/** A table of made-up people, and by record who each one truly is. */
export const peopleTable = (options: {
  records: number
  repeated: number
  seed: number
}): { table: Table; truth: string[]; ids: string[] } => {
  const builder = new TableBuilder(peopleColumns)
  const truth: string[] = []
  const ids: string[] = []
  for (const { id, person, cells } of generatePeople(options)) {
    builder.add(cells)
    truth.push(String(person))
    ids.push(id)
  }
  return { table: builder.build(), truth, ids }
}
