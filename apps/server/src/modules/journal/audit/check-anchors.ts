import type { Tx } from '../../../platform/db/index.ts'
import { type Finding, finding } from './finding.ts'

/** Asks the ledger itself, not our index of it. */
export type AnchorChain = {
  /** Root that the contract keeps for a log at a size, as `0x…`. */
  readonly rootAt: (log: `0x${string}`, treeSize: number) => Promise<string | undefined>
  /** Largest size anchored for a log. */
  readonly latest: (log: `0x${string}`) => Promise<{ readonly treeSize: number; readonly root: string } | undefined>
}

type AnchorRow = { size: number; root: Buffer; anchored: boolean; signed: Buffer | null }

const atOnce = 32

const readAnchors = async (tx: Tx, from: number): Promise<AnchorRow[]> =>
  tx.rows<AnchorRow>({
    text: `select a.size, a.root, a.transaction_hash is not null as anchored, c.root as signed
             from journal_anchor a
             left join journal_checkpoint c on c.organisation_id = $1 and c.size = a.size
            where a.organisation_id = $1 and a.size > $2 order by a.size`,
    values: [tx.organisationId, from],
  })

const checkRow = async (row: AnchorRow, log: `0x${string}`, chain: AnchorChain | undefined): Promise<Finding[]> => {
  const key = `anchor ${row.size}`
  const noted = `0x${row.root.toString('hex')}`
  const signed = row.signed && `0x${row.signed.toString('hex')}`
  const findings: Finding[] = []
  if (signed === null) {
    const what = `The checkpoint of size ${row.size}, which was anchored, is gone.`
    findings.push(finding('JOURNAL_CHECKPOINT_MISSING', 'journal_checkpoint', `checkpoint ${row.size}`, what))
  } else if (signed !== noted) {
    const what = 'What is noted as anchored is not what the checkpoint says.'
    findings.push(finding('JOURNAL_ANCHOR_CHANGED', 'journal_anchor', key, what, { noted, signed }))
  }
  if (chain === undefined || !row.anchored) return findings
  const kept = (await chain.rootAt(log, row.size))?.toLowerCase()
  if (kept === undefined) {
    const what = 'An anchor is noted that the ledger does not have.'
    findings.push(finding('JOURNAL_ANCHOR_MISSING', 'journal_anchor', key, what, { noted }))
  } else if (kept !== (signed ?? noted)) {
    const what = `The ledger keeps another root for size ${row.size} than the log signed: there are two histories.`
    findings.push(
      finding('JOURNAL_ANCHOR_DIFFERS', 'journal_checkpoint', `checkpoint ${row.size}`, what, { kept, signed }),
    )
  }
  return findings
}

/**
 * Compares what is noted of anchors with the checkpoints and with the ledger, and the length of the log with the
 * longest anchored one.
 * @param from looks at anchors of larger trees only
 * @param sealed size of the newest checkpoint
 */
export const checkAnchors = async (
  tx: Tx,
  { log, from, sealed, chain }: { log: `0x${string}`; from: number; sealed: number; chain: AnchorChain | undefined },
): Promise<Finding[]> => {
  const rows = await readAnchors(tx, from)
  const findings: Finding[] = []
  for (let at = 0; at < rows.length; at += atOnce) {
    const some = await Promise.all(rows.slice(at, at + atOnce).map(async (row) => checkRow(row, log, chain)))
    findings.push(...some.flat())
  }
  const longest = await chain?.latest(log)
  if (longest !== undefined && longest.treeSize > sealed) {
    const what = `The ledger has a root for ${longest.treeSize} entries, the newest checkpoint here covers ${sealed}.`
    const key = `checkpoint ${longest.treeSize}`
    findings.push(
      finding('JOURNAL_LOG_TRUNCATED', 'journal_checkpoint', key, what, { anchored: longest.treeSize, sealed }),
    )
  }
  return findings
}
