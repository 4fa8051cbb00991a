import { BlockFeed } from '@candor/server/modules/ledger/rpc-feed'
import { eventually } from '@candor/server/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anvilBinary, amongCompanies, startAnvil, type Anvil, withoutAnvil } from '@candor/bench/src/network/anvil.ts'

const port = 4630
/** Code that writes a log with the topic 0x2a when a contract is created: PUSH1 42 PUSH0 PUSH0 LOG1 STOP. */
const logs42 = '0x602a5f5fa100'

if (anvilBinary === undefined) {
  describe('following another node program', () => {
    it.skip(withoutAnvil)
  })
} else {
  describe('following another node program', () => {
    let node: Anvil
    let from: string
    beforeAll(async () => {
      node = await startAnvil(port, amongCompanies)
      ;[from] = (await node.rpc('eth_accounts')) as [string]
    })
    afterAll(async () => node.stop())

    const quiet = { debug: () => undefined }
    const follow = async () => {
      const gate: { open: Promise<unknown> } = { open: Promise.resolve() }
      const request = async ({ method, params }: { method: string; params?: readonly unknown[] }) => {
        await gate.open
        return node.rpc(method, params)
      }
      const feed = new BlockFeed({ request }, quiet, 20)
      const told: string[] = []
      const end = await feed.follow({
        onHead: ({ number, hash }) => told.push(`head ${BigInt(String(number))} ${String(hash)}`),
        onLogs: (logs) => {
          for (const { blockNumber, removed, blockHash } of logs) {
            told.push(`${removed === true ? 'removed' : 'log'} ${BigInt(String(blockNumber))} ${String(blockHash)}`)
          }
        },
        onGap: () => told.push('gap'),
      })
      return { told, end, feed, gate }
    }
    const send = async () => node.rpc('eth_sendTransaction', [{ from, data: logs42, gas: '0x186a0', gasPrice: '0x0' }])
    const block = async (number: bigint) =>
      (await node.rpc('eth_getBlockByNumber', [`0x${number.toString(16)}`, false])) as { hash: string; number: string }
    const headNumber = async () => BigInt(String(await node.rpc('eth_blockNumber')))

    it('tells of every block in order, however many came since the last look', async () => {
      const { told, end } = await follow()
      const before = await headNumber()
      await node.rpc('anvil_mine', ['0x14'])
      await send()
      const after = before + 21n
      await eventually('the last log', async () => told.some((line) => line.startsWith(`log ${after} `)))
      const heads = told.filter((line) => line.startsWith('head '))
      expect(heads.map((line) => BigInt(line.split(' ')[1]!))).toEqual(
        Array.from({ length: 21 }, (_, index) => before + 1n + BigInt(index)),
      )
      expect(heads.at(-1)).toContain((await block(after)).hash)
      end()
    })

    it('takes back the logs of blocks that the chain took back, then tells of the new ones', async () => {
      const { told, end } = await follow()
      const before = await headNumber()
      // One block each: sent together, several may share one.
      for (let count = 1; count <= 3; count += 1) {
        await send()
        await eventually(`log ${count}`, async () => told.filter((line) => line.startsWith('log ')).length === count)
      }
      const old = await Promise.all([2n, 3n].map(async (by) => block(before + by)))
      const count = told.length
      await node.rpc('anvil_reorg', [2, []])
      await eventually(
        'the new heads',
        async () => told.slice(count).filter((line) => line.startsWith('head ')).length === 2,
      )
      const fresh = await Promise.all([2n, 3n].map(async (by) => block(before + by)))
      expect(told.slice(count)).toEqual([
        `removed ${before + 3n} ${old[1]!.hash}`,
        `removed ${before + 2n} ${old[0]!.hash}`,
        `head ${before + 2n} ${fresh[0]!.hash}`,
        `head ${before + 3n} ${fresh[1]!.hash}`,
      ])
      end()
    })

    it('says so when too many came at once', async () => {
      const { told, feed, gate } = await follow()
      gate.open = node.rpc('anvil_mine', ['0x5dc'])
      await eventually('the gap', async () => told.includes('gap'))
      feed.stop()
    })
  })
}
