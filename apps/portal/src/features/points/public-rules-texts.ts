import { defineTexts } from '@candor/ui'

export const publicRulesTexts = defineTexts('portal-public-rules', {
  en: {
    title: 'The rules of points',
    lead: 'Every version that was ever published. Your browser has read them from the contract on the ledger; nobody can change or remove one.',
    read: 'Read at block {{block}} from contract {{contract}}',
    programme: 'Programme {{number}}',
    member: 'Number {{number}} on the ledger',
    none: 'No rule has been published yet.',
    first: 'The first version',
    changed: 'Against version {{version}}: {{changes}}',
    rate: '{{before}} became {{after}}',
    minimum: '“{{before}}” became “{{after}}”',
    dates: 'only the dates',
    entry: 'Block {{block}}, transaction',
    back: 'Sign in to see your own points',
  },
  zh: {
    title: '积分规则',
    lead: '曾经公布的全部版本。您的浏览器直接从账本上的合约读取，任何人都不能更改或删除。',
    read: '读取自合约 {{contract}}，第 {{block}} 个区块',
    programme: '积分计划 {{number}}',
    member: '账本编号 {{number}}',
    none: '尚未公布任何规则。',
    first: '首个版本',
    changed: '与第 {{version}} 版相比：{{changes}}',
    rate: '{{before}} 改为 {{after}}',
    minimum: '“{{before}}”改为“{{after}}”',
    dates: '只改了日期',
    entry: '第 {{block}} 个区块，交易',
    back: '登录查看自己的积分',
  },
})
