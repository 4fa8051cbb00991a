import { setTimeout as pause } from 'node:timers/promises'
import { keccak256, type Hex } from 'viem'
import { privateKeyToAccount, type PrivateKeyAccount } from 'viem/accounts'
import { chainId, type Node } from './node.ts'

/** An account that signs, and counts its own nonces. */
export class Sender {
  readonly account: PrivateKeyAccount
  #nonce = 0

  /** @param number which account: the same one for the same number */
  constructor(number: number) {
    this.account = privateKeyToAccount(keccak256(new TextEncoder().encode(`bench account ${number}`)))
  }

  get nonce(): number {
    return this.#nonce
  }

  /** Signs the next transaction. @param to nothing for a new contract */
  async sign(data: Hex, to?: Hex, gas = 2n ** 24n): Promise<Hex> {
    const nonce = this.#nonce
    this.#nonce += 1
    const fees = { maxFeePerGas: 0n, maxPriorityFeePerGas: 0n }
    return this.account.signTransaction({ type: 'eip1559', chainId, nonce, gas, data, to: to ?? null, ...fees })
  }
}

type Receipt = { readonly status: Hex; readonly gasUsed: Hex; readonly contractAddress: Hex | null }

/** Waits for the receipt of a transaction. @throws Error when the transaction failed */
export const mined = async (node: Node, raw: Hex): Promise<Receipt> => {
  const hash = keccak256(raw)
  for (;;) {
    const receipt = (await node.rpc('eth_getTransactionReceipt', [hash])) as Receipt | null
    if (receipt === null) {
      await pause(5)
      continue
    }
    if (receipt.status !== '0x1') throw new Error(`a transaction of the measurement failed: ${hash}`)
    return receipt
  }
}

/**
 * Sends transactions and waits until the last can be read back.
 * @param raws in the order in which they depend on each other
 * @returns milliseconds
 */
export const timeOf = async (node: Node, raws: readonly Hex[]): Promise<number> => {
  const began = performance.now()
  await node.send(raws)
  await mined(node, raws.at(-1)!)
  const took = performance.now() - began
  // The last may have gone well while others did not; looked at outside the measured time.
  for (let index = 0; index < raws.length; index += Math.ceil(raws.length / 50)) await mined(node, raws[index]!)
  return took
}
