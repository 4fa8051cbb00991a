import { contracts, type ContractName } from '@candor/contracts'
import { hexToBytes, keccak256, type Hex } from 'viem'
import { LedgerError } from '../errors.ts'
import type { LedgerConnection } from './connection.ts'
import { deploymentSteps, type DeploymentStep } from './deployment.ts'

/** Contracts that another company put on a network, as it says itself. */
export type ContractsElsewhere = {
  readonly chainId: number
  readonly genesisHash: Hex
  readonly contracts: readonly {
    readonly step: DeploymentStep
    readonly address: Hex
    readonly blockNumber: number
  }[]
}

/** A contract of another company that was found to be what it is said to be. */
export type AdoptedContract = {
  readonly step: DeploymentStep
  readonly address: Hex
  readonly codeHash: Hex
  readonly blockNumber: number
}

/** Which of our contracts a step puts there: a step is a contract, its proxy, or the code behind the proxy. */
const compiledOf = (step: DeploymentStep): ContractName => {
  const implementation = `${step}.implementation`
  if ((deploymentSteps as readonly string[]).includes(implementation)) return 'UpgradeableProxy'
  return step.replace('.implementation', '') as ContractName
}

/** Where ERC-1967 says that a proxy keeps the address of its code. */
const implementationSlot = '0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc'

const other = (message: string) => new LedgerError('LEDGER_CONTRACT_CHANGED', message)

/** Whether code is what we compile, apart from the values that its creation wrote into it. */
const isOurs = (code: Hex, name: ContractName): boolean => {
  const { runtimeBytecode, immutables } = contracts[name]
  const found = hexToBytes(code)
  const wanted = hexToBytes(runtimeBytecode)
  for (const [start, length] of immutables) found.fill(0, start, start + length)
  return Buffer.from(found).equals(wanted)
}

/**
 * The addresses among the values that its creation wrote into a contract, each of 32 bytes. Hashes and texts fill the
 * first twelve; the number of the network, which the domain of signatures holds, is no address either.
 */
const trustedBy = (code: Hex, name: ContractName, chainId: number): Hex[] => {
  const found = hexToBytes(code)
  const values = contracts[name].immutables.map(([start, length]) =>
    Buffer.from(found.subarray(start, start + length)).toString('hex'),
  )
  const addresses = values.filter((value) => /^0{24}/.test(value) && BigInt(`0x${value}`) !== BigInt(chainId))
  return [...new Set(addresses)].map((value): Hex => `0x${value.slice(24)}`)
}

/**
 * Takes over contracts that another company put on the network, after looking at every one of them there: its code is what
 * this version compiles, and it trusts no contract but the others in the list and itself.
 * @param elsewhere what the other company says
 * @throws LedgerError LEDGER_WRONG_CHAIN, LEDGER_CONTRACT_MISSING, LEDGER_CONTRACT_CHANGED
 */
export const adoptContracts = async (
  { client, chainId, genesisHash }: LedgerConnection,
  elsewhere: ContractsElsewhere,
): Promise<readonly AdoptedContract[]> => {
  if (elsewhere.chainId !== chainId || elsewhere.genesisHash.toLowerCase() !== genesisHash.toLowerCase()) {
    throw new LedgerError(
      'LEDGER_WRONG_CHAIN',
      `The contracts lie on network ${elsewhere.chainId}, but the node serves network ${chainId}, or one of another beginning. Set CANDOR_LEDGER_URL to a node of the same network.`,
    )
  }
  const addresses = new Map(elsewhere.contracts.map(({ step, address }) => [step, address.toLowerCase() as Hex]))
  const known = new Set(addresses.values())
  const adopted: AdoptedContract[] = []
  for (const step of deploymentSteps) {
    const said = elsewhere.contracts.find((contract) => contract.step === step)
    const address = addresses.get(step)
    if (said === undefined || address === undefined) throw other(`The list of contracts has no ${step}.`)
    const code = await client.getCode({ address })
    if (code === undefined || code === '0x') {
      throw new LedgerError(
        'LEDGER_CONTRACT_MISSING',
        `There is no contract ${step} at ${address}. The node has not caught up, or the list is of another network.`,
      )
    }
    const name = compiledOf(step)
    if (!isOurs(code, name)) {
      throw other(`The contract ${step} at ${address} is not the one that this version of Candor knows.`)
    }
    const foreign = trustedBy(code, name, chainId).find((value) => !known.has(value))
    if (foreign !== undefined)
      throw other(`The contract ${step} at ${address} trusts ${foreign}, which is not in the list.`)
    const implementation = addresses.get(`${step}.implementation` as DeploymentStep)
    if (implementation !== undefined) {
      const stored = await client.getStorageAt({ address, slot: implementationSlot })
      if (`0x${(stored ?? '').slice(-40)}` !== implementation) {
        throw other(`The contract ${step} at ${address} runs other code than that at ${implementation}.`)
      }
    }
    adopted.push({ step, address, codeHash: keccak256(code), blockNumber: said.blockNumber })
  }
  return adopted
}
