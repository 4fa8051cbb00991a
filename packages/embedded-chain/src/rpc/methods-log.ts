import { toHex } from '../bytes/bytes.ts'
import { invalidParams } from '../errors.ts'
import type { LogFilter } from '../store/log-query.ts'
import type { Filter } from './filters.ts'
import type { Json } from './format.ts'
import { findLogs, logFilterOf, logRangeOf, unknownBlock } from './logs.ts'
import { findNumber, type Context, type Method } from './method.ts'

const find = ({ chain }: Context, filter: LogFilter, from: bigint, to: bigint): Promise<Json[]> => {
  const head = chain.head.header.number
  return findLogs(chain.logIndex, chain.blocks, filter, from, to > head ? head : to)
}

const rangeOf = async (context: Context, value: unknown): Promise<readonly [bigint, bigint]> => {
  const range = logRangeOf(value)
  const [from, to] = [await findNumber(context, range.from), await findNumber(context, range.to)]
  if (from === undefined || to === undefined) throw unknownBlock()
  if (from > to) throw invalidParams('invalid block range params')
  return [from, to]
}

const getLogs: Method = async (context, [value]) => {
  const filter = logFilterOf(value)
  const [from, to] = await rangeOf(context, value)
  return find(context, filter, from, to)
}

const newFilter: Method = async (context, [value]) => {
  const filter = logFilterOf(value)
  const range = logRangeOf(value)
  const head = context.chain.head.header.number
  const from = (await findNumber(context, range.from)) ?? head
  const to = range.to.kind === 'number' ? range.to.number : undefined
  const reported = from > head ? from - 1n : head
  return context.filters.install({ kind: 'logs', filter, from, to }, reported)
}

const newBlocks = async (context: Context, from: bigint, to: bigint): Promise<string[]> => {
  const numbers = Array.from({ length: Number(to - from + 1n) }, (_, index) => from + BigInt(index))
  return (await context.chain.blocks.byNumbers(numbers)).map(({ hash }) => toHex(hash))
}

const getFilterChanges: Method = async (context, [id]) => {
  const filter: Filter = context.filters.get(id)
  const head = context.chain.head.header.number
  const from = filter.reported + 1n
  if (head < from) return []
  filter.reported = head
  const { criteria } = filter
  if (criteria.kind === 'blocks') return newBlocks(context, from, head)
  const to = criteria.to === undefined || criteria.to > head ? head : criteria.to
  return from > to ? [] : find(context, criteria.filter, from, to)
}

const getFilterLogs: Method = async (context, [id]) => {
  const { criteria } = context.filters.get(id)
  if (criteria.kind !== 'logs') throw invalidParams('this filter is not a log filter')
  return find(context, criteria.filter, criteria.from, criteria.to ?? context.chain.head.header.number)
}

/** Events of contracts, and filters that are polled. */
export const logMethods: Readonly<Record<string, Method>> = {
  eth_getLogs: getLogs,
  eth_newFilter: newFilter,
  eth_newBlockFilter: ({ chain, filters }) => filters.install({ kind: 'blocks' }, chain.head.header.number),
  eth_getFilterChanges: getFilterChanges,
  eth_getFilterLogs: getFilterLogs,
  eth_uninstallFilter: ({ filters }, [id]) => filters.uninstall(id),
}
