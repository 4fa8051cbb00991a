import type { Tx } from '../../../platform/db/index.ts'
import { isUsableLogKey, type LogKey } from '../log-key.ts'
import { type Finding, finding } from './finding.ts'

/** Makes sure that each key of the log still opens, and signs as its public key says. */
export const checkLogKeys = async (tx: Tx, keys: readonly LogKey[]): Promise<Finding[]> => {
  const findings: Finding[] = []
  for (const key of keys) {
    if (await isUsableLogKey(tx, key)) continue
    const what = 'A key that signs checkpoints was changed: what is stored does not fit its public part.'
    findings.push(finding('JOURNAL_KEY_CHANGED', 'journal_log_key', `key ${key.id}`, what, { vkey: key.vkey }))
  }
  return findings
}
