import { ApiError, portalPaths, type TimelineItem } from '@candor/api'
import { useVerifyRecord } from '@candor/ui'
import { useState } from 'react'

type Verdict = 'verified' | 'early' | 'unreachable' | 'failed'

/** Refusals by which the server admits that what it stores is not what was sealed, or is gone. */
const damage = new Set(['JOURNAL_INCONSISTENT', 'CORRUPT_CIPHERTEXT', 'PORTAL_ENTRY_NOT_FOUND'])

const verdictOfError = (error: unknown): Verdict =>
  error instanceof ApiError && damage.has(error.problem.code) ? 'failed' : 'unreachable'

export interface VerifyAllState {
  readonly running: boolean
  /** Verdict by entry id, as far as checked. */
  readonly verdicts: ReadonlyMap<string, Verdict>
  /** Entries that do not match their seal. */
  readonly failed: ReadonlySet<string>
  readonly run: () => Promise<void>
}

/** Verifies every shown line in this browser, one after the other, so that progress can be seen. */
export const useVerifyAll = (items: readonly TimelineItem[]): VerifyAllState => {
  const verifyRecord = useVerifyRecord()
  const [running, setRunning] = useState(false)
  const [verdicts, setVerdicts] = useState<ReadonlyMap<string, Verdict>>(new Map())

  const verdictOf = async ({ id, kind, recordedAt, body }: TimelineItem): Promise<Verdict> => {
    try {
      return (await verifyRecord({ id, kind, recordedAt, body }, portalPaths.receipt(id))).outcome.verdict
    } catch (error) {
      return verdictOfError(error)
    }
  }
  const run = async (): Promise<void> => {
    setRunning(true)
    const found = new Map<string, Verdict>()
    setVerdicts(found)
    for (const item of items) {
      found.set(item.id, await verdictOf(item))
      setVerdicts(new Map(found))
    }
    setRunning(false)
  }
  const failed = new Set([...verdicts].filter(([, verdict]) => verdict === 'failed').map(([id]) => id))
  return { running, verdicts, failed, run }
}
