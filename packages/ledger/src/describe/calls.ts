import { earnItemLength } from '@candor/api'
import { hexToBytes, size, type Hex } from 'viem'
import type { DecodedCall, Values } from '../decode.ts'
import { plural, wordsFor, type DescribeOptions, type Words } from './context.ts'
import { ruleWords, type RuleValues } from './rule.ts'

type Sentence = (values: Values, words: Words) => string

const text = (value: unknown): string => String(value)
const number = (value: unknown): number => Number(value)

const roleWords = (role: unknown, words: Words): string =>
  [
    words.say('manage keys', '管理密钥'),
    words.say('publish seals of the journal', '公布日志封存'),
    words.say('credit points', '记入积分'),
  ][number(role)] ?? text(role)

const stateWords = (state: unknown, words: Words): string =>
  [words.say('nobody', '无'), words.say('active', '有效'), words.say('suspended', '暂停'), words.say('left', '退出')][
    number(state)
  ] ?? text(state)

/** Purchase numbers of the first and the last item. */
const purchaseRange = (packed: Hex): readonly [number, number] => {
  const bytes = hexToBytes(packed)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < earnItemLength) return [0, 0]
  return [view.getUint32(4), view.getUint32(bytes.length - earnItemLength + 4)]
}

const sentences: Readonly<Record<string, Sentence>> = {
  'Members.admit': ([, name], { say }) => say(`Admit ${text(name)} to the ledger`, `接纳 ${text(name)} 加入账本`),
  'Members.setState': ([member, state], words) =>
    words.say(
      `Set ${words.member(number(member))} to “${stateWords(state, words)}”`,
      `将 ${words.member(number(member))} 的状态设为“${stateWords(state, words)}”`,
    ),
  'Members.setKey': ([member, , role, granted], words) => {
    const who = words.member(number(member))
    return granted === true
      ? words.say(`Let a key of ${who} ${roleWords(role, words)}`, `允许 ${who} 的一个密钥${roleWords(role, words)}`)
      : words.say(
          `No longer let a key of ${who} ${roleWords(role, words)}`,
          `不再允许 ${who} 的一个密钥${roleWords(role, words)}`,
        )
  },
  'Members.rotateKey': ([member], { member: name, say }) =>
    say(`Replace a key of ${name(number(member))}`, `更换 ${name(number(member))} 的一个密钥`),
  'Members.proposeRegistrar': (_values, { say }) => say('Name a new registrar', '提名新的登记人'),
  'Members.acceptRegistrar': (_values, { say }) => say('Take over as registrar', '接任登记人'),
  'JournalAnchors.anchor': ([member, , treeSize], words) => {
    const count = words.number(BigInt(text(treeSize)))
    const who = words.member(number(member))
    return words.say(
      `Publish the seal over ${plural(BigInt(text(treeSize)), 'record', 'records', count)} of ${who}`,
      `公布 ${who} 的封存，涵盖 ${count} 条记录`,
    )
  },
  'Programmes.createProgramme': ([, operator, name], words) =>
    words.say(
      `Create the points programme “${text(name)}” of ${words.member(number(operator))}`,
      `创建 ${words.member(number(operator))} 的积分计划“${text(name)}”`,
    ),
  'Programmes.setMerchant': ([, merchant, takesPart], words) => {
    const who = words.member(number(merchant))
    return takesPart === true
      ? words.say(`Let ${who} take part in the points programme`, `允许 ${who} 参加积分计划`)
      : words.say(`End the taking part of ${who} in the points programme`, `终止 ${who} 参加积分计划`)
  },
  'EarnRules.publish': ([programme, merchant, rule], words) => {
    const how = ruleWords(number(programme), rule as RuleValues, words)
    return words.say(
      `Publish a rule of ${words.member(number(merchant))}: ${how}`,
      `发布 ${words.member(number(merchant))} 的积分规则：${how}`,
    )
  },
  'EarnRules.open': ([, merchant], words) =>
    words.say(
      `Finish the setting up of the rules of ${words.member(number(merchant))}: purchases earn from now on`,
      `完成 ${words.member(number(merchant))} 的规则设置：此后的购买开始积分`,
    ),
  'Points.enrol': ([, , , accounts], words) => {
    const count = (accounts as readonly unknown[]).length
    return words.say(
      `Open ${plural(count, 'points account', 'points accounts', words.number(count))}`,
      `开立 ${words.number(count)} 个积分账户`,
    )
  },
  'Points.spend': ([spending], words) => {
    const points = BigInt(text((spending as { readonly points: unknown }).points))
    return words.say(
      `Spend ${plural(points, 'point', 'points', words.number(points))} of a member`,
      `使用一位会员的 ${words.number(points)} 积分`,
    )
  },
  'Points.restore': (_values, { say }) => say('Give spent points back to a member', '向一位会员退还已使用的积分'),
  'Rewards.offer': ([, merchant, , terms], words) => {
    const { price, stock } = terms as { readonly price: number; readonly stock: number }
    const who = words.member(number(merchant))
    return words.say(
      `Offer a reward of ${who} for ${plural(price, 'point', 'points', words.number(price))}, ${words.number(stock)} in stock`,
      `${who} 推出一项奖励：${words.number(price)} 积分，库存 ${words.number(stock)}`,
    )
  },
  'Rewards.changeStock': ([item, , change], { say, number: shown }) =>
    say(
      `Change the stock of reward ${text(item)} by ${shown(number(change))}`,
      `奖励 ${text(item)} 的库存变动 ${shown(number(change))}`,
    ),
  'Rewards.end': ([item], { say }) => say(`End the offer of reward ${text(item)}`, `结束奖励 ${text(item)} 的兑换`),
  'Rewards.redeem': ([item], { say }) =>
    say(`Redeem points of a member for reward ${text(item)}`, `一位会员以积分兑换奖励 ${text(item)}`),
  'Rewards.use': ([merchant], words) =>
    words.say(
      `Mark a voucher of ${words.member(number(merchant))} as used`,
      `将 ${words.member(number(merchant))} 的一张礼券标记为已使用`,
    ),
  'Rewards.cancel': ([merchant], words) =>
    words.say(
      `Cancel a voucher of ${words.member(number(merchant))}; its points go back`,
      `取消 ${words.member(number(merchant))} 的一张礼券并退还积分`,
    ),
  'Consents.decide': ([decision], words) => {
    const { member, state } = decision as { readonly member: number; readonly state: number }
    const who = words.member(number(member))
    if (number(state) === 1) return words.say(`Grant ${who} a consent`, `向 ${who} 授予一项同意`)
    if (number(state) === 2) return words.say(`Refuse ${who} a consent`, `拒绝 ${who} 的一项同意请求`)
    return words.say(`Withdraw a consent from ${who}`, `撤回给予 ${who} 的一项同意`)
  },
  'Points.earnBatch': ([, merchant, , packed], words) => {
    const count = Math.floor(size(packed as Hex) / earnItemLength)
    const [first, last] = purchaseRange(packed as Hex)
    const who = words.member(number(merchant))
    return words.say(
      `Report ${plural(count, 'purchase', 'purchases', words.number(count))} of ${who} (no. ${first}–${last}) for points`,
      `为积分报送 ${who} 的 ${words.number(count)} 笔购买（编号 ${first}–${last}）`,
    )
  },
}

/**
 * Says in plain words what a call does.
 * @returns e.g. `Report 42 purchases of Harbour Books (no. 1–42) for points`
 */
export const describeCall = (call: DecodedCall, options: DescribeOptions): string => {
  const words = wordsFor(options)
  const sentence = sentences[`${call.contract}.${call.functionName}`]
  if (sentence !== undefined) return sentence(call.args, words)
  return words.say(
    `Call ${call.functionName} of the contract ${call.contract}`,
    `调用合约 ${call.contract} 的 ${call.functionName}`,
  )
}
