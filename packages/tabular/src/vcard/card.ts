import { partsOf, unescaped, type Property } from './property.ts'

/** Properties that say something of the file and nothing of the person. */
const technical = new Set(['BEGIN', 'END', 'VERSION', 'PRODID', 'X-ABLABEL', 'AGENT'])

/** The kind of a telephone number or address, as far as it becomes part of a column's name. */
const kinds = ['cell', 'mobile', 'iphone', 'fax', 'pager', 'work', 'home', 'other'] as const

const kindOf = (types: readonly string[]): string => {
  const found = kinds.filter((kind) => types.includes(kind)).map((kind) => (kind === 'mobile' ? 'cell' : kind))
  if (found.includes('fax')) return ' fax'
  const [first] = found
  return first === undefined ? '' : ` ${first}`
}

const filled = (parts: readonly (string | undefined)[], separator: string): string =>
  parts.filter((part) => part !== undefined && part !== '').join(separator)

/** What one property says, by column. */
const cellsOf = ({ name, types, value = '' }: Property, label: string): readonly (readonly [string, string])[] => {
  const parts = partsOf(value)
  if (name === 'N') {
    const names = ['family', 'given', 'middle', 'prefix', 'suffix']
    return names.map((part, at) => [`N ${part}`, parts[at] ?? ''] as const)
  }
  if (name === 'ORG')
    return [
      ['ORG', parts[0] ?? ''],
      ['ORG unit', filled(parts.slice(1), ' / ')],
    ]
  if (name === 'ADR') {
    const column = `ADR${kindOf(types)}`
    const [box, extended, street, city, region, code, country] = parts
    return [
      [`${column} street`, filled([street, extended, box], ', ').replaceAll(/\s*\n\s*/g, ', ')],
      [`${column} city`, city ?? ''],
      [`${column} region`, region ?? ''],
      [`${column} code`, code ?? ''],
      [`${column} country`, country ?? ''],
    ]
  }
  const text = unescaped(value).trim()
  if (name === 'TEL' || name === 'EMAIL') return [[`${name}${kindOf(types)}`, text]]
  return [[label === '' ? name : `${name} ${label}`, text]]
}

/** The name that a person gave to a group of properties (Apple's address book). */
const labelsOf = (properties: readonly Property[]): Map<string, string> =>
  new Map(
    properties
      .filter(({ name, group }) => name === 'X-ABLABEL' && group !== '')
      .map(({ group, value = '' }) => [group, value.replaceAll(/_\$!<|>!\$_/g, '')]),
  )

/** One card as cells by column; what occurs again gets a number: `TEL cell`, `TEL cell 2`. */
export const cardCells = (properties: readonly Property[]): Map<string, string> => {
  const labels = labelsOf(properties)
  const cells = new Map<string, string>()
  for (const property of properties) {
    if (technical.has(property.name) || property.value === undefined) continue
    const found = cellsOf(property, labels.get(property.group) ?? '').filter(([, text]) => text !== '')
    const isFree = (times: number): boolean => found.every(([column]) => !cells.has(numbered(column, times)))
    let times = 1
    while (!isFree(times)) times += 1
    for (const [column, text] of found) cells.set(numbered(column, times), text)
  }
  return cells
}

/** `ADR home city` the second time is `ADR home 2 city`. */
const numbered = (column: string, times: number): string => {
  if (times === 1) return column
  const part = /^(ADR.*) (street|city|region|code|country)$/.exec(column)
  return part === null ? `${column} ${times}` : `${part[1]} ${times} ${part[2]}`
}
