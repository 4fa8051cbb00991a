import type { Refusal } from '../decode.ts'
import type { Language } from './context.ts'

/** English and Chinese of each error that the contracts can end with. `$0` stands for the first value of the error. */
const messages: Readonly<Record<string, readonly [en: string, zh: string]>> = {
  AlreadyEarned: ['Purchase $2 has earned its points before.', '购买 $2 此前已经获得积分。'],
  DecisionExpired: [
    'The decision came too late: it was signed for an earlier time.',
    '该决定已过期：签署时限定了更早的时间。',
  ],
  InsufficientPoints: ['The member has $2 points, not $3.', '该会员只有 $2 积分，不足 $3。'],
  InvalidAccount: ['The zero address cannot hold points.', '零地址不能持有积分。'],
  InvalidCheckpoint: ['A checkpoint needs a size and a root.', '检查点必须有规模与根。'],
  InvalidCurrency: ['The currency is not a code of three capital letters.', '货币代码必须是三个大写字母。'],
  InvalidDecision: ['The decision is incomplete.', '该决定不完整。'],
  InvalidEpochs: ['The length or the number of epochs is out of bounds.', '周期长度或数量超出范围。'],
  InvalidKey: ['This address cannot be used as a key.', '该地址不能用作密钥。'],
  InvalidName: ['The name is empty or too long.', '名称为空或过长。'],
  InvalidRule: ['The rule is not possible.', '该规则不成立。'],
  InvalidState: ['This change of state is not possible.', '不允许这样变更状态。'],
  InvalidTerms: ['The terms of the reward are not possible.', '该奖励的条件不成立。'],
  InvalidTerm: ['The term of the consent is not possible.', '同意的期限不成立。'],
  KeyInUse: ['The key has a right of this member already.', '该密钥已拥有此成员的权限。'],
  LastAdmin: ['The member would be left without anybody to manage its keys.', '该成员将没有可管理密钥的人。'],
  MalformedSignature: ['The signature cannot be read.', '无法读取该签名。'],
  MalleableSignature: ['The signature is not in the one accepted form.', '该签名不是唯一可接受的形式。'],
  MalformedBatch: ['The batch of purchases cannot be read.', '无法读取该批购买。'],
  MerchantReferenceTaken: ['The reference was used for something else before.', '该业务编号此前已用于其他内容。'],
  NotAdmin: ['The caller may not manage the keys of this member.', '调用者无权管理该成员的密钥。'],
  NotEarning: [
    'The merchant does not take part, or its rules are not set up yet.',
    '该商户未参加，或其规则尚未设置完成。',
  ],
  NotGranted: ['There is no consent to withdraw.', '没有可撤回的同意。'],
  NotJournalKey: ['The caller may not publish seals of this member’s journal.', '调用者无权公布该成员日志的封存。'],
  NotLogOwner: ['The journal belongs to another member.', '该日志属于另一成员。'],
  NotLoyaltyKey: ['The caller may not credit points for this member.', '调用者无权为该成员记入积分。'],
  NotMemberKey: ['Only the company that asked may bring this decision.', '只有提出请求的公司可以提交该决定。'],
  NotOffered: ['The reward is not offered at this time.', '该奖励目前不可兑换。'],
  NotPublisher: ['The caller may not publish rules of this merchant.', '调用者无权发布该商户的规则。'],
  NotSendable: ['No node of the ledger takes this call.', '账本的任何节点都不接受该调用。'],
  NotRegistrar: ['Only the registrar may do this.', '只有登记人可以这样做。'],
  NotSpender: ['Only who took the points can give them back.', '只有扣除积分的一方可以退还积分。'],
  NotSuccessor: ['Only the account named as successor may do this.', '只有被提名的继任者可以这样做。'],
  NotTakingPart: ['The merchant does not take part in the programme.', '该商户未参加积分计划。'],
  NothingToSpend: ['No points at all cannot be spent.', '不能使用零积分。'],
  NothingPublished: ['No rule has been published yet.', '尚未发布任何规则。'],
  OutOfStock: ['Nothing of this reward is left.', '该奖励已兑完。'],
  PurchaseInFuture: ['Purchase $1 lies in the future.', '购买 $1 的时间在未来。'],
  ReferenceTaken: ['The reference was used for something else before.', '该业务编号此前已用于其他内容。'],
  SizeNotGrowing: ['A later seal is published already.', '已公布更晚的封存。'],
  StillGranted: ['What was granted has to be withdrawn, not refused.', '已授予的同意须撤回，而不是拒绝。'],
  SpendingExpired: [
    'The redemption came too late: it was signed for an earlier time.',
    '兑换已过期：签署时限定了更早的时间。',
  ],
  StartInPast: ['A rule can only start in the future.', '规则只能在未来生效。'],
  StartNotLater: ['Each version starts after the one before.', '每个版本必须晚于前一版本生效。'],
  StockOutOfBounds: ['The stock of $1 cannot be changed by $2.', '现有库存 $1，不能变动 $2。'],
  TooManyVersions: ['There is no room for more versions.', '版本数量已达上限。'],
  TwoHistories: [
    'Another seal is published for the same number of records: the journal has two histories.',
    '同样数量的记录已公布过另一个封存：该日志出现了两种历史。',
  ],
  UnknownHolder: ['There is no points account $1.', '不存在积分账户 $1。'],
  UnknownItem: ['There is no reward $0.', '不存在奖励 $0。'],
  UnknownMember: ['There is no member $0.', '不存在成员 $0。'],
  UnknownProgramme: ['There is no points programme $0.', '不存在积分计划 $0。'],
  VoucherExpired: ['The voucher has expired.', '该礼券已过期。'],
  VoucherNotValid: [
    'There is no such voucher, or it was used or cancelled before.',
    '不存在该礼券，或已使用、已取消。',
  ],
  WrongNonce: [
    'This decision was brought before, or another one came first.',
    '该决定此前已提交，或已有其他决定在先。',
  ],
  WrongSignature: [
    'The person did not sign this for this contract on this network.',
    '本人并未为此网络上的此合约签署。',
  ],
}

/** Names of the errors that have words. */
export const describedRefusals: readonly string[] = Object.keys(messages)

/** Says in plain words why a contract refused a call. */
export const describeRefusal = ({ name, args }: Refusal, language: Language): string => {
  const [en, zh] = messages[name] ?? ['The contract refused the call.', '合约拒绝了该调用。']
  return (language === 'zh-CN' ? zh : en).replace(/\$(\d)/g, (_match, index: string) => String(args[Number(index)]))
}
