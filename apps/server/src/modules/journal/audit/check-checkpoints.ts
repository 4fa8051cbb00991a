import { JournalFormatError, openNote, parseSignedCheckpoint, type NoteVerifier } from '@candor/journal'
import { type Finding, finding } from './finding.ts'
import type { CheckpointRecord } from './read.ts'

const check = ({ size, root, note }: CheckpointRecord, verifiers: readonly NoteVerifier[]): string | undefined => {
  try {
    const { checkpoint } = parseSignedCheckpoint(note)
    if (checkpoint.size !== size) return `The row says size ${size}, the signed text ${checkpoint.size}.`
    if (!root.equals(checkpoint.root)) return 'The root in the row is not the one in the signed text.'
    if (!verifiers.some(({ name }) => name === checkpoint.origin))
      return `The text is of another log, ${checkpoint.origin}.`
    const verdict = openNote(note, verifiers)
    return verdict.ok ? undefined : verdict.message
  } catch (error) {
    if (error instanceof JournalFormatError) return error.message
    throw error
  }
}

/**
 * Checks checkpoints by themselves: text against row, signature against the log's keys.
 * @returns those in order, and what was found of the others
 */
export const checkCheckpoints = (
  checkpoints: readonly CheckpointRecord[],
  verifiers: readonly NoteVerifier[],
): { sound: CheckpointRecord[]; findings: Finding[] } => {
  const findings: Finding[] = []
  const sound = checkpoints.filter((checkpoint) => {
    const wrong = check(checkpoint, verifiers)
    if (wrong === undefined) return true
    const key = `checkpoint ${checkpoint.size}`
    findings.push(finding('JOURNAL_CHECKPOINT_CHANGED', 'journal_checkpoint', key, wrong, { note: checkpoint.note }))
    return false
  })
  return { sound, findings }
}

/**
 * Makes sure that no checkpoint between two others was removed: each names the size of the one before.
 * @param before size of the checkpoint before the first of these
 */
export const checkSuccession = (checkpoints: readonly CheckpointRecord[], before: number): Finding[] =>
  checkpoints.flatMap(({ size, previous }, i) => {
    const found = checkpoints[i - 1]?.size ?? before
    if (found === previous) return []
    const what = `The checkpoint of size ${previous}, which came before that of ${size}, is gone.`
    return [
      finding('JOURNAL_CHECKPOINT_MISSING', 'journal_checkpoint', `checkpoint ${previous}`, what, { found, previous }),
    ]
  })
