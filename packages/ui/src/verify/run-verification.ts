import { ApiError, type Problem } from '@candor/api'
import { parseReceipt } from '@candor/journal'
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

const fetchReceipt = async (url: string, signal?: AbortSignal): Promise<string | undefined> => {
  const response = await fetch(url, { headers: { accept: 'text/plain' }, cache: 'no-store', ...(signal && { signal }) })
  if (response.ok) return response.text()
  if (response.status === 409 || response.status === 425) return undefined
  throw new ApiError((await response.json()) as Problem)
}

/** Whose journal a receipt is of; undefined when the text is no receipt, which the check then says in its own words. */
const organisationOf = (receipt: string): string | undefined => {
  try {
    return parseReceipt(receipt).entry.organisation
  } catch {
    return undefined
  }
}

/** Fetches receipt and source, checks, and remembers the journal's key. */
export const runVerification = async (input: VerificationInput): Promise<VerifyReport> => {
  const receipt = await fetchReceipt(input.receiptUrl, input.signal)
  const source = await fetchVerifySource(receipt && organisationOf(receipt), input.rpcUrl || defaultRpcPath)
  if (receipt === undefined) return { source, receipt: '', outcome: { verdict: 'early', passed: [] } }
  const name = source.journalKey.slice(0, source.journalKey.indexOf('+'))
  const known = input.keys[name]
  if (known !== undefined && known !== source.journalKey)
    return {
      source,
      receipt,
      outcome: {
        verdict: 'failed',
        step: 'seal',
        code: keyChangedCode,
        passed: [],
        evidence: JSON.stringify({ code: keyChangedCode, stated: source.journalKey, found: known }, null, 2),
      },
    }
  const outcome = await checkReceipt(receipt, input.record, source)
  if (known === undefined && outcome.verdict === 'verified') input.setKeys({ ...input.keys, [name]: source.journalKey })
  return { source, receipt, outcome }
}
