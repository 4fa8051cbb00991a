/**
 * A process that writes to a chain until it is killed: keeps transactions in flight, and prints the hash of each as
 * soon as its receipt can be read. Takes its settings as JSON in its first argument.
 */
import { encodeFunctionData, type Abi, type Hex } from 'viem'
import { openEmbeddedChain, type EmbeddedChainOptions } from '../index.ts'
import { account, CHAIN_ID } from './clients.ts'

export interface WriterSettings {
  readonly chain: EmbeddedChainOptions
  readonly purse: Hex
  readonly abi: Abi
}

/** Transactions in flight at a time. */
const IN_FLIGHT = 12
/** How many members one transaction pays: now and then a large block. */
const MANY = 200

const { chain: options, purse, abi } = JSON.parse(process.argv[2] as string) as WriterSettings
const chain = await openEmbeddedChain(options)
const waiting = new Set<Hex>()
let nonce = Number(await chain.request({ method: 'eth_getTransactionCount', params: [account.address, 'pending'] }))

const memberOf = (number: number): Hex => `0x${(number % 5_000).toString(16).padStart(40, 'a')}`

const dataOf = (number: number): Hex =>
  number % 10 === 0
    ? encodeFunctionData({
        abi,
        functionName: 'mintMany',
        args: [Array.from({ length: MANY }, (_, index) => memberOf(number + index * 7)), 1n],
      })
    : encodeFunctionData({ abi, functionName: 'mint', args: [memberOf(number), 1n] })

const send = async (): Promise<void> => {
  const number = nonce
  nonce += 1
  const raw = await account.signTransaction({
    chainId: CHAIN_ID,
    type: 'eip1559',
    nonce: number,
    to: purse,
    gas: 16_000_000n,
    maxFeePerGas: 0n,
    maxPriorityFeePerGas: 0n,
    data: dataOf(number),
  })
  waiting.add((await chain.request({ method: 'eth_sendRawTransaction', params: [raw] })) as Hex)
}

const acknowledge = async (): Promise<void> => {
  for (const hash of waiting) {
    if ((await chain.request({ method: 'eth_getTransactionReceipt', params: [hash] })) === null) return
    waiting.delete(hash)
    process.stdout.write(`${hash}\n`)
  }
}

process.stdout.write('open\n')
for (;;) {
  while (waiting.size < IN_FLIGHT) await send()
  await acknowledge()
  await new Promise((resolve) => setTimeout(resolve, 1))
}
