import { TabularError } from '../errors.ts'

/** Longest record of a JSON file, in characters. */
const longestRecord = 8 * 1024 * 1024

const quote = 0x22
const backslash = 0x5c
const openBrace = 0x7b
const closeBrace = 0x7d
const openBracket = 0x5b
const closeBracket = 0x5d

/**
 * Cuts a JSON text into its records without ever holding more than one of them.
 * @param depth how deep the records lie
 * @returns the text of every object at that depth, in order
 */
export async function* recordTexts(text: AsyncIterable<string>, depth: number): AsyncGenerator<string> {
  let [level, from, inString, escaped] = [0, -1, false, false]
  let buffer = ''
  let at = 0
  for await (const piece of text) {
    buffer += piece
    for (; at < buffer.length; at += 1) {
      const code = buffer.charCodeAt(at)
      if (inString) {
        if (escaped) escaped = false
        else if (code === backslash) escaped = true
        else if (code === quote) inString = false
        continue
      }
      if (code === quote) inString = true
      else if (code === openBrace || code === openBracket) {
        if (code === openBrace && level === depth) from = at
        level += 1
      } else if (code === closeBrace || code === closeBracket) {
        level -= 1
        if (level < 0) throw new TabularError('MALFORMED', 'the JSON closes a bracket that it never opened')
        if (level === depth && from >= 0) {
          yield buffer.slice(from, at + 1)
          from = -1
        }
      }
    }
    // What lies before the record that is under way is done with.
    const done = from >= 0 ? from : at
    buffer = buffer.slice(done)
    at -= done
    if (from >= 0) from = 0
    if (buffer.length > longestRecord) {
      throw new TabularError('CELL_TOO_LARGE', `a record of the JSON is longer than ${longestRecord} characters`)
    }
  }
  if (level !== 0 || inString) throw new TabularError('MALFORMED', 'the JSON ends within a record')
}
