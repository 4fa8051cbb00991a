import { journalAnchorsAbi } from '@candor/contracts'
import { decodeFunctionResult, encodeFunctionData, zeroHash, type Hex } from 'viem'
import { rpcCall } from './rpc.ts'
import type { VerifySource } from './verify-types.ts'

/**
 * Asks the ledger which root it keeps for a journal at a size.
 *
 * @throws Error when the ledger cannot be asked, or the address belongs to another ledger.
 */
export const readAnchoredRoot = async (
  source: VerifySource,
  log: Hex,
  treeSize: number,
): Promise<string | undefined> => {
  const chainId = Number(await rpcCall<string>(source.rpcUrl, 'eth_chainId', []))
  if (chainId !== source.chainId) throw new Error(`this address serves ledger ${chainId}, not ledger ${source.chainId}`)
  const data = encodeFunctionData({
    abi: journalAnchorsAbi,
    functionName: 'rootAt',
    args: [log, BigInt(treeSize)],
  })
  const answer = await rpcCall<Hex>(source.rpcUrl, 'eth_call', [{ to: source.contract, data }, 'latest'])
  const root = decodeFunctionResult({ abi: journalAnchorsAbi, functionName: 'rootAt', data: answer })
  return root === zeroHash ? undefined : root
}
