/** One way to find candidates: records with the same key are compared. */
export type Pass = {
  /** Places of the columns that the key is made of. */
  readonly columns: readonly number[]
  /** What the key is, for the report. */
  readonly name: string
  /** Keys of record `i` from `i * slots` on; 0 is none. */
  readonly keys: Int32Array
  /** Keys that a record can have. */
  readonly slots: number
  /** One more than the largest key. */
  readonly distinct: number
}

/** Numbers texts from 1 on; '' stays 0. */
export const numbered = (texts: readonly string[]): { readonly ids: Int32Array; readonly distinct: number } => {
  const places = new Map<string, number>([['', 0]])
  const ids = Int32Array.from(texts, (text) => {
    let place = places.get(text)
    if (place === undefined) {
      place = places.size
      places.set(text, place)
    }
    return place
  })
  return { ids, distinct: places.size }
}

/** A pass whose key is made from the form of one column. */
export const passBy = (
  name: string,
  column: number,
  { codes, forms }: { readonly codes: Int32Array; readonly forms: readonly string[] },
  keyOf: (form: string) => string,
): Pass => {
  const { ids, distinct } = numbered(forms.map((form) => (form === '' ? '' : keyOf(form))))
  return { columns: [column], name, keys: codes.map((code) => ids[code]!), slots: 1, distinct }
}

/** Spreads numbers over a table whose size is a power of two. */
const scattered = (a: number, b: number, mask: number): number => {
  const mixed = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca77)
  return (mixed ^ (mixed >>> 15)) & mask
}

/** A pass whose key is two keys of one-key passes together. */
export const joined = (a: Pass, b: Pass): Pass => {
  const size = a.keys.length
  let room = 16
  while (room < size * 2) room *= 2
  const [keptA, keptB, ids] = [new Int32Array(room), new Int32Array(room), new Int32Array(room)]
  const keys = new Int32Array(size)
  let distinct = 1
  for (let record = 0; record < size; record += 1) {
    const keyA = a.keys[record]!
    const keyB = b.keys[record]!
    if (keyA === 0 || keyB === 0) continue
    let at = scattered(keyA, keyB, room - 1)
    while (ids[at] !== 0 && (keptA[at] !== keyA || keptB[at] !== keyB)) at = (at + 1) & (room - 1)
    if (ids[at] === 0) {
      ids[at] = distinct
      keptA[at] = keyA
      keptB[at] = keyB
      distinct += 1
    }
    keys[record] = ids[at]!
  }
  return { columns: [...a.columns, ...b.columns], name: `${a.name} + ${b.name}`, keys, slots: 1, distinct }
}
