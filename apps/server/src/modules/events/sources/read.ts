import type { EventSource } from '@candor/api'
import type { Tx } from '../../../platform/db/index.ts'

type SourceRow = Omit<EventSource, 'keys' | 'week' | 'createdAt'> & { readonly createdAt: Date }
type KeyRow = {
  readonly id: string
  readonly sourceId: string
  readonly hint: string
  readonly createdBy: string
  readonly createdAt: Date
  readonly revokedAt: Date | null
}
type CountRow = { readonly sourceId: string; readonly outcome: 'kept' | 'counted' | 'refused'; readonly events: number }

/** Who made the keys shown, by actor. */
export type KeyMakers = (actors: readonly string[]) => Promise<ReadonlyMap<string, string>>

/** Every source with its keys and the counts of the last seven days. An organisation has a few of them. */
export const sourcesOf = async (tx: Tx, namesOf: KeyMakers): Promise<EventSource[]> => {
  const values = [tx.organisationId]
  const [sources, keys, counts] = await Promise.all([
    tx.rows<SourceRow>({
      text: `select id, name, kind, origins, visitors, refuses, created_at as "createdAt" from event_source
              where organisation_id = $1 order by created_at, id`,
      values,
    }),
    tx.rows<KeyRow>({
      text: `select id, source_id as "sourceId", hint, created_by as "createdBy", created_at as "createdAt",
                    revoked_at as "revokedAt"
               from event_write_key where organisation_id = $1 order by created_at, id`,
      values,
    }),
    tx.rows<CountRow>({
      text: `select source_id as "sourceId", outcome, sum(events)::int8 as events from event_count
              where organisation_id = $1 and day > current_date - 7 group by 1, 2`,
      values,
    }),
  ])
  const names = await namesOf([...new Set(keys.map(({ createdBy }) => createdBy))])
  return sources.map((source) => {
    const of = (outcome: CountRow['outcome']): number =>
      counts.find((row) => row.sourceId === source.id && row.outcome === outcome)?.events ?? 0
    return {
      id: source.id,
      name: source.name,
      kind: source.kind,
      origins: source.origins,
      visitors: source.visitors,
      refuses: source.refuses,
      createdAt: source.createdAt.toISOString(),
      keys: keys
        .filter(({ sourceId }) => sourceId === source.id)
        .map((key) => ({
          id: key.id,
          hint: key.hint,
          createdAt: key.createdAt.toISOString(),
          createdByName: names.get(key.createdBy) ?? null,
          revokedAt: key.revokedAt?.toISOString() ?? null,
        })),
      week: { kept: of('kept'), counted: of('counted'), refused: of('refused') },
    }
  })
}
