import type { SplitView, WitnessDecision, Witnessed, WitnessStore } from '@candor/journal'
import type { ClientBase, Pool, PoolClient } from 'pg'

/** Unproven ones can be made by anybody who passes a log's checkpoint on with a wrong proof: so many are kept. */
const mostUnproven = 20

type Row = { size: number; root: Buffer; note: string; cosigned_at: Date }

const newestOf = async (client: PoolClient, origin: string): Promise<Witnessed | undefined> => {
  const { rows } = await client.query<Row>(
    'select size, root, note, cosigned_at from system.witnessed_log where origin = $1',
    [origin],
  )
  const [row] = rows
  return row && { size: row.size, root: row.root.toString('hex'), note: row.note, cosignedAt: row.cosigned_at }
}

const keep = async (client: PoolClient, origin: string, witnessed: Witnessed): Promise<void> => {
  await client.query(
    `insert into system.witnessed_log (origin, size, root, note, cosigned_at) values ($1, $2, $3, $4, $5)
     on conflict (origin) do update set size = excluded.size, root = excluded.root, note = excluded.note,
       cosigned_at = excluded.cosigned_at`,
    [origin, witnessed.size, Buffer.from(witnessed.root, 'hex'), witnessed.note, witnessed.cosignedAt],
  )
}

/** @returns whether it was new, and there was room for it */
const keepEvidence = async (
  client: PoolClient,
  { origin, known, shown, proof, proven }: SplitView,
): Promise<boolean> => {
  const { rowCount } = await client.query(
    `insert into system.split_view (origin, known, shown, proof, proven)
     select $1, $2, $3, $4::jsonb, $5
      where not exists (select from system.split_view where origin = $1 and shown = $3 and proven = $5)
        and ($5 or (select count(*) from system.split_view where origin = $1 and not proven) < $6)`,
    [origin, known, shown, JSON.stringify(proof), proven, mostUnproven],
  )
  return rowCount === 1
}

/** Runs one thing at a time for each name, in order. */
const createTurns = () => {
  const last = new Map<string, Promise<void>>()
  return async <T>(name: string, run: () => Promise<T>): Promise<T> => {
    const before = last.get(name)
    const mine = (async () => {
      await before
      return run()
    })()
    const over = mine.then(
      () => undefined,
      () => undefined,
    )
    last.set(name, over)
    try {
      return await mine
    } finally {
      if (last.get(name) === over) last.delete(name)
    }
  }
}

const changeIn = async (
  owner: Pool,
  origin: string,
  decide: Parameters<WitnessStore['change']>[1],
): Promise<{ decision: WitnessDecision; fresh: boolean }> => {
  const client = await owner.connect()
  let broken = true
  try {
    await client.query('begin')
    await client.query(`select pg_advisory_xact_lock(hashtextextended('witness ' || $1, 0))`, [origin])
    const decision = decide(await newestOf(client, origin))
    if (decision.keep !== undefined) await keep(client, origin, decision.keep)
    const fresh = decision.evidence !== undefined && (await keepEvidence(client, decision.evidence))
    await client.query('commit')
    broken = false
    return { decision, fresh }
  } catch (error) {
    await client.query('rollback').then(
      () => (broken = false),
      () => undefined,
    )
    throw error
  } finally {
    client.release(broken)
  }
}

/**
 * Remembers in Postgres. A lock per log, held until the commit, lets one request decide at a time, in however many
 * processes; the answer goes out after the commit. Within this process requests wait before they take a connection, so
 * that many for one log do not hold up what else needs the database.
 * @param onEvidence told of evidence that is new
 */
export const postgresStore = (owner: Pool, onEvidence: (evidence: SplitView) => void): WitnessStore => {
  const inTurn = createTurns()
  return {
    change: async (origin, decide) => {
      const { decision, fresh } = await inTurn(origin, async () => changeIn(owner, origin, decide))
      if (fresh && decision.evidence !== undefined) onEvidence(decision.evidence)
      return decision.answer
    },
  }
}

/**
 * Ends this installation's life as the witness it was: for a database that went back in time, since it has forgotten
 * what it signed. It gets a new key when it is next asked, under which it has signed nothing. Evidence stays.
 */
export const retireWitness = async (client: ClientBase): Promise<void> => {
  await client.query(`delete from system.secret where name = 'witness'`)
  await client.query('delete from system.witnessed_log')
}

/** A log that is witnessed here, with how far it has come. */
export type WitnessedRow = { readonly origin: string; readonly size: number; readonly cosignedAt: Date }

/** Every log that this installation has cosigned. */
export const witnessedLogs = async (owner: Pool): Promise<WitnessedRow[]> => {
  const { rows } = await owner.query<WitnessedRow>(
    'select origin, size, cosigned_at as "cosignedAt" from system.witnessed_log order by origin limit 1000',
  )
  return rows
}

/** The newest cosigned checkpoint of the log whose origin has this SHA-256, hex. */
export const witnessedCheckpoint = async (owner: Pool, originHash: string): Promise<string | undefined> => {
  const { rows } = await owner.query<{ note: string }>(
    `select note from system.witnessed_log where encode(sha256(convert_to(origin, 'UTF8')), 'hex') = $1`,
    [originHash],
  )
  return rows[0]?.note
}

/** Evidence as it is kept. */
export type KeptEvidence = SplitView & { readonly id: string; readonly foundAt: Date }

/** The evidence kept, proven first, newest first. */
export const keptEvidence = async (owner: Pool): Promise<KeptEvidence[]> => {
  const { rows } = await owner.query<KeptEvidence>(
    `select id, origin, known, shown, proof, proven, found_at as "foundAt" from system.split_view
      order by proven desc, found_at desc limit 200`,
  )
  return rows
}

/** Journals that were seen to have two histories. */
export const convictedLogs = async (owner: Pool): Promise<number> => {
  const { rows } = await owner.query<{ count: number }>(
    'select count(distinct origin)::int as count from system.split_view where proven',
  )
  return rows[0]?.count ?? 0
}
