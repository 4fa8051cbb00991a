import type { EventDeclaration, EventValueKind } from '@candor/api'

/** One way in which an event does not fit its schema. */
export type Violation = {
  readonly property: string
  readonly problem: 'missing' | 'kind' | 'undeclared'
  /** Kind of value that came; empty where none came. */
  readonly found: EventValueKind | ''
}

const fits = (found: EventValueKind, wanted: EventValueKind): boolean =>
  found === wanted || (wanted === 'text' && found === 'date')

/** Compares the kinds of an event's properties with what was declared. */
export const violationsOf = (
  kinds: ReadonlyMap<string, EventValueKind>,
  { properties, closed }: EventDeclaration,
): Violation[] => {
  const faults: Violation[] = []
  for (const { name, kind, required } of properties) {
    const found = kinds.get(name)
    if (found === undefined || found === 'null') {
      if (required) faults.push({ property: name, problem: 'missing', found: found ?? '' })
    } else if (!fits(found, kind)) faults.push({ property: name, problem: 'kind', found })
  }
  if (closed) {
    const declared = new Set(properties.map(({ name }) => name))
    for (const [property, found] of kinds) {
      if (!declared.has(property)) faults.push({ property, problem: 'undeclared', found })
    }
  }
  return faults
}

/** A violation in words for the programmer who sent the event. */
export const violationInWords = ({ property, problem, found }: Violation, { properties }: EventDeclaration): string => {
  const wanted = properties.find(({ name }) => name === property)?.kind ?? ''
  if (problem === 'missing') return `${property} is required (${wanted})`
  return problem === 'kind' ? `${property} must be ${wanted}, is ${found}` : `${property} is not declared`
}
