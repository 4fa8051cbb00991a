import { ApiError, type Problem } from '@candor/api'
import { checkReceipt } from './check-receipt.ts'
import { defaultRpcPath } from './rpc.ts'
import { fetchVerifySource } from './verify-source.ts'
import type { ShownRecord, VerifyReport } from './verify-types.ts'

export interface VerificationInput {
  readonly record: ShownRecord
  readonly receiptUrl: string
  /** Empty for the site's own. */
  readonly rpcUrl: string
  readonly keys: Readonly<Record<string, string>>
  readonly setKeys: (keys: Readonly<Record<string, string>>) => void
  readonly signal?: AbortSignal
}

/** The journal signs with another key than this browser saw before. */
export const keyChangedCode = 'JOURNAL_KEY_CHANGED'

const fetchReceipt = async (url: string, signal?: AbortSignal): Promise<string | 'early'> => {
  const response = await fetch(url, { headers: { accept: 'text/plain' }, cache: 'no-store', ...(signal && { signal }) })
  if (response.ok) return response.text()
  if (response.status === 409 || response.status === 425) return 'early'
  throw new ApiError((await response.json()) as Problem)
}

/** Fetches receipt and source, checks, and remembers the journal's key. */
export const runVerification = async (input: VerificationInput): Promise<VerifyReport> => {
  const [receipt, stated] = await Promise.all([
    fetchReceipt(input.receiptUrl, input.signal),
    fetchVerifySource(input.rpcUrl || defaultRpcPath),
  ])
  const name = stated.journalKey.slice(0, stated.journalKey.indexOf('+'))
  const known = input.keys[name]
  const source = stated
  if (known !== undefined && known !== stated.journalKey)
    return {
      source,
      receipt: receipt === 'early' ? '' : receipt,
      outcome: {
        verdict: 'failed',
        step: 'seal',
        code: keyChangedCode,
        passed: [],
        evidence: JSON.stringify({ code: keyChangedCode, stated: stated.journalKey, found: known }, null, 2),
      },
    }
  if (receipt === 'early') return { source, receipt: '', outcome: { verdict: 'early', passed: [] } }
  const outcome = await checkReceipt(receipt, input.record, source)
  if (known === undefined && outcome.verdict === 'verified') input.setKeys({ ...input.keys, [name]: source.journalKey })
  return { source, receipt, outcome }
}
