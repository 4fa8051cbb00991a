import { useQueryClient } from '@tanstack/react-query'
import { storedJournalKeys, storedRpcUrl } from './rpc.ts'
import { verifyKey } from './verify-button.tsx'
import type { ShownRecord, VerifyReport } from './verify-types.ts'

/**
 * Verifies records without a press on each button: the same check as {@link VerifyButton} runs, and its result then stands
 * on the button of the record.
 *
 * @returns A function that checks one record and gives the report; it throws what the panel would show as a problem.
 */
export const useVerifyRecord = (): ((record: ShownRecord, receiptUrl: string) => Promise<VerifyReport>) => {
  const client = useQueryClient()
  return async (record, receiptUrl) => {
    // As for the button: the cryptography is loaded by those who verify.
    const { runVerification } = await import('./run-verification.ts')
    const report = await runVerification({
      record,
      receiptUrl,
      rpcUrl: storedRpcUrl.get(),
      keys: storedJournalKeys.get(),
      setKeys: storedJournalKeys.set,
    })
    client.setQueryData(verifyKey(receiptUrl), report)
    return report
  }
}
