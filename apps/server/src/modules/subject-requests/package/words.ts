/** Words of the package, in the language of the person. */
const en = {
  title: 'Your data',
  lead: 'Everything that is stored about you, in forms that people and programs can read.',
  made: 'Put together',
  profile: 'Your details',
  fields: 'Further details',
  records: 'Records about you',
  happened: 'What happened',
  files: 'Files',
  done: 'What you did on our pages',
  looked: 'Who looked at your data',
  when: 'When',
  what: 'What',
  readme: `What is in this archive

index.html      readable in every browser
data.json       everything, for programs
contact.vcf     your details as an address book card
tables/         what happened, by subject, as tables (CSV, UTF-8)
files/          files that were kept with your record
receipts/       one receipt for every entry of your history

A receipt proves that an entry stood in the log at its time, unchanged. Anybody can check it without us: open the page
"Check it yourself" of the portal, or run "candor verify <receipt>".
`,
} as const

const zh: Readonly<Record<keyof typeof en, string>> = {
  title: '您的数据',
  lead: '我们存储的与您有关的全部内容，人和程序均可阅读。',
  made: '生成时间',
  profile: '您的资料',
  fields: '更多资料',
  records: '与您有关的记录',
  happened: '发生过的事',
  files: '文件',
  done: '您在我们页面上的行为',
  looked: '谁看过您的数据',
  when: '时间',
  what: '内容',
  readme: `本压缩包内容

index.html      可用任意浏览器阅读
data.json       全部数据，供程序使用
contact.vcf     您的资料（通讯录名片）
tables/         按主题整理的记录表格（CSV，UTF-8）
files/          随您的档案保存的文件
receipts/       您历史中每条记录的凭证

凭证可证明某条记录当时已在日志中且未被更改。任何人都可独立核验：打开门户的“自行核验”页面，或运行 candor verify <凭证文件>。
`,
}

export type PackageLanguage = 'en' | 'zh'
export const packageWords: Readonly<Record<PackageLanguage, Readonly<Record<keyof typeof en, string>>>> = { en, zh }

/** What entries are about, by how their kinds begin; the rest is called by its kind. */
const subjects: Readonly<Record<string, { readonly en: string; readonly zh: string }>> = {
  order: { en: 'Purchases', zh: '购买' },
  points: { en: 'Points', zh: '积分' },
  customer: { en: 'Details', zh: '资料' },
  note: { en: 'Notes', zh: '备注' },
  file: { en: 'Files', zh: '文件' },
  ticket: { en: 'Help', zh: '服务请求' },
  consent: { en: 'Choices about your data', zh: '数据使用选择' },
  privacy: { en: 'Your rights', zh: '您的权利' },
  emergency: { en: 'Emergencies', zh: '紧急情况' },
  company: { en: 'Companies', zh: '公司' },
  relation: { en: 'People you are related to', zh: '关联人员' },
  lifecycle: { en: 'Stages', zh: '阶段' },
  events: { en: 'Recognised devices', zh: '识别的设备' },
  field: { en: 'Further details', zh: '更多资料' },
  task: { en: 'Tasks of staff about you', zh: '员工与您有关的任务' },
  deal: { en: 'Deals with you', zh: '与您有关的商机' },
  quote: { en: 'Quotes', zh: '报价单' },
  invoice: { en: 'Invoices', zh: '发票' },
  'credit-note': { en: 'Credit notes', zh: '贷项通知单' },
}

/** The subject of a kind of entry. */
export const subjectOfKind = (kind: string): string => kind.split('.')[0] ?? kind

/** What a subject is called. */
export const subjectName = (subject: string, language: PackageLanguage): string =>
  subjects[subject]?.[language] ?? subject
