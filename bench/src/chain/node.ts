import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openEmbeddedChain } from '@candor/embedded-chain'
import { openDatabase } from '@candor/server/platform/db/index'
import { appendOnlyTables } from '@candor/server/tables'
import type { Hex } from 'viem'
import { freeOfFees, startAnvil } from '../network/anvil.ts'

/** A chain that transactions are sent to. */
export type Node = {
  readonly rpc: (method: string, params?: readonly unknown[]) => Promise<unknown>
  /** Hands signed transactions over, in order, as the node's own clients would do it fastest. */
  readonly send: (raws: readonly Hex[]) => Promise<void>
  readonly close: () => Promise<void>
}

export const chainId = 20_261_122

/** Transactions that are handed over at once. */
const handful = 100

/**
 * The embedded chain as the server runs it: blocks in Postgres, one durable transaction each.
 * @param folder where its data go
 */
export const openEmbeddedNode = async (
  folder: string,
  funded: readonly Hex[],
): Promise<Node & { readonly reopen: () => Promise<number> }> => {
  const db = await openDatabase({
    data: folder,
    databaseUrl: undefined,
    masterKeyFile: join(folder, 'keys', 'master.key'),
    appendOnly: appendOnlyTables,
    onError: () => undefined,
  })
  const cacheFolder = join(folder, 'ledger-cache')
  await mkdir(cacheFolder, { recursive: true })
  const open = async () => openEmbeddedChain({ postgres: { ...db.connection }, cacheFolder, chainId, funded })
  let chain = await open()
  const rpc: Node['rpc'] = async (method, params = []) => chain.request({ method, params })
  return {
    rpc,
    send: async (raws) => {
      for (let from = 0; from < raws.length; from += handful) {
        await Promise.all(raws.slice(from, from + handful).map(async (raw) => rpc('eth_sendRawTransaction', [raw])))
      }
    },
    /** Closes the chain and opens it again. @returns milliseconds until it answers */
    reopen: async () => {
      await chain.close()
      const began = performance.now()
      chain = await open()
      return performance.now() - began
    },
    close: async () => {
      await chain.close()
      await db.close()
    },
  }
}

const port = 4680

type Answer = { readonly error?: { readonly message: string } }

/** Anvil in a process of its own: as much gas a second, in one block, all of it in memory, nothing durable. */
export const openAnvilNode = async (): Promise<Node> => {
  // It works out the root of its whole state for every block: more blocks a second make it slower, not quicker.
  const pace = ['--block-time', '1', '--no-request-size-limit']
  const options = ['--chain-id', String(chainId), ...freeOfFees, ...pace]
  const anvil = await startAnvil(port, options, 1_000_000_000)
  return {
    rpc: anvil.rpc,
    send: async (raws) => {
      for (let from = 0; from < raws.length; from += handful) {
        const calls = raws.slice(from, from + handful)
        const body = JSON.stringify(
          calls.map((raw, id) => ({ jsonrpc: '2.0', id, method: 'eth_sendRawTransaction', params: [raw] })),
        )
        const response = await fetch(anvil.url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
        })
        const refused = ((await response.json()) as Answer[]).find(({ error }) => error !== undefined)
        if (refused !== undefined) throw new Error(`anvil took not all: ${refused.error?.message}`)
      }
    },
    close: anvil.stop,
  }
}
