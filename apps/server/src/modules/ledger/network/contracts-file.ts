import { readFile } from 'node:fs/promises'
import { ledgerRoutes } from '@candor/api'
import type { ContractsElsewhere } from '@candor/ledger/node'
import { StartError } from '../../../platform/start-error.ts'

/**
 * Reads the contracts of another company, as its server gives them at `/api/ledger/contracts`.
 * @throws StartError when the file is not that
 */
export const readContractsFile = async (file: string): Promise<ContractsElsewhere> => {
  const remedy = `Get it from the other company: curl --output ${file} https://<its server>${ledgerRoutes.contracts.path}`
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new StartError(`${file}, which CANDOR_LEDGER_CONTRACTS names, cannot be read.`, remedy, error)
  })
  try {
    return ledgerRoutes.contracts.response.parse(JSON.parse(text))
  } catch (error) {
    throw new StartError(`${file} is no list of contracts.`, remedy, error)
  }
}
