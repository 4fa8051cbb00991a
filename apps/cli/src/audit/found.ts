import type { JsonValue } from '@candor/journal'

/** Something that an audit names, in the form in which every auditor tells it. */
export type Found = {
  /** Short name of the organisation; none for what belongs to all. */
  readonly organisation: string | null
  readonly code: string
  readonly table: string
  readonly key: string
  readonly what: string
  readonly detail: { readonly [name: string]: JsonValue }
}

const detailText = (detail: Found['detail']): string => {
  const parts = Object.entries(detail).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )
  return parts.length === 0 ? '' : `\n      ${parts.join('\n      ')}`
}

/** A finding for people. */
export const foundText = ({ organisation, code, table, key, what, detail }: Found): string =>
  `  ✗ ${organisation === null ? '' : `${organisation}: `}${table}, ${key}\n      ${what} [${code}]${detailText(detail)}`
