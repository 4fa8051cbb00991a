import { join } from 'node:path'
import type { Hex } from 'viem'
import { openAnvilNode, openEmbeddedNode, type Node } from '../chain/node.ts'
import { deployPackedEarn } from '../chain/packed-earn.ts'
import { deployPlainEarn, memberAccount } from '../chain/plain-earn.ts'
import { Sender, timeOf } from '../chain/sender.ts'
import { anvilBinary, withoutAnvil } from '../network/anvil.ts'
import { against, alone, type Measure } from '../measure.ts'
import { wholeNumber, type Task, type TaskContext } from '../task.ts'

/** What is done on either chain, and how much of it. */
type Load = { readonly members: number; readonly again: number; readonly singles: number }

/** Things a second. */
type Rates = {
  readonly plainFirst: number
  readonly plainAgain: number
  readonly enrolled: number
  readonly packedFirst: number
  readonly packedAgain: number
  readonly single: number
}

const wallets = 50
/** Members whose calls are signed before any of them is sent. */
const portion = 100_000

/** Rates of an amount of work, signed portion by portion outside the measured time. */
const rateOf = async (
  node: Node,
  count: number,
  signed: (from: number, until: number) => Promise<readonly Hex[]>,
): Promise<number> => {
  let milliseconds = 0
  for (let from = 0; from < count; from += portion) {
    milliseconds += await timeOf(node, await signed(from, Math.min(count, from + portion)))
  }
  return (count * 1000) / milliseconds
}

/** Some members in an order that has nothing to do with the one they came in. */
const scattered = (index: number, members: number): number => Number((BigInt(index) * 2_654_435_761n) % BigInt(members))

const measure = async (node: Node, { members, again, singles }: Load, log: (text: string) => void): Promise<Rates> => {
  const owners = Array.from({ length: wallets }, (_, index) => new Sender(index))
  const [operator] = owners as [Sender]
  const range = (from: number, until: number) => Array.from({ length: until - from }, (_, index) => from + index)
  const said = (what: string, rate: number): number => {
    log(`  ${what}: ${Math.round(rate)} /s`)
    return rate
  }
  const plain = await deployPlainEarn(node, operator)
  const plainFirst = said(
    'plain, first points of each member',
    await rateOf(node, members, async (from, until) => plain.earning(range(from, until).map(memberAccount), 1)),
  )
  const plainAgain = said(
    'plain, more points',
    await rateOf(node, again, async (from, until) =>
      plain.earning(
        range(from, until).map((index) => memberAccount(scattered(index, members))),
        2,
      ),
    ),
  )
  const packed = await deployPackedEarn(node, operator)
  const enrolled = said(
    'members numbered',
    await rateOf(node, members, async (from, until) => packed.enrolling(range(from, until).map(memberAccount))),
  )
  const packedFirst = said(
    'packed, first points of each member',
    await rateOf(node, members, async (from, until) => packed.earning(range(from + 1, until + 1))),
  )
  const packedAgain = said(
    'packed, more points',
    await rateOf(node, again, async (from, until) =>
      packed.earning(range(from, until).map((index) => 1 + scattered(index, members))),
    ),
  )
  const funding = await plain.earning(
    owners.flatMap(({ account }) => Array.from({ length: 200 }, () => account.address)),
    3,
  )
  await timeOf(node, funding)
  const single = said(
    'single transfers',
    await rateOf(node, singles, async (from, until) => {
      const raws: Hex[] = []
      for (let index = from; index < until; index += 1) {
        raws.push(await plain.transfer(owners[index % wallets]!, memberAccount(scattered(index, members))))
      }
      return raws
    }),
  )
  return { plainFirst, plainAgain, enrolled, packedFirst, packedAgain, single }
}

const names: readonly (readonly [keyof Rates, string, string])[] = [
  ['plainFirst', 'plain contract, first points of each member', 'earns/s'],
  ['plainAgain', 'plain contract, more points', 'earns/s'],
  ['enrolled', 'members numbered', 'members/s'],
  ['packedFirst', 'contract of the product, first points of each member', 'earns/s'],
  ['packedAgain', 'contract of the product, more points', 'earns/s'],
  ['single', 'single transfers, each signed by its owner', 'transactions/s'],
]

const run = async (context: TaskContext): Promise<Measure[]> => {
  const load = {
    members: wholeNumber(context, 'members'),
    again: wholeNumber(context, 'again'),
    singles: wholeNumber(context, 'singles'),
  }
  const funded = Array.from({ length: wallets }, (_, index) => new Sender(index).account.address)
  context.log('The embedded chain, durable')
  const embedded = await openEmbeddedNode(join(context.folder, 'data'), funded)
  let rates: Rates
  let reopened: number
  let memory: number
  try {
    rates = await measure(embedded, load, context.log)
    memory = process.memoryUsage.rss() / 2 ** 20
    reopened = await embedded.reopen()
  } finally {
    await embedded.close()
  }
  context.log('Anvil, in memory')
  let yardstick: Rates | undefined
  if (anvilBinary === undefined) context.log(`  ${withoutAnvil}: its figures are left out`)
  else {
    const anvil = await openAnvilNode()
    try {
      yardstick = await measure(anvil, load, context.log)
    } finally {
      await anvil.close()
    }
  }
  return [
    ...names.map(([key, name, unit]) =>
      yardstick === undefined ? alone(name, rates[key], unit) : against(name, rates[key], unit, yardstick[key]),
    ),
    alone('memory of the process, with what sends the load', memory, 'MiB'),
    alone('closed and opened again', reopened / 1000, 's'),
  ]
}

/** How fast the embedded chain is, with every block durable, beside a node that keeps everything in memory. */
export const chain: Task<Measure> = {
  name: 'chain',
  summary: 'points and single transactions on the embedded chain, against anvil in memory',
  options: {
    members: { help: 'members that have points', default: '100000' },
    again: { help: 'further purchases, of members in no order', default: '100000' },
    singles: { help: 'transactions signed by their owners', default: '20000' },
  },
  run,
}
