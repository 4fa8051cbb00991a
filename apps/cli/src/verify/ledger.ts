import { contracts } from '@candor/contracts'
import type { AnchorReference } from '@candor/journal'
import {
  createPublicClient,
  http,
  parseEventLogs,
  TransactionReceiptNotFoundError,
  webSocket,
  zeroHash,
  type Hex,
} from 'viem'
import { failure, usageError } from '../errors.ts'
import { AnchorContradiction } from './contradiction.ts'

const { abi } = contracts.JournalAnchors

/** What a ledger keeps for a journal at a size, and the time of the block that says so, where the node still has it. */
export type Anchored = {
  readonly root: Hex
  /** Number of the company that owns the journal. */
  readonly member: number
  readonly sealedAt: string | undefined
  /** Whether the person named the contract, or it was taken from the receipt. */
  readonly contractGiven: boolean
}

/** A ledger that the person trusts, asked through a node that they trust. */
export type Ledger = {
  readonly chainId: number
  /**
   * Reads the root for a journal at a size.
   * @returns nothing where the ledger keeps none
   * @throws Error when the node cannot answer, or the ledger contradicts what the receipt says of it
   */
  anchored(log: Hex, treeSize: number, stated: AnchorReference): Promise<Anchored | undefined>
}

const contractOf = (text: string | undefined): Hex | undefined => {
  if (text === undefined) return undefined
  const address = text.toLowerCase()
  if (/^0x[0-9a-f]{40}$/.test(address)) return address as Hex
  throw usageError(`${JSON.stringify(text)} is not the address of a contract.`, 'Give 0x and 40 hexadecimal digits.')
}

const transportOf = (url: string) => {
  if (!URL.canParse(url) || !/^(https?|wss?):$/.test(new URL(url).protocol)) {
    throw usageError(`${JSON.stringify(url)} is not the address of a ledger node.`, 'Give it as http://host:port/rpc.')
  }
  return url.startsWith('ws') ? webSocket(url, { timeout: 15_000 }) : http(url, { timeout: 15_000, retryCount: 1 })
}

/**
 * Opens a ledger through JSON-RPC. Answers are kept, so that many receipts under one seal cost one question.
 * @param url any node of the network
 * @param trustedContract the contract that keeps the roots; taken from each receipt where the person names none
 * @throws CliError when the node does not answer
 */
export const openLedger = async (url: string, trustedContract: string | undefined): Promise<Ledger> => {
  const contract = contractOf(trustedContract)
  const client = createPublicClient({ transport: transportOf(url) })
  const chainId = await client.getChainId().catch((error: unknown) => {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error)
    throw failure(
      'LEDGER_UNREACHABLE',
      `The ledger node at ${url} does not answer: ${why}`,
      'Check the address, or give --key to verify without a ledger.',
      error,
    )
  })
  const answers = new Map<string, Promise<Anchored | undefined>>()

  /** Time of the block that the receipt names, once it is clear that the anchor is in it. */
  const sealedAt = async (stated: AnchorReference, size: bigint, root: Hex): Promise<string | undefined> => {
    const receipt = await client.getTransactionReceipt({ hash: stated.transactionHash }).catch((error: unknown) => {
      // Nodes may forget old transactions; the contract's own memory, asked before, is what counts.
      if (error instanceof TransactionReceiptNotFoundError) return undefined
      throw error
    })
    if (receipt === undefined) return undefined
    const events = parseEventLogs({ abi, eventName: 'Anchored', logs: receipt.logs, strict: true })
    const there = events.some(
      ({ address, args }) =>
        address.toLowerCase() === stated.contract &&
        args.log === stated.log &&
        args.treeSize === size &&
        args.rootHash === root,
    )
    if (!there || Number(receipt.blockNumber) !== stated.blockNumber) {
      throw new AnchorContradiction(
        `the transaction ${stated.transactionHash} in block ${receipt.blockNumber} does not anchor this checkpoint`,
      )
    }
    const block = await client.getBlock({ blockNumber: receipt.blockNumber })
    return new Date(Number(block.timestamp) * 1000).toISOString()
  }

  const ask = async (log: Hex, treeSize: number, stated: AnchorReference): Promise<Anchored | undefined> => {
    if (stated.chainId !== chainId) {
      throw new AnchorContradiction(
        `the receipt is anchored on ledger ${stated.chainId}; ${url} serves ledger ${chainId}`,
      )
    }
    const address = contract ?? stated.contract
    if (address !== stated.contract) {
      throw new AnchorContradiction(`the receipt names the contract ${stated.contract}, not ${address}`)
    }
    const size = BigInt(treeSize)
    const [root, member] = await Promise.all([
      client.readContract({ address, abi, functionName: 'rootAt', args: [log, size] }),
      client.readContract({ address, abi, functionName: 'ownerOf', args: [log] }),
    ])
    if (root === zeroHash) return undefined
    return { root, member, sealedAt: await sealedAt(stated, size, root), contractGiven: contract !== undefined }
  }

  return {
    chainId,
    anchored: async (log, treeSize, stated) => {
      const question = JSON.stringify([log, treeSize, stated])
      const answer = answers.get(question) ?? ask(log, treeSize, stated)
      answers.set(question, answer)
      return answer
    },
  }
}
