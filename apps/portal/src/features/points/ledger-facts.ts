import {
  unpackEarnItems,
  unpackEarnResults,
  type EarnItem,
  type EarnResult,
  type PointsBalance,
  type PointsMovement,
} from '@candor/api'
import { pointsAbi } from '@candor/contracts'
import {
  decodeEventLog,
  decodeFunctionData,
  decodeFunctionResult,
  encodeFunctionData,
  hexToBytes,
  type Hex,
} from 'viem'
import { fewAtATime, readRules, type Ask } from './ledger-rules.ts'
import { purchaseKey, type LedgerFacts } from './recompute.ts'

interface Transaction {
  readonly to: Hex | null
  readonly input: Hex
}
interface TransactionReceipt {
  readonly status: Hex
  readonly logs: readonly { readonly address: Hex; readonly topics: [Hex, ...Hex[]]; readonly data: Hex }[]
}

const same = (a: string | null, b: string): boolean => a?.toLowerCase() === b.toLowerCase()

/** The purchases of one transaction as the contract received and computed them; none if it is not such a transaction. */
const readBatch = async (ask: Ask, contract: Hex, programme: number, hash: string) => {
  const [transaction, receipt] = await Promise.all([
    ask<Transaction | null>('eth_getTransactionByHash', [hash]),
    ask<TransactionReceipt | null>('eth_getTransactionReceipt', [hash]),
  ])
  if (!transaction || !receipt || !same(transaction.to, contract) || receipt.status !== '0x1') return []
  const { functionName, args } = decodeFunctionData({ abi: pointsAbi, data: transaction.input })
  if (functionName !== 'earnBatch') return []
  const [ofProgramme, member, , packed] = args
  const log = receipt.logs.find(({ address }) => same(address, contract))
  if (ofProgramme !== programme || !log) return []
  const event = decodeEventLog({ abi: pointsAbi, data: log.data, topics: log.topics })
  if (event.eventName !== 'EarnedBatch') return []
  const results = unpackEarnResults(hexToBytes(event.args.results))
  return unpackEarnItems(hexToBytes(packed)).map((item, index) => ({ member, item, result: results[index] }))
}

/**
 * Reads from the ledger everything that the lines of one customer rest on: rules, calls, results, balance.
 *
 * @param ask One JSON-RPC call.
 * @param onProgress Told how many calls of the history have been opened.
 * @throws Error when the ledger cannot be asked.
 */
export const readLedgerFacts = async (
  ask: Ask,
  movements: readonly PointsMovement[],
  balance: PointsBalance,
  onProgress: (done: number) => void,
): Promise<LedgerFacts> => {
  const contract = balance.contract as Hex
  const programme = balance.programme.number
  const read = async (data: Hex): Promise<Hex> => ask<Hex>('eth_call', [{ to: contract, data }, 'latest'])

  const members = [...new Set(movements.map(({ ledgerMember }) => ledgerMember))]
  const rules = new Map(
    await fewAtATime(
      members,
      async (member) => [member, await readRules(ask, balance.rulesContract as Hex, programme, member)] as const,
    ),
  )

  const memberOf = new Map(
    movements.map((line) => [purchaseKey(line.transactionHash, line.purchaseNumber), line.ledgerMember]),
  )
  const purchases = new Map<string, { item: EarnItem; result: EarnResult }>()
  let done = 0
  await fewAtATime([...new Set(movements.map(({ transactionHash }) => transactionHash))], async (hash) => {
    for (const { member, item, result } of await readBatch(ask, contract, programme, hash)) {
      const key = purchaseKey(hash, item.purchase)
      if (result && memberOf.get(key) === member) purchases.set(key, { item, result })
    }
    onProgress((done += 1))
  })

  let holder = 0
  let held = 0n
  if (balance.holder) {
    const account = balance.holder.account as Hex
    const found = await read(
      encodeFunctionData({ abi: pointsAbi, functionName: 'holderOf', args: [programme, account] }),
    )
    holder = decodeFunctionResult({ abi: pointsAbi, functionName: 'holderOf', data: found })
    const data = await read(
      encodeFunctionData({ abi: pointsAbi, functionName: 'balanceOf', args: [programme, holder] }),
    )
    held = decodeFunctionResult({ abi: pointsAbi, functionName: 'balanceOf', data })
  }
  const blockNumber = Number(await ask<Hex>('eth_blockNumber', []))
  return { blockNumber, rules, purchases, holder, balance: held }
}
