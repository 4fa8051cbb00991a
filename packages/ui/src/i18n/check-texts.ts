import type { Language } from './language.ts'
import type { Texts, TextTree } from './texts.ts'

export interface TextFault {
  readonly key: string
  readonly fault: 'missing' | 'empty' | 'untranslated' | 'foreign-words' | 'placeholders'
  readonly text: string
}

const flat = (tree: TextTree, prefix = '', into = new Map<string, string>()): Map<string, string> => {
  for (const [key, value] of Object.entries(tree))
    if (typeof value === 'string') into.set(prefix + key, value)
    else flat(value, `${prefix}${key}.`, into)
  return into
}

const chinese = /[\u3400-\u9fff]/
/** Names, abbreviations and names in code that are the same in both languages. */
const shared =
  /\{\{[^}]*\}\}|\b[a-z]+[A-Z]\w*\b|\b(?:Candor|CSV|PDF|TSV|XLSX|VCF|CRM|UTF-8|GBK|GB18030|RPC|URL|SHA-256|SMTP|ID|UUID|JSON|MB|kB|Ctrl|Enter|Esc|Tab|Shift|Alt|Cmd|Home|End|Ethereum|ISO|IANA|PATCH|[jkgcniejhlrmsuxsaofp]|ed25519|Ed25519|https?|localhost|Merkle|English|Excel|Slack|Standard Webhooks|Webhook|Mattermost|Rocket\.Chat|Discord|Europe\/London)\b|[a-z]+@[a-z.]+/g
const placeholders = (text: string): string =>
  [...new Set([...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1] ?? ''))]
    .sort((left, right) => left.localeCompare(right))
    .join()

const faultsOf = (key: string, text: string | undefined, other: string, language: Language): TextFault[] => {
  if (text === undefined) return [{ key, fault: 'missing', text: other }]
  const fault = (name: TextFault['fault']): TextFault => ({ key, fault: name, text })
  const words = text.replaceAll(shared, '')
  return [
    ...(text.trim() === '' ? [fault('empty')] : []),
    ...(language === 'zh' && text === other && /[a-z]{2}/i.test(words) ? [fault('untranslated')] : []),
    ...(language === 'zh' && /[a-z]{2}/i.test(words) ? [fault('foreign-words')] : []),
    ...(language === 'en' && chinese.test(words) ? [fault('foreign-words')] : []),
    ...(placeholders(text) === placeholders(other) ? [] : [fault('placeholders')]),
  ]
}

/**
 * Compares the two languages of a namespace: keys that one lacks, texts left in the other language, placeholders that differ.
 * For tests; an empty answer means complete.
 */
export const checkTexts = (texts: Pick<Texts<TextTree>, 'source'>): TextFault[] => {
  const en = flat(texts.source.en)
  const zh = flat(texts.source.zh)
  const keys = new Set([...en.keys(), ...zh.keys()])
  return [...keys].flatMap((key) =>
    faultsOf(key, en.get(key), zh.get(key) ?? '', 'en').concat(faultsOf(key, zh.get(key), en.get(key) ?? '', 'zh')),
  )
}
