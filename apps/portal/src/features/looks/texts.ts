import { defineTexts } from '@candor/ui'

export const lookTexts = defineTexts('portal-looks', {
  en: {
    title: 'Who looked at my data',
    lead: 'Everybody who opened your record, saw it in a list or took it out in a file, newest first. Whoever looks again within a quarter of an hour adds no line. You can go back two years.',
    emptyTitle: 'Nobody has looked yet',
    emptyText: 'As soon as somebody looks at your record, it stands here within a few seconds, and you can check it.',
  },
  zh: {
    title: '谁看过我的数据',
    lead: '所有打开过您的记录、在列表中看到或在文件中导出过您的记录的人，最新的在前。同一人在一刻钟内再次查看不另起一行。可追溯两年。',
    emptyTitle: '还没有人看过',
    emptyText: '一旦有人查看您的记录，几秒内就会出现在这里，您可以核查。',
  },
})
