import { keccak256, type Hex, type LocalAccount } from 'viem'
import type { LedgerAddresses } from '../contracts.ts'
import { LedgerError } from '../errors.ts'
import { adoptContracts, type AdoptedContract, type ContractsElsewhere } from './adopt-contracts.ts'
import type { LedgerConnection } from './connection.ts'
import { createdAddress, creationCode, deploymentSteps, ledgerAddresses, type DeploymentStep } from './deployment.ts'
import { reasonOf, sendRefusalOf } from './rpc-error.ts'

/** Which network the data belongs to. */
export type NetworkIdentity = { readonly chainId: number; readonly genesisHash: Hex }

/** A step of the deployment as it is kept. */
export type DeployedContract = {
  readonly step: DeploymentStep
  readonly address: Hex
  /** The signed transaction, kept before it is sent: after a crash the same one is sent again. */
  readonly raw: Hex
  readonly transactionHash: Hex
  /** Keccak-256 of the code, once it is on the ledger. */
  readonly codeHash: Hex | undefined
  readonly blockNumber: number | undefined
}

/** Where the deployment is kept. */
export type DeploymentStore = {
  /** The network that this store belongs to; the first to be told is kept. */
  readonly network: (found: NetworkIdentity) => Promise<NetworkIdentity>
  readonly contracts: () => Promise<readonly DeployedContract[]>
  /** Takes the registrar's next nonce and keeps what `sign` makes of it, in one transaction. */
  readonly plan: (
    step: DeploymentStep,
    sign: (nonce: number) => Promise<{ readonly raw: Hex; readonly address: Hex }>,
  ) => Promise<DeployedContract>
  /**
   * Forgets a planned step, so that the next start plans it anew.
   * @param mined whether its transaction was mined and failed; if the node did not even take it, its nonce is free again
   */
  readonly abandon: (step: DeploymentStep, mined: boolean) => Promise<void>
  /** Keeps contracts that another company put on the ledger; all of them or none. */
  readonly adopt: (contracts: readonly AdoptedContract[]) => Promise<void>
  /** Notes that a step is on the ledger. */
  readonly placed: (step: DeploymentStep, codeHash: Hex, blockNumber: number) => Promise<void>
}

export type EnsureContractsOptions = {
  readonly connection: LedgerConnection
  /** Deploys the contracts and becomes the first registrar. */
  readonly registrar: LocalAccount
  readonly store: DeploymentStore
  /** Contracts of another company to take part in; none are deployed then. */
  readonly elsewhere?: ContractsElsewhere | undefined
  /** Told of each contract that is put on the ledger. */
  readonly onStep?: (step: DeploymentStep) => void
  /** Ends the waiting; the next call goes on where this one was. */
  readonly signal?: AbortSignal | undefined
  /** Longest wait for one contract to be mined, milliseconds; two minutes unless given. */
  readonly patience?: number
}

/** More than the largest of the contracts needs; what is not used is not paid. */
const DEPLOYMENT_GAS = 5_000_000n

const pause = async (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })

const checkNetwork = async ({ connection, store }: EnsureContractsOptions): Promise<void> => {
  const { chainId, genesisHash } = connection
  const known = await store.network({ chainId, genesisHash })
  if (known.chainId === chainId && known.genesisHash === genesisHash) return
  const what =
    known.chainId === chainId
      ? `another network of the same number ${chainId}`
      : `network ${chainId}, but the data belong to network ${known.chainId}`
  throw new LedgerError(
    'LEDGER_WRONG_CHAIN',
    `The ledger node serves ${what}. Set CANDOR_LEDGER_URL to a node of the network that was used before, or leave it out if that was the embedded chain.`,
  )
}

/** Keccak-256 of the code at an address, nothing where there is none. */
const codeHashAt = async ({ client }: LedgerConnection, address: Hex): Promise<Hex | undefined> => {
  const code = await client.getCode({ address })
  return code === undefined || code === '0x' ? undefined : keccak256(code)
}

/** Checks that a contract of an earlier run is where it was left. */
const verify = async (connection: LedgerConnection, { step, address, codeHash }: DeployedContract): Promise<void> => {
  const found = await codeHashAt(connection, address)
  if (found === codeHash) return
  if (found === undefined) {
    throw new LedgerError(
      'LEDGER_CONTRACT_MISSING',
      `There is no contract ${step} at ${address} any more. The network was started anew, or the node has not caught up: use a node that has the whole chain, or restore its data.`,
    )
  }
  throw new LedgerError(
    'LEDGER_CONTRACT_CHANGED',
    `The contract ${step} at ${address} has other code (${found}) than when it was deployed (${codeHash}). Do not go on with this node: ask the other members of the network.`,
  )
}

/** Where ERC-1967 says that a proxy keeps the address of its code. */
const implementationSlot = '0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc'

/** Checks that a proxy still leads to the code that was deployed with it. */
const verifyImplementation = async (
  { client }: LedgerConnection,
  step: DeploymentStep,
  proxy: Hex,
  implementation: Hex,
): Promise<void> => {
  const stored = await client.getStorageAt({ address: proxy, slot: implementationSlot })
  const found = `0x${(stored ?? '').slice(-40)}`
  if (found === implementation) return
  throw new LedgerError(
    'LEDGER_CONTRACT_CHANGED',
    `The contract ${step} at ${proxy} runs the code at ${found}, not at ${implementation}: the registrar replaced it. Use the version of Candor that goes with it.`,
  )
}

const failed = ({ registrar }: EnsureContractsOptions, step: DeploymentStep, why: string) =>
  new LedgerError(
    'LEDGER_DEPLOYMENT_FAILED',
    `The contract ${step} could not be put on the ledger: ${why}. On a network with fees the account ${registrar.address} needs funds.`,
  )

const send = async (options: EnsureContractsOptions, { step, raw }: DeployedContract): Promise<void> => {
  try {
    await options.connection.client.sendRawTransaction({ serializedTransaction: raw })
  } catch (error) {
    const refusal = sendRefusalOf(error)
    if (refusal !== 'known' && refusal !== 'nonce-used') {
      // What was offered is not enough: the next start asks anew what the network wants.
      if (refusal === 'funds' || refusal === 'underpriced') await options.store.abandon(step, false)
      throw failed(options, step, `the node says “${reasonOf(error)}”`)
    }
  }
}

/** Sends a planned deployment until the ledger has it. */
const place = async (options: EnsureContractsOptions, planned: DeployedContract): Promise<void> => {
  const { connection, store, patience = 120_000 } = options
  const deadline = Date.now() + patience
  await send(options, planned)
  for (;;) {
    const receipt = await connection.client
      .getTransactionReceipt({ hash: planned.transactionHash })
      .catch(() => undefined)
    if (receipt !== undefined) {
      const codeHash = await codeHashAt(connection, planned.address)
      if (receipt.status === 'success' && codeHash !== undefined) {
        await store.placed(planned.step, codeHash, Number(receipt.blockNumber))
        return
      }
      await store.abandon(planned.step, true)
      throw failed(options, planned.step, `the transaction ${planned.transactionHash} failed`)
    }
    if (options.signal?.aborted === true) throw failed(options, planned.step, 'the waiting was ended')
    if (Date.now() > deadline) throw failed(options, planned.step, `${planned.transactionHash} was not mined in time`)
    await pause(connection.embedded ? 20 : 500)
  }
}

const plan = async (options: EnsureContractsOptions, step: DeploymentStep, placed: Map<DeploymentStep, Hex>) => {
  const { connection, registrar, store } = options
  const fees = await connection.fees()
  const data = creationCode(step, registrar.address, Object.fromEntries(placed))
  return store.plan(step, async (nonce) => ({
    address: createdAddress(registrar.address, nonce),
    raw: await registrar.signTransaction({
      type: 'eip1559',
      chainId: connection.chainId,
      nonce,
      data,
      gas: DEPLOYMENT_GAS,
      ...fees,
    }),
  }))
}

/** Takes part in the contracts of another company, unless that was done before. */
const takePart = async (
  { connection, store }: EnsureContractsOptions,
  elsewhere: ContractsElsewhere,
): Promise<void> => {
  const known = await store.contracts()
  if (known.length === 0) return store.adopt(await adoptContracts(connection, elsewhere))
  const wanted = new Map(elsewhere.contracts.map(({ step, address }) => [step, address.toLowerCase()]))
  const differs = known.find(({ step, address }) => wanted.get(step) !== address)
  if (differs === undefined) return undefined
  throw new LedgerError(
    'LEDGER_CONTRACT_CHANGED',
    `This installation works with the contract ${differs.step} at ${differs.address}, not with that of CANDOR_LEDGER_CONTRACTS. Leave that setting out, or start with a new data folder.`,
  )
}

/**
 * Sees to it that the contracts are on the ledger: deploys what is missing, checks what is there. May be called at
 * every start, and again after a crash at any point: each signed transaction is kept before it is sent.
 * One caller at a time.
 * @returns where the contracts are
 * @throws LedgerError LEDGER_WRONG_CHAIN, LEDGER_CONTRACT_MISSING, LEDGER_CONTRACT_CHANGED, LEDGER_DEPLOYMENT_FAILED
 */
export const ensureContracts = async (options: EnsureContractsOptions): Promise<LedgerAddresses> => {
  await checkNetwork(options)
  if (options.elsewhere !== undefined) await takePart(options, options.elsewhere)
  const known = new Map((await options.store.contracts()).map((contract) => [contract.step, contract]))
  const placed = new Map<DeploymentStep, Hex>()
  for (const step of deploymentSteps) {
    let contract = known.get(step)
    if (contract?.codeHash !== undefined) await verify(options.connection, contract)
    else {
      options.onStep?.(step)
      contract ??= await plan(options, step, placed)
      await place(options, contract)
    }
    placed.set(step, contract.address)
    const implementation = placed.get(`${step}.implementation` as DeploymentStep)
    if (implementation !== undefined) {
      await verifyImplementation(options.connection, step, contract.address, implementation)
    }
  }
  return ledgerAddresses(Object.fromEntries(placed))
}
