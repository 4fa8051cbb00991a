import { z } from 'zod'
import { instant, uuid } from './common.ts'
import { defineRoute } from './route.ts'

const size = z.number().int().min(0)

/** How it stands with a witness: it cosigns, or why not. */
export const witnessState = z.enum(['new', 'cosigned', 'unreachable', 'unknown', 'refused', 'ahead'])
export type WitnessState = z.infer<typeof witnessState>

/** A witness that this installation asks. */
export const askedWitness = z.object({
  name: z.string(),
  host: z.string(),
  /** Its key, in C2SP vkey form. */
  key: z.string(),
  state: witnessState,
  /** What is in the way, in the witness's words or the network's. */
  problem: z.string().nullable(),
  /** Size of the newest seal of the reader's organisation that it has signed since the server started. */
  size,
  cosignedAt: instant.nullable(),
})
export type AskedWitness = z.infer<typeof askedWitness>

/** A journal of somebody else that this installation watches. */
export const watchedLog = z.object({ origin: z.string(), size: size.nullable(), cosignedAt: instant.nullable() })
export type WatchedLog = z.infer<typeof watchedLog>

/** Two checkpoints of one journal that do not fit each other, both signed by it. */
export const splitView = z.object({
  id: uuid,
  origin: z.string(),
  known: z.string(),
  shown: z.string(),
  knownSize: size,
  shownSize: size,
  /** Hashes in hex. */
  proof: z.array(z.string()),
  /** Whether the two show two histories by themselves; else a proof was asked for and did not hold. */
  proven: z.boolean(),
  foundAt: instant,
})
export type SplitViewFound = z.infer<typeof splitView>

export const witnessRoutes = {
  overview: defineRoute({
    id: 'getWitnesses',
    method: 'GET',
    path: '/api/witnesses',
    access: { right: 'journal.read' },
    tag: 'Journal',
    summary: 'Witnesses that are asked, journals that are watched, and evidence of two histories',
    response: z.object({
      /** How many of the witnesses must have signed, in words such as `2 of 3`; null where none are asked for. */
      quorum: z.string().nullable(),
      /** Size of the newest seal that enough of them have signed. */
      witnessedSize: size,
      witnesses: z.array(askedWitness),
      /** This server as a witness; null where it is none. */
      own: z.object({ key: z.string(), logs: z.array(watchedLog) }).nullable(),
      splitViews: z.array(splitView),
    }),
  }),
} as const
