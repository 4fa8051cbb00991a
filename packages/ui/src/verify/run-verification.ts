import { ApiError, type Problem } from '@candor/api'
import { parseReceipt } from '@candor/journal'
import { checkReceipt } from './check-receipt.ts'
import { defaultRpcPath } from './rpc.ts'
import { fetchVerifySource } from './verify-source.ts'
import type { ShownRecord, VerifyReport, VerifySource, VerifyStep } from './verify-types.ts'

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
  const problem = (await response.json()) as Problem
  if (problem.code === 'JOURNAL_NOT_SEALED_YET') return undefined
  throw new ApiError(problem)
}

const refused = (receipt: string, step: VerifyStep, code: string, evidence: object): VerifyReport => ({
  receipt,
  outcome: {
    verdict: 'failed',
    step,
    code,
    passed: [],
    evidence: JSON.stringify({ code, ...evidence }, null, 2),
  },
})

/** Whose journal a receipt is of, or why the text is no receipt. */
const organisationOf = (receipt: string): { readonly id: string } | { readonly why: string } => {
  try {
    return { id: parseReceipt(receipt).entry.organisation }
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) }
  }
}

/** Where to check; undefined when the server knows no such journal. */
const sourceOf = async (organisation: string | undefined, rpcUrl: string): Promise<VerifySource | undefined> => {
  try {
    return await fetchVerifySource(organisation, rpcUrl)
  } catch (error) {
    if (error instanceof ApiError && [400, 404].includes(error.problem.status)) return undefined
    throw error
  }
}

/** Fetches receipt and source, checks, and remembers the journal's key. */
export const runVerification = async (input: VerificationInput): Promise<VerifyReport> => {
  const receipt = await fetchReceipt(input.receiptUrl, input.signal)
  if (receipt === undefined) return { receipt: '', outcome: { verdict: 'early', passed: [] } }
  const organisation = organisationOf(receipt)
  if ('why' in organisation)
    return refused(receipt, 'file', 'RECEIPT_MALFORMED', { message: organisation.why, stated: receipt })
  const source = await sourceOf(organisation.id, input.rpcUrl || defaultRpcPath)
  if (!source) return refused(receipt, 'file', 'JOURNAL_UNKNOWN', { stated: organisation.id })
  const name = source.journalKey.slice(0, source.journalKey.indexOf('+'))
  const known = input.keys[name]
  if (known !== undefined && known !== source.journalKey)
    return { ...refused(receipt, 'seal', keyChangedCode, { stated: source.journalKey, found: known }), source }
  const outcome = await checkReceipt(receipt, input.record, source)
  if (known === undefined && outcome.verdict === 'verified') input.setKeys({ ...input.keys, [name]: source.journalKey })
  return { source, receipt, outcome }
}
