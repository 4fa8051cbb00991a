import type { Column } from '../column/column.ts'
import type { Words } from '../column/words.ts'
import { localPart } from '../compare/text-level.ts'
import { soundKey } from '../phonetic/sound-key.ts'
import { passBy, type Pass } from './pass.ts'

const sortedCharacters = (form: string): string => Array.from(form).sort().join('')

/** An ISO date with its day and month in the order of size, so that a swap does not matter. */
const swappableDate = (iso: string): string => {
  const [month, day] = [iso.slice(5, 7), iso.slice(8)]
  return `${iso.slice(0, 4)}${month < day ? month + day : day + month}`
}

/** Words of a text that lead to candidates: its rarest ones. */
const wordSlots = 4

/** A pass whose keys are the rarest words of a text that at least one other record has. */
const rareWords = (place: number, { name, codes }: Column, words: Words): Pass => {
  const { start, ids, records } = words
  const texts = start.length - 1
  const chosen = new Int32Array(texts * wordSlots)
  for (let text = 1; text < texts; text += 1) {
    Array.from(ids.subarray(start[text], start[text + 1]))
      .filter((id) => records[id]! > 1)
      .sort((a, b) => records[a]! - records[b]! || a - b)
      .slice(0, wordSlots)
      .forEach((id, slot) => (chosen[text * wordSlots + slot] = id + 1))
  }
  const keys = new Int32Array(codes.length * wordSlots)
  codes.forEach((code, record) => {
    for (let slot = 0; slot < wordSlots; slot += 1) keys[record * wordSlots + slot] = chosen[code * wordSlots + slot]!
  })
  return { columns: [place], name: `rare words of ${name}`, keys, slots: wordSlots, distinct: words.texts.length + 1 }
}

/**
 * The ways in which one column leads to candidates. The first is the plainest and the one that is joined with those of
 * other columns when its values are too common.
 */
export const passesOf = (column: Column, place: number): Pass[] => {
  const same: Pass = {
    columns: [place],
    name: column.name,
    keys: column.codes,
    slots: 1,
    distinct: column.forms.length,
  }
  const by = (how: string, keyOf: (form: string) => string): Pass =>
    passBy(`${how} of ${column.name}`, place, column, keyOf)
  switch (column.type) {
    case 'given-name':
    case 'family-name':
    case 'label':
      return [same, by('sound', soundKey)]
    case 'name':
    case 'organisation':
    case 'address':
    case 'text':
      return [same, rareWords(place, column, column.words!)]
    case 'date':
      return [by('figures', swappableDate)]
    case 'email':
      return [same, by('local part', localPart)]
    case 'phone':
      return [
        by('last figures', (form) => form.slice(-7)),
        by('sorted figures', (form) => sortedCharacters(form.slice(-7))),
      ]
    case 'code':
    case 'postcode':
      return [same, by('sorted figures', (form) => (form.length >= 4 ? sortedCharacters(form) : ''))]
    case 'number':
      return [same]
    case 'ignore':
    default:
      return []
  }
}

/** Both names of a person by sound, whichever stands first; for tables that have both. */
export const bothNames = (columns: readonly Column[]): Pass[] => {
  const given = columns.findIndex(({ type }) => type === 'given-name')
  const family = columns.findIndex(({ type }) => type === 'family-name')
  if (given < 0 || family < 0) return []
  const sounds = [columns[given]!, columns[family]!].map(({ forms }) => forms.map(soundKey))
  const places = new Map<string, number>()
  const size = columns[given]!.codes.length
  const keys = new Int32Array(size)
  for (let record = 0; record < size; record += 1) {
    const [first, second] = [sounds[0]![columns[given]!.codes[record]!]!, sounds[1]![columns[family]!.codes[record]!]!]
    if (first === '' || second === '') continue
    const key = first < second ? `${first} ${second}` : `${second} ${first}`
    let id = places.get(key)
    if (id === undefined) {
      id = places.size + 1
      places.set(key, id)
    }
    keys[record] = id
  }
  return [{ columns: [given, family], name: 'both names', keys, slots: 1, distinct: places.size + 1 }]
}
