import { earnResultLength } from '@candor/api'
import { hexToString, size, type Hex } from 'viem'
import type { DecodedEvent } from '../decode.ts'
import { plural, wordsFor, type DescribeOptions, type Words } from './context.ts'
import { ruleWords, type RuleValues } from './rule.ts'

type Args = Readonly<Record<string, unknown>>
type Sentence = (args: Args, words: Words) => string

const number = (value: unknown): number => Number(value)
const member = (args: Args, name: string, words: Words): string => words.member(number(args[name]))

const sentences: Readonly<Record<string, Sentence>> = {
  'Members.Admitted': ({ name, member: given }, { say }) =>
    say(`${String(name)} was admitted as member ${String(given)}`, `${String(name)} 已加入，成员编号 ${String(given)}`),
  'Members.StateChanged': (args, words) =>
    words.say(`The state of ${member(args, 'member', words)} changed`, `${member(args, 'member', words)} 的状态已变更`),
  'Members.KeySet': (args, words) => {
    const who = member(args, 'member', words)
    return args['granted'] === true
      ? words.say(`A key of ${who} was given a right`, `${who} 的一个密钥获得权限`)
      : words.say(`A key of ${who} lost a right`, `${who} 的一个密钥失去权限`)
  },
  'Members.KeyRotated': (args, words) =>
    words.say(
      `A key of ${member(args, 'member', words)} was replaced`,
      `${member(args, 'member', words)} 的一个密钥已更换`,
    ),
  'Members.RegistrarProposed': (_args, { say }) => say('A new registrar was named', '已提名新的登记人'),
  'Members.RegistrarChanged': (_args, { say }) => say('The registrar changed', '登记人已更换'),
  'JournalAnchors.Anchored': (args, words) => {
    const count = BigInt(String(args['treeSize']))
    const shown = words.number(count)
    return words.say(
      `${member(args, 'member', words)} published a seal over ${plural(count, 'record', 'records', shown)}`,
      `${member(args, 'member', words)} 已公布涵盖 ${shown} 条记录的封存`,
    )
  },
  'Programmes.ProgrammeCreated': ({ name, currency, ...args }, words) =>
    words.say(
      `The points programme “${String(name)}” (${hexToString(currency as Hex)}) of ${member(args, 'operator', words)} was created`,
      `${member(args, 'operator', words)} 的积分计划“${String(name)}”（${hexToString(currency as Hex)}）已创建`,
    ),
  'Programmes.MerchantSet': (args, words) => {
    const who = member(args, 'merchant', words)
    return args['takesPart'] === true
      ? words.say(`${who} takes part in the points programme`, `${who} 已参加积分计划`)
      : words.say(`${who} no longer takes part in the points programme`, `${who} 不再参加积分计划`)
  },
  'EarnRules.RulePublished': (args, words) => {
    const how = ruleWords(number(args['programme']), args['rule'] as RuleValues, words)
    const version = String(args['version'])
    return words.say(
      `${member(args, 'merchant', words)} published version ${version} of its rule: ${how}`,
      `${member(args, 'merchant', words)} 发布了积分规则第 ${version} 版：${how}`,
    )
  },
  'EarnRules.Opened': (args, words) =>
    words.say(
      `The rules of ${member(args, 'merchant', words)} are set up: purchases earn`,
      `${member(args, 'merchant', words)} 的规则已设置完成，购买开始积分`,
    ),
  'Points.Enrolled': ({ accounts }, words) => {
    const count = (accounts as readonly unknown[]).length
    return words.say(
      `${plural(count, 'points account was', 'points accounts were', words.number(count))} opened`,
      `已开立 ${words.number(count)} 个积分账户`,
    )
  },
  'Points.Spent': ({ points }, words) => {
    const count = BigInt(String(points))
    const shown = words.number(count)
    return words.say(`A member spent ${plural(count, 'point', 'points', shown)}`, `一位会员使用了 ${shown} 积分`)
  },
  'Points.Restored': ({ points, lapsed }, words) => {
    const [back, gone] = [BigInt(String(points)), BigInt(String(lapsed))]
    const shown = words.number(back)
    return gone === 0n
      ? words.say(`A member got ${plural(back, 'point', 'points', shown)} back`, `一位会员取回了 ${shown} 积分`)
      : words.say(
          `A member got ${plural(back, 'point', 'points', shown)} back, ${words.number(gone)} had lapsed meanwhile`,
          `一位会员取回了 ${shown} 积分，另有 ${words.number(gone)} 积分已过期`,
        )
  },
  'Rewards.Offered': (args, words) => {
    const { price, stock } = args['terms'] as { readonly price: number; readonly stock: number }
    const who = member(args, 'merchant', words)
    return words.say(
      `${who} offers a reward for ${plural(price, 'point', 'points', words.number(price))}, ${words.number(stock)} in stock`,
      `${who} 推出了一项 ${words.number(price)} 积分的奖励，库存 ${words.number(stock)}`,
    )
  },
  'Rewards.StockChanged': (args, words) =>
    words.say(
      `The stock of a reward of ${member(args, 'merchant', words)} is ${words.number(number(args['stock']))} now`,
      `${member(args, 'merchant', words)} 的一项奖励现有库存 ${words.number(number(args['stock']))}`,
    ),
  'Rewards.Ended': (args, words) =>
    words.say(
      `${member(args, 'merchant', words)} ended the offer of a reward`,
      `${member(args, 'merchant', words)} 结束了一项奖励的兑换`,
    ),
  'Rewards.Redeemed': (args, words) => {
    const points = number(args['points'])
    return words.say(
      `A member redeemed ${plural(points, 'point', 'points', words.number(points))} for a reward of ${member(args, 'merchant', words)}`,
      `一位会员以 ${words.number(points)} 积分兑换了 ${member(args, 'merchant', words)} 的一项奖励`,
    )
  },
  'Rewards.Used': (args, words) =>
    words.say(
      `A voucher of ${member(args, 'merchant', words)} was used`,
      `${member(args, 'merchant', words)} 的一张礼券已使用`,
    ),
  'Rewards.Cancelled': (args, words) =>
    words.say(
      `A voucher of ${member(args, 'merchant', words)} was cancelled`,
      `${member(args, 'merchant', words)} 的一张礼券已取消`,
    ),
  'Consents.Decided': (args, words) => {
    const who = member(args, 'member', words)
    if (number(args['state']) === 1)
      return words.say(`Somebody granted ${who} a consent`, `有人向 ${who} 授予了一项同意`)
    if (number(args['state']) === 2)
      return words.say(`Somebody refused ${who} a consent`, `有人拒绝了 ${who} 的一项同意请求`)
    return words.say(`Somebody withdrew a consent from ${who}`, `有人撤回了给予 ${who} 的一项同意`)
  },
  'Points.EarnedBatch': (args, words) => {
    const count = size(args['results'] as Hex) / earnResultLength
    const points = BigInt(String(args['totalPoints']))
    const who = member(args, 'merchant', words)
    return words.say(
      `${plural(count, 'purchase', 'purchases', words.number(count))} of ${who} earned ${plural(points, 'point', 'points', words.number(points))}`,
      `${who} 的 ${words.number(count)} 笔购买获得 ${words.number(points)} 积分`,
    )
  },
}

/**
 * Says in plain words what an event tells.
 * @returns e.g. `42 purchases of Harbour Books earned 1,930 points`
 */
export const describeEvent = (event: DecodedEvent, options: DescribeOptions): string => {
  const words = wordsFor(options)
  const sentence = sentences[`${event.contract}.${event.event}`]
  if (sentence !== undefined) return sentence(event.args, words)
  return words.say(`${event.contract}: ${event.event}`, `${event.contract}：${event.event}`)
}
