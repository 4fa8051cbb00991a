import { packEarnItems } from '@candor/api'
import { earnRulesAbi, membersAbi, pointsAbi, programmesAbi } from '@candor/contracts'
import { memberRole } from '@candor/ledger'
import { createdAddress, creationCode, deploymentSteps, ledgerAddresses } from '@candor/ledger/node'
import { bytesToHex, encodeFunctionData, numberToHex, stringToHex, type Hex } from 'viem'
import type { Node } from './node.ts'
import { mined, type Sender } from './sender.ts'

/** Purchases in one call, and accounts numbered in one. */
const batchSize = 200

const reference = (kind: number, number: number): Hex => numberToHex(kind * 2 ** 32 + number, { size: 32 })
const [admitted, created, enrolled, earned] = [1, 2, 3, 4]
/** The numbers that the contracts give to the first member and its first programme. */
const [member, programme] = [1, 1]
const boughtAt = 1_600_000_000

/** Puts the contracts of the product on a chain, with one company whose programme gives a point for each hundred. */
export const deployPackedEarn = async (node: Node, sender: Sender) => {
  const placed: Record<string, Hex> = {}
  const raws: Hex[] = []
  const { address } = sender.account
  for (const step of deploymentSteps) {
    const at = createdAddress(address, sender.nonce)
    raws.push(await sender.sign(creationCode(step, address, placed)))
    placed[step] = at
  }
  const at = ledgerAddresses(placed)
  const keys = Object.values(memberRole).map((role) => ({ key: address, role }))
  const rule = { pointsNumerator: 1, spendUnit: 100, minimumSpend: 100, maximumPoints: 1_000, startsAt: 1, endsAt: 0 }
  const calls: readonly (readonly [Hex, Hex])[] = [
    [
      at.Members,
      encodeFunctionData({
        abi: membersAbi,
        functionName: 'admit',
        args: [reference(admitted, 1), 'A company', keys],
      }),
    ],
    [
      at.Programmes,
      encodeFunctionData({
        abi: programmesAbi,
        functionName: 'createProgramme',
        args: [reference(created, 1), member, 'Points', stringToHex('GBP'), 86_400 * 365, 3],
      }),
    ],
    [
      at.Programmes,
      encodeFunctionData({ abi: programmesAbi, functionName: 'setMerchant', args: [programme, member, true] }),
    ],
    [at.EarnRules, encodeFunctionData({ abi: earnRulesAbi, functionName: 'publish', args: [programme, member, rule] })],
    [at.EarnRules, encodeFunctionData({ abi: earnRulesAbi, functionName: 'open', args: [programme, member] })],
  ]
  for (const [to, data] of calls) raws.push(await sender.sign(data, to))
  for (const raw of raws) {
    await node.send([raw])
    await mined(node, raw)
  }
  let batches = 0
  let purchases = 0
  const call = async (data: Hex): Promise<Hex> => sender.sign(data, at.Points)
  return {
    batchSize,
    /** Calls that number accounts from 1 on, signed. */
    enrolling: async (accounts: readonly Hex[]): Promise<Hex[]> => {
      const signed: Hex[] = []
      for (let from = 0; from < accounts.length; from += batchSize) {
        const ref = reference(enrolled, (batches += 1))
        const some = accounts.slice(from, from + batchSize)
        const args = [programme, member, ref, some] as const
        signed.push(await call(encodeFunctionData({ abi: pointsAbi, functionName: 'enrol', args })))
      }
      return signed
    },
    /** Calls that report one purchase of each of some holders, signed. */
    earning: async (holders: readonly number[]): Promise<Hex[]> => {
      const signed: Hex[] = []
      for (let from = 0; from < holders.length; from += batchSize) {
        const items = holders.slice(from, from + batchSize).map((holder) => {
          purchases += 1
          return { holder, purchase: purchases, amount: BigInt(1_000 + (purchases % 9_000)), time: boughtAt }
        })
        const ref = reference(earned, (batches += 1))
        const args = [programme, member, ref, bytesToHex(packEarnItems(items))] as const
        signed.push(await call(encodeFunctionData({ abi: pointsAbi, functionName: 'earnBatch', args })))
      }
      return signed
    },
  }
}
