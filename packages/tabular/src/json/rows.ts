import { textOf, type Content } from '../content.ts'
import type { Layout } from '../layout.ts'
import { cellsOf } from './flatten.ts'
import { recordTexts } from './scan.ts'

/** The records of a JSON file as rows of its columns. */
export async function* jsonRows(content: Content, { encoding, depth = 1, columns }: Layout): AsyncGenerator<string[]> {
  let position = 0
  for await (const text of recordTexts(textOf(content, encoding), depth)) {
    position += 1
    const cells = cellsOf(text, position)
    yield columns.map((column) => cells.get(column) ?? '')
  }
}
