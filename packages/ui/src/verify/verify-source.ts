import type { VerifySource } from './verify-types.ts'

/**
 * What the server states about its journal and ledger. It is only where to look: a wrong key or contract makes the checks fail.
 *
 * @param rpcUrl Where the ledger shall be asked.
 */
export const fetchVerifySource = async (rpcUrl: string): Promise<VerifySource> => {
  const response = await fetch('/api/journal/source')
  return { ...((await response.json()) as Omit<VerifySource, 'rpcUrl'>), rpcUrl }
}
