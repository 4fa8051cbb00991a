import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { encodeFunctionData, keccak256, numberToHex, type Abi, type Hex } from 'viem'
import type { Node } from './node.ts'
import { mined, type Sender } from './sender.ts'

const solc = createRequire(import.meta.url)('solc') as { compile(input: string): string }

type Output = {
  readonly contracts: {
    readonly source: { readonly PlainEarn: { readonly abi: Abi; readonly evm: { bytecode: { object: string } } } }
  }
}

const compiled = (): { abi: Abi; bytecode: Hex } => {
  const output = JSON.parse(
    solc.compile(
      JSON.stringify({
        language: 'Solidity',
        sources: { source: { content: readFileSync(new URL('PlainEarn.sol', import.meta.url), 'utf8') } },
        settings: {
          evmVersion: 'osaka',
          optimizer: { enabled: true, runs: 200 },
          outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } },
        },
      }),
    ),
  ) as Output
  const { abi, evm } = output.contracts.source.PlainEarn
  return { abi, bytecode: `0x${evm.bytecode.object}` }
}

/** The account of a member, by number. */
export const memberAccount = (number: number): Hex => `0x${keccak256(numberToHex(number, { size: 4 })).slice(-40)}`

/** Purchases in one call. */
const batchSize = 100

/** Puts the plain contract on a chain. */
export const deployPlainEarn = async (node: Node, sender: Sender) => {
  const { abi, bytecode } = compiled()
  const deployment = await sender.sign(bytecode)
  await node.send([deployment])
  const { contractAddress } = await mined(node, deployment)
  const to = contractAddress as Hex
  return {
    batchSize,
    /** Calls that give each of some accounts points once, signed. */
    earning: async (accounts: readonly Hex[], round: number): Promise<Hex[]> => {
      const raws: Hex[] = []
      for (let from = 0; from < accounts.length; from += batchSize) {
        const some = accounts.slice(from, from + batchSize)
        const spent = some.map((_, index) => BigInt(1_000 + ((from + index) % 9_000)))
        const refs = some.map((_, index) => numberToHex(round * 2 ** 32 + from + index + 1, { size: 32 }))
        const data = encodeFunctionData({ abi, functionName: 'earnBatch', args: [some, spent, refs] })
        raws.push(await sender.sign(data, to))
      }
      return raws
    },
    /** One transfer of a point, signed by its sender. */
    transfer: async (from: Sender, account: Hex): Promise<Hex> =>
      from.sign(encodeFunctionData({ abi, functionName: 'transfer', args: [account, 1n] }), to, 200_000n),
  }
}
