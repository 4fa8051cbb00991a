import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A file of facts that cannot be understood: which, where, and what is wrong. */
export class FactsError extends Error {
  override readonly name = 'FactsError'
  readonly code = 'FACTS_UNREADABLE'
  readonly remedy = 'Export the facts again with "candor loyalty export"; the handbook describes the files.'
}

/** What a line or a file says, unread. */
export type Facts = Readonly<Record<string, unknown>>

/** Reads values by their names, and says of a wrong one where it stands. */
export const reader = (where: string, facts: Facts) => {
  const wrong = (name: string, wanted: string): FactsError =>
    new FactsError(`${where}: "${name}" is ${JSON.stringify(facts[name])}, not ${wanted}.`)
  return {
    whole: (name: string): bigint => {
      const value = facts[name]
      if (typeof value !== 'string' || !/^\d{1,78}$/.test(value)) throw wrong(name, 'a whole number in quotation marks')
      return BigInt(value)
    },
    count: (name: string): number => {
      const value = facts[name]
      if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw wrong(name, 'a whole number')
      return value
    },
    /** Seconds since 1970. */
    time: (name: string): number => {
      const value = facts[name]
      const time = typeof value === 'string' && value.endsWith('Z') ? Date.parse(value) : Number.NaN
      if (Number.isNaN(time)) throw wrong(name, 'a time such as 2011-07-01T10:00:00Z')
      return Math.floor(time / 1000)
    },
    text: (name: string): string => {
      const value = facts[name]
      if (typeof value !== 'string') throw wrong(name, 'text')
      return value
    },
    inner: (name: string): Facts | undefined => {
      const value = facts[name]
      if (value === undefined || value === null) return undefined
      if (typeof value !== 'object') throw wrong(name, 'an object')
      return value as Facts
    },
  }
}
export type Reader = ReturnType<typeof reader>

/** The lines of a file, one by one. @throws FactsError */
export async function* linesOf(folder: string, file: string): AsyncGenerator<{ where: string; facts: Facts }> {
  const path = join(folder, file)
  if (!existsSync(path)) throw new FactsError(`${file} is missing in ${folder}.`)
  let number = 0
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    number += 1
    if (line === '') continue
    const where = `${file}, line ${number}`
    let facts: unknown
    try {
      facts = JSON.parse(line)
    } catch {
      throw new FactsError(`${where} is not JSON.`)
    }
    if (typeof facts !== 'object' || facts === null) throw new FactsError(`${where} is not an object.`)
    yield { where, facts: facts as Facts }
  }
}

/** What the folder says of the programme. @throws FactsError */
export const programmeIn = (folder: string): Reader => {
  const path = join(folder, 'programme.json')
  if (!existsSync(path)) throw new FactsError(`There is no programme.json in ${folder}.`)
  let facts: unknown
  try {
    facts = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    throw new FactsError('programme.json is not JSON.')
  }
  const programme = reader('programme.json', (facts ?? {}) as Facts)
  if (programme.count('format') !== 1)
    throw new FactsError('programme.json has a format that this program does not know.')
  return programme
}
