import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { SplitView, Witnessed, WitnessStore } from '@candor/journal'
import { z } from 'zod'
import { failure, usageError } from '../errors.ts'

const evidenceForm = z.object({
  origin: z.string(),
  known: z.string(),
  shown: z.string(),
  proof: z.array(z.string()),
  proven: z.boolean(),
  foundAt: z.iso.datetime(),
})

/** What the file holds: who the witness is, how far each journal has come, and evidence of two histories. */
const form = z.object({
  format: z.literal('candor.witness/v1'),
  name: z.string(),
  /** Ed25519 seed, base64. Whoever has it can sign in the witness's name. */
  seed: z.base64(),
  logs: z.record(
    z.string(),
    z.object({ size: z.int().min(0), root: z.string(), note: z.string(), cosignedAt: z.iso.datetime() }),
  ),
  evidence: z.array(evidenceForm),
})
type Content = z.infer<typeof form>

/** Evidence with the time when it was found. */
export type FileEvidence = SplitView & { readonly foundAt: string }

/** Unproven ones can be made by anybody who passes a journal's checkpoint on with a wrong proof: so many are kept. */
const mostUnproven = 20

/** Writes the whole file beside the old one and then in its place, on disk before this returns. */
const replace = (file: string, content: Content): void => {
  const next = `${file}.next`
  const handle = openSync(next, 'w', 0o600)
  try {
    writeSync(handle, `${JSON.stringify(content, undefined, 2)}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(next, file)
  const folder = openSync(dirname(file), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

const read = (file: string): Content => {
  let parsed: unknown
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw failure('WITNESS_FILE_UNREADABLE', `${file} cannot be read.`, 'Restore it from a backup.', error)
  }
  const content = form.safeParse(parsed)
  if (content.success) return content.data
  const [issue] = content.error.issues
  throw failure(
    'WITNESS_FILE_DAMAGED',
    `${file} is not the file of a witness: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}.`,
    'Restore it from a backup. A witness that has lost its memory must not go on under the same key.',
  )
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Keeps a second process from the file: two would sign what each of them alone finds right. */
const lock = (file: string): (() => void) => {
  const path = `${file}.lock`
  const take = (): void => {
    const handle = openSync(path, 'wx', 0o600)
    writeSync(handle, String(process.pid))
    closeSync(handle)
  }
  try {
    take()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    const pid = Number(readFileSync(path, 'utf8'))
    if (pid !== process.pid && Number.isSafeInteger(pid) && pid > 0 && isAlive(pid)) {
      throw usageError(`${file} is in use by process ${pid}.`, 'Stop that witness first, or give another --data.')
    }
    rmSync(path, { force: true })
    take()
  }
  return () => rmSync(path, { force: true })
}

/** A witness's memory in a file. */
export type FileStore = WitnessStore & {
  readonly name: string
  readonly seed: Uint8Array
  readonly logs: () => Readonly<Record<string, Omit<Witnessed, 'cosignedAt'> & { readonly cosignedAt: string }>>
  readonly evidence: () => readonly FileEvidence[]
  readonly close: () => void
}

/** Reads a witness's file without touching it. @throws CliError when there is none, or it is damaged */
export const readWitnessFile = (file: string): Pick<Content, 'name' | 'logs' | 'evidence'> & { seed: Uint8Array } => {
  if (!existsSync(file)) throw usageError(`There is no ${file}.`, 'Start the witness once, or give another --data.')
  const { seed, ...content } = read(file)
  return { ...content, seed: Buffer.from(seed, 'base64') }
}

/**
 * Opens a witness's file, and makes one with a new key where there is none.
 * @param name name of a new witness; an existing one keeps its own
 * @throws CliError when another process has it, or it is damaged
 */
export const openFileStore = (file: string, name: string): FileStore => {
  const unlock = lock(file)
  let content: Content
  try {
    if (!existsSync(file)) {
      const seed = randomBytes(32).toString('base64')
      replace(file, { format: 'candor.witness/v1', name, seed, logs: {}, evidence: [] })
    }
    content = read(file)
  } catch (error) {
    unlock()
    throw error
  }

  const withEvidence = (found: SplitView): FileEvidence[] => {
    const { evidence } = content
    const known = evidence.some(({ origin, shown, proven }) => {
      return origin === found.origin && shown === found.shown && proven === found.proven
    })
    const unproven = evidence.filter(({ origin, proven }) => origin === found.origin && !proven).length
    if (known || (!found.proven && unproven >= mostUnproven)) return evidence
    return [...evidence, { ...found, proof: [...found.proof], foundAt: new Date().toISOString() }] as FileEvidence[]
  }

  return {
    name: content.name,
    seed: Buffer.from(content.seed, 'base64'),
    logs: () => content.logs,
    evidence: () => content.evidence,
    close: unlock,
    // Nothing is awaited between reading and writing, so one request decides at a time.
    change: async (origin, decide) => {
      const stored = content.logs[origin]
      const { keep, evidence, answer } = decide(stored && { ...stored, cosignedAt: new Date(stored.cosignedAt) })
      if (keep === undefined && evidence === undefined) return answer
      const next = {
        ...content,
        ...(keep && { logs: { ...content.logs, [origin]: { ...keep, cosignedAt: keep.cosignedAt.toISOString() } } }),
        ...(evidence && { evidence: withEvidence(evidence) as Content['evidence'] }),
      }
      replace(file, next)
      content = next
      return answer
    },
  }
}
