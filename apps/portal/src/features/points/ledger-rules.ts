import { earnRulesAbi } from '@candor/contracts'
import { decodeFunctionResult, encodeFunctionData, type Hex } from 'viem'
import type { LedgerRule } from './recompute.ts'

/** One JSON-RPC call to the ledger. */
export type Ask = <Result>(method: string, params: readonly unknown[]) => Promise<Result>

/** Runs tasks a few at a time, so that a long history does not flood the ledger. */
export const fewAtATime = async <Item, Result>(
  items: readonly Item[],
  run: (item: Item) => Promise<Result>,
): Promise<Result[]> => {
  const results: Result[] = []
  let next = 0
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) results[index] = await run(items[index] as Item)
  }
  await Promise.all(Array.from({ length: Math.min(6, items.length) }, worker))
  return results
}

/** Every version of a shop's rule, as the ledger keeps them. */
export const readRules = async (ask: Ask, contract: Hex, programme: number, member: number): Promise<LedgerRule[]> => {
  const read = async (data: Hex): Promise<Hex> => ask<Hex>('eth_call', [{ to: contract, data }, 'latest'])
  const counted = await read(
    encodeFunctionData({ abi: earnRulesAbi, functionName: 'versionCount', args: [programme, member] }),
  )
  const count = decodeFunctionResult({ abi: earnRulesAbi, functionName: 'versionCount', data: counted })
  const versions = Array.from({ length: count }, (_, index) => index + 1)
  return fewAtATime(versions, async (version) => {
    const data = await read(
      encodeFunctionData({ abi: earnRulesAbi, functionName: 'ruleOf', args: [programme, member, version] }),
    )
    const rule = decodeFunctionResult({ abi: earnRulesAbi, functionName: 'ruleOf', data })
    return {
      ...rule,
      version,
      pointsNumerator: BigInt(rule.pointsNumerator),
      spendUnit: BigInt(rule.spendUnit),
      minimumSpend: BigInt(rule.minimumSpend),
      maximumPoints: BigInt(rule.maximumPoints),
    }
  })
}
