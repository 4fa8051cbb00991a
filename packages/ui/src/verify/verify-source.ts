import { createClient, journalRoutes } from '@candor/api'
import type { VerifySource } from './verify-types.ts'

const call = createClient()

/**
 * What the server states about its journal and ledger. It is only where to look: a wrong key or contract makes the checks fail.
 *
 * @param organisationId Whose journal; may be left out where the server has only one.
 * @param rpcUrl Where the ledger shall be asked.
 */
export const fetchVerifySource = async (organisationId: string | undefined, rpcUrl: string): Promise<VerifySource> => {
  const query = organisationId === undefined ? {} : { organisationId }
  const { journalKey, chainId, contract } = await call(journalRoutes.source, { query })
  return { journalKey, chainId, contract: contract as `0x${string}`, rpcUrl }
}
