import {
  equalBytes,
  formatVerifierKey,
  JournalFormatError,
  type NoteVerifier,
  parseSignatureLines,
  parseSignedCheckpoint,
  parseWitnessKey,
  toUtf8,
  verifierKey,
  witnessVerifier,
} from '@candor/journal'
import type { Tx } from '../../../platform/db/index.ts'
import { nativeVerifier } from '../log-key.ts'
import { type Finding, finding } from './finding.ts'

type WitnessedRow = { size: number; witnesses: string[]; lines: string; note: string | null }

const page = 1_000

const readWitnessed = async (tx: Tx, from: number): Promise<WitnessedRow[]> =>
  tx.rows<WitnessedRow>({
    name: 'journal-audit-witnessed',
    text: `select w.size, w.witnesses, w.lines, c.note
             from journal_witnessed w
             left join journal_checkpoint c on c.organisation_id = $1 and c.size = w.size
            where w.organisation_id = $1 and w.size > $2 order by w.size limit $3`,
    values: [tx.organisationId, from, page],
  })

const verifierOf = (vkey: string): NoteVerifier => {
  const key = parseWitnessKey(vkey)
  const plain = nativeVerifier(formatVerifierKey(verifierKey(key.name, key.publicKey)))
  return witnessVerifier(key, (message, signature) => plain.verify(message, signature))
}

const check = (
  { witnesses, lines, note }: WitnessedRow,
  verifier: (vkey: string) => NoteVerifier,
): string | undefined => {
  if (note === null) return 'Witnesses have signed a checkpoint that is not here.'
  try {
    const signatures = parseSignatureLines(lines)
    if (signatures.length !== witnesses.length) return 'There are more or fewer signatures than witnesses.'
    const text = toUtf8(parseSignedCheckpoint(note).note.text)
    const wrong = signatures.find(({ name, id, signature }, at) => {
      const witness = verifier(witnesses[at]!)
      return witness.name !== name || !equalBytes(witness.id, id) || !witness.verify(text, signature)
    })
    return wrong && `The signature of ${wrong.name} does not fit the checkpoint.`
  } catch (error) {
    if (error instanceof JournalFormatError) return error.message
    throw error
  }
}

/**
 * Checks the signatures of witnesses that are kept with checkpoints: receipts show them.
 * @param from looks at those of larger trees only
 */
export const checkWitnessed = async (tx: Tx, from: number): Promise<Finding[]> => {
  const findings: Finding[] = []
  const verifiers = new Map<string, NoteVerifier>()
  const verifier = (vkey: string): NoteVerifier => {
    const known = verifiers.get(vkey) ?? verifierOf(vkey)
    verifiers.set(vkey, known)
    return known
  }
  let rows = await readWitnessed(tx, from)
  while (rows.length > 0) {
    for (const row of rows) {
      const wrong = check(row, verifier)
      const key = `checkpoint ${row.size}`
      const detail = { lines: row.lines }
      if (wrong !== undefined)
        findings.push(finding('JOURNAL_WITNESSED_CHANGED', 'journal_witnessed', key, wrong, detail))
    }
    rows = rows.length < page ? [] : await readWitnessed(tx, rows.at(-1)!.size)
  }
  return findings
}
