import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { kitFiles } from '@candor/cli/src/network/files.ts'
import { enodeOf, newKey } from '@candor/cli/src/network/keys.ts'
import { planOf } from '@candor/cli/src/network/plan.ts'
import { writeKit } from '@candor/cli/src/network/write-kit.ts'
import { Validator } from './validator.ts'

/** A network of several validators on this machine. */
export type Validators = {
  readonly all: readonly Validator[]
  /** Cuts one off from all others, in both directions; it goes on running. */
  readonly cutOff: (one: Validator) => Promise<void>
  /** Joins it to the others again. */
  readonly rejoin: (one: Validator) => Promise<void>
  /** Resolves when all that run have the same newest block but one. */
  readonly agree: () => Promise<void>
  readonly stop: () => Promise<void>
}

const until = async (what: string, look: () => Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + 120_000
  while (!(await look().catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`it has not come to this in two minutes: ${what}`)
    await pause(100)
  }
}

const peersOf = async (one: Validator): Promise<number> => Number(await one.rpc('net_peerCount'))

/**
 * Starts a network with the files that `candor network` writes.
 * @param geth the program
 * @param folder where its files go; new or empty
 * @param count how many validators
 * @param firstPort the first of two ports for each of them
 */
export const startValidators = async (
  geth: string,
  folder: string,
  count: number,
  firstPort: number,
): Promise<Validators> => {
  // Every validator has an address of its own on the loopback network.
  const host = Array.from({ length: count }, (_, index) => `127.0.0.${21 + index}`)
  const plan = planOf({ consensus: 'clique', host, company: ['A company'], 'block-seconds': '1' })
  const keys = host.map(newKey)
  await writeKit(folder, await kitFiles(plan, { validators: keys, companies: [newKey()] }))
  const enodes = keys.map((key, index) => enodeOf(key, host[index] ?? ''))
  const all: Validator[] = []
  const stop = async (): Promise<void> => {
    await Promise.all(all.map(async (one) => one.kill()))
  }
  try {
    for (const index of host.keys()) {
      const ports = { rpcPort: firstPort + 2 * index, authPort: firstPort + 2 * index + 1 }
      all.push(await Validator.prepare({ geth, folder: join(folder, 'nodes', `validator-${index + 1}`), ...ports }))
    }
    await Promise.all(all.map(async (one) => one.start()))
    const [first] = all
    await until('all are connected', async () => (await Promise.all(all.map(peersOf))).every((n) => n === count - 1))
    await until('blocks are made', async () => first !== undefined && (await first.head()).number > 2)
  } catch (error) {
    await stop()
    throw error
  }
  const enodeFor = (one: Validator): string => enodes[all.indexOf(one)] ?? ''
  /** Has one and all others do something about each other. */
  const between = async (one: Validator, methods: readonly string[]): Promise<void> => {
    for (const other of all.filter((each) => each !== one && each.isRunning)) {
      for (const method of methods) {
        await Promise.all([one.rpc(method, [enodeFor(other)]), other.rpc(method, [enodeFor(one)])])
      }
    }
  }
  return {
    all,
    stop,
    cutOff: async (one) => {
      await between(one, ['admin_removePeer', 'admin_removeTrustedPeer'])
      await until('it is alone', async () => (await peersOf(one)) === 0)
    },
    rejoin: async (one) => {
      await between(one, ['admin_addTrustedPeer', 'admin_addPeer'])
      await until('it has peers', async () => (await peersOf(one)) > 0)
    },
    agree: async () => {
      const running = all.filter((one) => one.isRunning)
      await until('all have the same blocks', async () => {
        const lowest = Math.min(...(await Promise.all(running.map(async (one) => (await one.head()).number))))
        const hashes = await Promise.all(
          running.map(async (one) => {
            const block = await one.rpc('eth_getBlockByNumber', [`0x${(lowest - 1).toString(16)}`, false])
            return (block as { hash: string } | null)?.hash
          }),
        )
        return hashes[0] !== undefined && new Set(hashes).size === 1
      })
    },
  }
}
