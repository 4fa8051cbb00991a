import { fromHex, toHex } from '../bytes/bytes.ts'
import { contractAddress } from '../evm/contract-address.ts'
import { privateKeyToAccount, type PrivateKeyAccount } from 'viem/accounts'
import { deploymentOf, randomProgram } from './programs.ts'
import type { Random } from './random.ts'

const GAS = [25_000n, 60_000n, 100_000n, 300_000n, 1_000_000n, 5_000_000n, 16_000_000n]

interface Sender {
  readonly account: PrivateKeyAccount
  nonce: number
}

/** Signs random transactions of all types that the chain takes: deployments, calls, payments, delegations. */
export const createTransactionSource = (random: Random, chainId: number, senders: number) => {
  const signers: Sender[] = Array.from({ length: senders }, () => ({
    account: privateKeyToAccount(toHex(random.bytes(32))),
    nonce: 0,
  }))
  const addresses = signers.map(({ account }) => fromHex(account.address))
  const known = [...addresses]

  const fees = () =>
    random.chance(2)
      ? { maxFeePerGas: 0n, maxPriorityFeePerGas: 0n }
      : { maxFeePerGas: 5n, maxPriorityFeePerGas: BigInt(random.below(6)) }

  const deployment = (sender: Sender) => {
    const program = randomProgram(random, known)
    known.push(contractAddress(fromHex(sender.account.address), BigInt(sender.nonce)))
    return { data: toHex(random.chance(6) ? program : deploymentOf(program)), gas: 3_000_000n, value: 0n }
  }

  const call = () => ({
    to: toHex(random.pick(known)),
    data: toHex(random.bytes(random.below(100))),
    gas: random.pick(GAS),
    value: random.chance(3) ? BigInt(random.below(100)) : 0n,
  })

  const authorization = async () => {
    const { account, nonce } = random.pick(signers)
    return account.signAuthorization({
      address: toHex(random.pick(known)),
      chainId: random.chance(4) ? chainId + 1 : chainId,
      nonce: nonce + random.below(2),
    })
  }

  const sign = async (): Promise<Uint8Array> => {
    const sender = random.pick(signers)
    const { account } = sender
    const kind = random.pick(['legacy', 'eip2930', 'eip1559', 'eip7702'] as const)
    const called = call()
    const body = { chainId, nonce: sender.nonce, ...(random.chance(3) ? deployment(sender) : called) }
    sender.nonce += 1
    if (kind === 'legacy') {
      return fromHex(await account.signTransaction({ ...body, type: kind, gasPrice: BigInt(random.below(4)) }))
    }
    if (kind === 'eip2930') {
      const accessList = [{ address: toHex(random.pick(known)), storageKeys: [toHex(new Uint8Array(32))] }]
      return fromHex(await account.signTransaction({ ...body, type: kind, gasPrice: 0n, accessList }))
    }
    if (kind === 'eip1559') return fromHex(await account.signTransaction({ ...body, type: kind, ...fees() }))
    const authorizationList = await Promise.all(Array.from({ length: 1 + random.below(2) }, authorization))
    return fromHex(await account.signTransaction({ ...body, ...called, type: kind, ...fees(), authorizationList }))
  }

  return {
    addresses,
    sign,
    /** Sets a sender's nonce after a transaction that was or was not taken, or that was delegated with. */
    setNonce(address: Uint8Array, nonce: bigint): void {
      const sender = signers.find(({ account }) => account.address.toLowerCase() === toHex(address))
      if (sender !== undefined) sender.nonce = Number(nonce)
    },
  }
}
