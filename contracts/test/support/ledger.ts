import { network } from 'hardhat'
import { encodeFunctionData, getAddress, pad, stringToHex, toHex, type Hex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import {
  consentsAbi,
  contracts,
  membersAbi,
  pointsAbi,
  programmesAbi,
  earnRulesAbi,
  journalAnchorsAbi,
  rewardsAbi,
} from '../../generated/index.ts'
import { createConsentSigner } from './consent-signer.ts'

/** One packed item of `earnBatch`: 19 bytes. */
export const item = (holder: number, purchase: number, amount: number, time: bigint): string =>
  [toHex(holder, { size: 4 }), toHex(purchase, { size: 4 }), toHex(amount, { size: 6 }), toHex(time, { size: 5 })]
    .map((part) => part.slice(2))
    .join('')

const allRoles = (key: Hex) => [0, 1, 2].map((role) => ({ key, role }))

/** What the measurements call; each gives the gas that one call used. */
export type TestLedger = {
  /** Time of a block before the first purchase, in seconds. */
  readonly time: bigint
  readonly admission: bigint
  readonly firstPublication: bigint
  readonly publish: (startsAt: number) => Promise<bigint>
  readonly enrol: (from: number, count: number) => Promise<bigint>
  readonly earn: (items: readonly string[]) => Promise<bigint>
  readonly anchor: (size: bigint) => Promise<bigint>
  readonly rewards: {
    readonly offer: () => Promise<bigint>
    /** A holder with a key of its own redeems under a reference. */
    readonly redeem: (voucher: string) => Promise<bigint>
    readonly use: (voucher: string) => Promise<bigint>
    readonly cancel: (voucher: string) => Promise<bigint>
  }
  /** A decision of a person, signed with a key or a passkey. @param state as `IConsents.State` numbers it */
  readonly decide: (by: 'key' | 'passkey', state: number, nonce: number) => Promise<bigint>
}

/** Deploys the generated code on a fresh simulated network: one member that is operator and merchant at once. */
export const deployLedger = async (): Promise<TestLedger> => {
  const { viem } = await network.create()
  const [wallet] = await viem.getWalletClients()
  if (wallet === undefined) throw new Error('The simulated network has no account.')
  const client = await viem.getPublicClient()
  const key = wallet.account.address

  const deploy = async (abi: readonly unknown[], bytecode: Hex, args: readonly unknown[]): Promise<Hex> => {
    const hash = await wallet.deployContract({ abi, bytecode, args: [...args] })
    const { contractAddress } = await client.getTransactionReceipt({ hash })
    return getAddress(contractAddress ?? '0x')
  }
  const deployBehindProxy = async (abi: readonly unknown[], bytecode: Hex, args: readonly unknown[]): Promise<Hex> => {
    const { UpgradeableProxy } = contracts
    return deploy(UpgradeableProxy.abi, UpgradeableProxy.bytecode, [await deploy(abi, bytecode, args)])
  }
  const send = async (to: Hex, data: Hex) => {
    const hash = await wallet.sendTransaction({ to, data })
    const receipt = await client.getTransactionReceipt({ hash })
    if (receipt.status !== 'success') throw new Error(`Call to ${to} failed.`)
    return receipt
  }

  const { Members, JournalAnchors, Programmes, EarnRules, Points, Rewards, Consents } = contracts
  const members = await deploy(Members.abi, Members.bytecode, [key])
  const anchors = await deploy(JournalAnchors.abi, JournalAnchors.bytecode, [members])
  const programmes = await deployBehindProxy(Programmes.abi, Programmes.bytecode, [members])
  const rules = await deployBehindProxy(EarnRules.abi, EarnRules.bytecode, [members, programmes])
  const points = await deployBehindProxy(Points.abi, Points.bytecode, [members, programmes, rules])
  const consents = await deploy(Consents.abi, Consents.bytecode, [members])
  const rewards = await deployBehindProxy(Rewards.abi, Rewards.bytecode, [members, programmes, points])
  const signer = createConsentSigner(await client.getChainId(), consents)

  const reference = (text: string): Hex => pad(stringToHex(text), { size: 32 })
  const time = (await client.getBlock()).timestamp
  const admission = await send(
    members,
    encodeFunctionData({ abi: membersAbi, functionName: 'admit', args: [reference('one'), 'One', allRoles(key)] }),
  )
  await send(
    programmes,
    encodeFunctionData({
      abi: programmesAbi,
      functionName: 'createProgramme',
      args: [reference('programme'), 1, 'Programme', stringToHex('GBP'), 30 * 86_400, 3],
    }),
  )
  await send(programmes, encodeFunctionData({ abi: programmesAbi, functionName: 'setMerchant', args: [1, 1, true] }))

  const publish = async (startsAt: number) => {
    const rule = { pointsNumerator: 1, spendUnit: 100, minimumSpend: 100, maximumPoints: 1_000, startsAt, endsAt: 0 }
    return (await send(rules, encodeFunctionData({ abi: earnRulesAbi, functionName: 'publish', args: [1, 1, rule] })))
      .gasUsed
  }
  const firstPublication = await publish(1_000)
  await send(rules, encodeFunctionData({ abi: earnRulesAbi, functionName: 'open', args: [1, 1] }))

  const spender = privateKeyToAccount(pad('0xa11ce', { size: 32 }))
  const onRewards = async (functionName: 'use' | 'cancel' | 'offer' | 'redeem', args: readonly unknown[]) =>
    (await send(rewards, encodeFunctionData({ abi: rewardsAbi, functionName, args: args as never }))).gasUsed
  const redeem = async (voucher: string): Promise<bigint> => {
    const read = { address: points, abi: pointsAbi } as const
    const holder = await client.readContract({ ...read, functionName: 'holderOf', args: [1, spender.address] })
    const deadline = Number((await client.getBlock()).timestamp) + 3_600
    const spending = { programme: 1, holder, points: 100, purpose: 1, ref: reference(voucher), deadline }
    const digest = await client.readContract({ ...read, functionName: 'digestOf', args: [rewards, spending] })
    return onRewards('redeem', [1, holder, reference(voucher), deadline, await spender.sign({ hash: digest })])
  }
  const offer = async (): Promise<bigint> => {
    const args = [1, 1, reference('enrol spender'), [spender.address]] as const
    await send(points, encodeFunctionData({ abi: pointsAbi, functionName: 'enrol', args }))
    const terms = { price: 100, stock: 50, startsAt: 1_000, endsAt: 0, validity: 86_400, content: reference('content') }
    return onRewards('offer', [1, 1, reference('offer'), terms])
  }

  let batches = 0
  return {
    time,
    admission: admission.gasUsed,
    firstPublication,
    publish,
    enrol: async (from: number, count: number): Promise<bigint> => {
      const accounts = Array.from({ length: count }, (_, index) => pad(toHex(0xa0000 + from + index), { size: 20 }))
      const args = [1, 1, reference(`enrol ${from}`), accounts] as const
      return (await send(points, encodeFunctionData({ abi: pointsAbi, functionName: 'enrol', args }))).gasUsed
    },
    earn: async (items: readonly string[]): Promise<bigint> => {
      const args = [1, 1, reference(`batch ${(batches += 1)}`), `0x${items.join('')}`] as const
      return (await send(points, encodeFunctionData({ abi: pointsAbi, functionName: 'earnBatch', args }))).gasUsed
    },
    anchor: async (size: bigint): Promise<bigint> => {
      const args = [1, reference('log'), size, toHex(size, { size: 32 }), reference('checkpoint')] as const
      return (await send(anchors, encodeFunctionData({ abi: journalAnchorsAbi, functionName: 'anchor', args }))).gasUsed
    },
    rewards: {
      offer,
      redeem,
      use: async (voucher) => onRewards('use', [1, reference(voucher), reference(`use ${voucher}`)]),
      cancel: async (voucher) => onRewards('cancel', [1, reference(voucher), reference(`cancel ${voucher}`)]),
    },
    decide: async (by, state, nonce) => {
      const args = await signer[by](state, nonce)
      return (await send(consents, encodeFunctionData({ abi: consentsAbi, functionName: 'decide', args }))).gasUsed
    },
  }
}
