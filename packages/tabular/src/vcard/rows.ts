import type { Content } from '../content.ts'
import type { Layout } from '../layout.ts'
import { cardsOf } from './cards.ts'

/** The cards of a file as rows of its columns. */
export async function* cardRows(content: Content, { encoding, columns }: Layout): AsyncGenerator<string[]> {
  for await (const cells of cardsOf(content, encoding)) yield columns.map((column) => cells.get(column) ?? '')
}
