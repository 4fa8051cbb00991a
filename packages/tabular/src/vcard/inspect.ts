import type { Content } from '../content.ts'
import { TabularError } from '../errors.ts'
import { columnNames } from '../header.ts'
import { mostColumns, type Layout } from '../layout.ts'
import { cardsOf } from './cards.ts'

/** Whether a text begins with a card. */
export const isCards = (start: string): boolean => /^\s*BEGIN:VCARD\s/i.test(start)

/** Reads all cards once for the names of their columns. @throws MALFORMED, CELL_TOO_LARGE */
export const inspectCards = async (
  content: Content,
  found: Pick<Layout, 'encoding' | 'contentSize' | 'isCompressed'>,
): Promise<Layout> => {
  const names = new Set<string>()
  let cards = 0
  for await (const cells of cardsOf(content, found.encoding)) {
    cards += 1
    for (const name of cells.keys()) names.add(name)
    if (names.size > mostColumns) columnNames([...names])
  }
  if (cards === 0) throw new TabularError('NO_ROWS', 'the file holds no card')
  return { format: 'vcard', ...found, delimiter: '', skippedLines: 0, hasHeader: true, columns: [...names] }
}
