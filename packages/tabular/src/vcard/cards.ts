import type { Content } from '../content.ts'
import { TabularError } from '../errors.ts'
import type { Encoding } from '../text/encodings.ts'
import { cardCells } from './card.ts'
import { unfolded } from './lines.ts'
import { readProperty, type Property } from './property.ts'

/** Most properties of one card. */
const mostProperties = 5000

/**
 * The cards of a file (vCard 2.1, 3.0 and 4.0), each as cells by column. A card within a card is left out.
 * @throws MALFORMED when a card does not end, and what reading the file throws
 */
export async function* cardsOf(content: Content, encoding: Encoding): AsyncGenerator<Map<string, string>> {
  let [depth, cards] = [0, 0]
  let properties: Property[] = []
  for await (const line of unfolded(content, encoding)) {
    if (/^(?:[^:;]+\.)?BEGIN:VCARD\s*$/i.test(line.replace(/^\u00ef\u00bb\u00bf/, ''))) {
      depth += 1
      continue
    }
    if (/^(?:[^:;]+\.)?END:VCARD\s*$/i.test(line)) {
      depth -= 1
      if (depth < 0) throw new TabularError('MALFORMED', `after ${cards} cards a card ends that never began`)
      if (depth > 0) continue
      cards += 1
      yield cardCells(properties)
      properties = []
      continue
    }
    if (depth !== 1) continue
    const property = readProperty(line, encoding)
    if (property !== undefined) properties.push(property)
    if (properties.length > mostProperties) {
      throw new TabularError('MALFORMED', `card ${cards + 1} has more than ${mostProperties} properties`)
    }
  }
  if (depth > 0) throw new TabularError('MALFORMED', `the file ends within card ${cards + 1}`)
}
