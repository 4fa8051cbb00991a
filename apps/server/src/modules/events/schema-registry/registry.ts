import type { EventDeclaration, EventValueKind } from '@candor/api'
import type { Database, Tx } from '../../../platform/db/index.ts'
import type { Violation } from './check.ts'

/** Names of events that are told apart in one organisation; further ones are counted together. */
const mostNames = 2_000
const mostSeenProperties = 200
/** What events beyond that are counted under. */
export const otherNames = '…'
/** For so long a process believes what it read (milliseconds); what it changed itself holds at once. */
const believed = 5_000

type Seen = Record<string, EventValueKind[]>
type Row = { type: string; name: string; seen: Seen; declared: EventDeclaration | null }

/** What is known of events of one name. */
export type KnownSchema = {
  readonly seen: Map<string, Set<EventValueKind>>
  readonly declared: EventDeclaration | null
}

/** What is known of the events of an organisation, by {@link schemaKey}. */
export type KnownSchemas = Map<string, KnownSchema>

export const schemaKey = (type: string, name: string): string => `${type}\n${name}`

const load = async (tx: Tx): Promise<KnownSchemas> => {
  const rows = await tx.rows<Row>({
    name: 'event-schemas',
    text: 'select type, name, seen, declared from event_schema where organisation_id = $1',
    values: [tx.organisationId],
  })
  return new Map(
    rows.map(({ type, name, seen, declared }) => [
      schemaKey(type, name),
      { declared, seen: new Map(Object.entries(seen).map(([property, kinds]) => [property, new Set(kinds)])) },
    ]),
  )
}

/** Kinds of values that an event was seen with for the first time. */
export type Sighting = {
  readonly type: string
  readonly name: string
  readonly kinds: ReadonlyMap<string, EventValueKind>
}

/** Lays sightings over what is stored. */
const merge = (seen: Seen, kinds: ReadonlyMap<string, EventValueKind>): Seen => {
  const merged = { ...seen }
  for (const [property, kind] of kinds) {
    const known = merged[property]
    if (known === undefined && Object.keys(merged).length >= mostSeenProperties) continue
    if (known?.includes(kind) !== true) merged[property] = [...(known ?? []), kind]
  }
  return merged
}

/** Keeps what was seen for the first time. Rare: a name's properties are soon known. */
export const keepSightings = async (tx: Tx, sightings: readonly Sighting[]): Promise<void> => {
  if (sightings.length === 0) return
  const sorted = sightings.toSorted((a, b) => (schemaKey(a.type, a.name) < schemaKey(b.type, b.name) ? -1 : 1))
  for (const { type, name } of sorted) {
    await tx.rows({
      name: 'event-schema-meet',
      text: `insert into event_schema (organisation_id, type, name, seen, first_seen_at) values ($1, $2, $3, '{}', now())
             on conflict (organisation_id, type, name) do update
                set first_seen_at = coalesce(event_schema.first_seen_at, excluded.first_seen_at)`,
      values: [tx.organisationId, type, name],
    })
  }
  for (const { type, name, kinds } of sorted) {
    const { seen } = await tx.one<{ seen: Seen }>({
      name: 'event-schema-seen',
      text: 'select seen from event_schema where organisation_id = $1 and type = $2 and name = $3 for update',
      values: [tx.organisationId, type, name],
    })
    await tx.rows({
      name: 'event-schema-see',
      text: 'update event_schema set seen = $4 where organisation_id = $1 and type = $2 and name = $3',
      values: [tx.organisationId, type, name, JSON.stringify(merge(seen, kinds))],
    })
  }
}

/** A violation by one event. */
export type SeenViolation = Violation & { readonly type: string; readonly name: string; readonly sourceId: string }

/** Counts violations. */
export const keepViolations = async (tx: Tx, violations: readonly SeenViolation[]): Promise<void> => {
  const sums = new Map<string, { of: SeenViolation; events: number }>()
  for (const of of violations) {
    const key = JSON.stringify([of.type, of.name, of.property, of.problem, of.found])
    const sum = sums.get(key) ?? { of, events: 0 }
    sum.events += 1
    sums.set(key, sum)
  }
  for (const [, { of, events }] of [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    await tx.rows({
      name: 'event-violation-add',
      text: `insert into event_violation as v (organisation_id, type, name, property, problem, found, events, last_at,
               last_source_id) values ($1, $2, $3, $4, $5, $6, $7, now(), $8)
             on conflict (organisation_id, type, name, property, problem, found) do update
                set events = v.events + excluded.events, last_at = now(), last_source_id = excluded.last_source_id`,
      values: [tx.organisationId, of.type, of.name, of.property, of.problem, of.found, events, of.sourceId],
    })
  }
}

/** What is known of events, remembered for a moment. */
export class SchemaRegistry {
  readonly #db: Database
  readonly #known = new Map<string, { readonly schemas: KnownSchemas; readonly until: number }>()

  constructor(db: Database) {
    this.#db = db
  }

  /** What is known of an organisation's events. */
  async of(organisationId: string): Promise<KnownSchemas> {
    const known = this.#known.get(organisationId)
    if (known !== undefined && known.until > Date.now()) return known.schemas
    const schemas = await this.#db.inOrganisation(organisationId, load)
    this.#known.set(organisationId, { schemas, until: Date.now() + believed })
    return schemas
  }

  /** Forgets what was read: a schema was declared. */
  forget(organisationId: string): void {
    this.#known.delete(organisationId)
  }

  /** The name that an event goes by in counts and schemas, and whether anything about it is new. */
  static look(
    schemas: KnownSchemas,
    type: string,
    name: string,
    kinds: ReadonlyMap<string, EventValueKind>,
  ): { readonly name: string; readonly schema: KnownSchema | undefined; readonly isNew: boolean } {
    const schema = schemas.get(schemaKey(type, name))
    if (schema === undefined) {
      const full = schemas.size >= mostNames
      return { name: full ? otherNames : name, schema: undefined, isNew: !full }
    }
    const isFull = schema.seen.size >= mostSeenProperties
    const isNew = [...kinds].some(([property, kind]) => {
      const known = schema.seen.get(property)
      return known === undefined ? !isFull : !known.has(kind)
    })
    return { name, schema, isNew }
  }
}
