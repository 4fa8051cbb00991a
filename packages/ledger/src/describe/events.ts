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
