import type { PointsBalance, PointsMovement } from '@candor/api'
import { abiOf, createLedgerReader, type LedgerReader } from '@candor/ledger'
import { zeroAddress, type Hex } from 'viem'
import { getBlock, getBlockNumber, getContractEvents } from 'viem/actions'
import { purchaseKey, type LedgerFacts, type LedgerPurchase, type LedgerSpending } from './recompute.ts'

/** Runs tasks a few at a time, so that a long history does not flood the ledger. */
const fewAtATime = async <Item, Result>(
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

const readerOf = (rpcUrl: string, balance: PointsBalance) =>
  createLedgerReader({
    rpcUrl: new URL(rpcUrl, globalThis.location.href).href,
    addresses: {
      Points: balance.contract as Hex,
      EarnRules: balance.rulesContract as Hex,
      Members: zeroAddress,
      JournalAnchors: zeroAddress,
      Programmes: zeroAddress,
      Rewards: zeroAddress,
      Consents: zeroAddress,
    },
  })

/** What the holders spent and got back, in the order of the ledger. */
const spendingsOf = async (
  { client }: LedgerReader,
  contract: Hex,
  programme: number,
  holders: readonly number[],
): Promise<LedgerSpending[]> => {
  if (holders.length === 0) return []
  const asked = { address: contract, abi: abiOf('Points'), fromBlock: 0n, strict: true } as const
  const args = { programme, holder: [...holders] }
  const [spent, restored] = await Promise.all([
    getContractEvents(client, { ...asked, eventName: 'Spent', args }),
    getContractEvents(client, { ...asked, eventName: 'Restored', args }),
  ])
  const found = [...spent, ...restored].toSorted(
    (one, other) => Number(one.blockNumber - other.blockNumber) || one.logIndex - other.logIndex,
  )
  const times = new Map(
    await fewAtATime([...new Set(found.map(({ blockNumber }) => blockNumber))], async (blockNumber) => {
      const { timestamp } = await getBlock(client, { blockNumber })
      return [blockNumber, Number(timestamp) * 1000] as const
    }),
  )
  return found.map(({ eventName, blockNumber, args: { holder, ref, points } }) => ({
    kind: eventName === 'Spent' ? 'spent' : 'restored',
    holder,
    reference: ref,
    points: BigInt(points),
    at: times.get(blockNumber) ?? 0,
  }))
}

/**
 * Reads from the ledger everything that the lines of one customer rest on: rules, calls, results, balance.
 *
 * @param rpcUrl Where the ledger is asked.
 * @param onProgress Told how many calls of the history have been opened.
 * @throws Error when the ledger cannot be asked.
 */
export const readLedgerFacts = async (
  rpcUrl: string,
  movements: readonly PointsMovement[],
  balance: PointsBalance,
  onProgress: (done: number) => void,
): Promise<LedgerFacts> => {
  const reader = readerOf(rpcUrl, balance)
  const programme = balance.programme.number
  const members = [...new Set(movements.map(({ ledgerMember }) => ledgerMember))]
  const rules = new Map(
    await fewAtATime(members, async (member) => [member, await reader.ruleVersions(programme, member)] as const),
  )

  const memberOf = new Map(
    movements.map((line) => [purchaseKey(line.transactionHash, line.purchaseNumber), line.ledgerMember]),
  )
  const purchases = new Map<string, LedgerPurchase>()
  let done = 0
  await fewAtATime([...new Set(movements.map(({ transactionHash }) => transactionHash))], async (hash) => {
    for (const batch of await reader.earnedBatches(hash as Hex)) {
      if (batch.programme !== programme) continue
      for (const line of batch.lines) {
        const key = purchaseKey(hash, line.purchaseNumber)
        if (memberOf.get(key) === batch.merchant) purchases.set(key, line)
      }
    }
    onProgress((done += 1))
  })

  const holders: number[] = []
  let held = 0n
  for (const { account } of balance.holders) {
    const holder = await reader.holderOf(programme, account as Hex)
    if (!holder) continue
    holders.push(holder)
    held += await reader.balanceOf(programme, holder)
  }
  return {
    blockNumber: Number(await getBlockNumber(reader.client)),
    rules,
    purchases,
    holders,
    balance: held,
    spendings: await spendingsOf(reader, balance.contract as Hex, programme, holders),
  }
}
