import type pg from 'pg'

/** A table as far as copying its rows needs to know it. Names are quoted for SQL. */
export type Table = {
  /** `schema.table` */
  readonly name: string
  /** Columns that hold values of their own: generated ones are left to Postgres. */
  readonly columns: readonly string[]
  /** Whether a policy on `organisation_id` limits even the owner's reading. */
  readonly perOrganisation: boolean
  /** Tables whose rows must be there before. */
  readonly after: readonly string[]
}

const catalogue = `
  select format('%I.%I', n.nspname, c.relname) as name,
         array(select quote_ident(a.attname) from pg_attribute a
                where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                order by a.attnum)::text[] as columns,
         c.relforcerowsecurity and exists (select from pg_attribute a
                where a.attrelid = c.oid and a.attname = 'organisation_id' and not a.attisdropped) as "perOrganisation",
         array(select distinct format('%I.%I', fn.nspname, f.relname)
                 from pg_constraint k join pg_class f on f.oid = k.confrelid join pg_namespace fn on fn.oid = f.relnamespace
                where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> k.conrelid and k.conparentid = 0)::text[] as after
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence = 'p'
     and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
   order by 1`

/** Puts every table after those it refers to. @throws when tables refer to one another in a circle */
export const inReferenceOrder = (tables: readonly Table[]): Table[] => {
  const left = new Map(tables.map((table) => [table.name, table]))
  const ordered: Table[] = []
  while (left.size > 0) {
    const free = [...left.values()].filter(({ after }) => after.every((name) => !left.has(name)))
    if (free.length === 0) throw new Error(`tables refer to one another in a circle: ${[...left.keys()].join(', ')}`)
    for (const table of free) left.delete(table.name)
    ordered.push(...free)
  }
  return ordered
}

/**
 * Every stored table of a database, in an order in which its rows can be put back.
 * @param leaveOut `schema.table` names that are rebuilt rather than restored
 */
export const storedTables = async (client: pg.ClientBase, leaveOut: ReadonlySet<string>): Promise<Table[]> => {
  const { rows } = await client.query<Table>(catalogue)
  return inReferenceOrder(rows.filter(({ name }) => !leaveOut.has(name)))
}

/** Where every sequence stands; `called` says whether its value was given out. */
export type SequenceState = { readonly name: string; readonly value: string; readonly called: boolean }

/** State of every sequence. Read after the rows, so that it is never behind them. */
export const sequenceStates = async (client: pg.ClientBase): Promise<SequenceState[]> => {
  const { rows } = await client.query<{ name: string }>(`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'S' and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' order by 1`)
  const states: SequenceState[] = []
  for (const { name } of rows) {
    const state = await client.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from ${name}`,
    )
    states.push({ name, ...state.rows[0]! })
  }
  return states
}
