import type { CustomerLook } from '@candor/api'
import type { JsonValue } from '@candor/journal'
import type { HistoryEntry, Person } from '../needs.ts'
import { packageWords, subjectName, subjectOfKind, type PackageLanguage } from './words.ts'

/** What a package is made of, read whole but for files and receipts. */
export type PackageData = {
  readonly person: Person
  readonly ownFields: Readonly<Record<string, string>>
  readonly ownRecords: readonly { readonly object: string; readonly values: Readonly<Record<string, string>> }[]
  readonly history: readonly HistoryEntry[]
  readonly events: readonly object[]
  readonly looks: readonly CustomerLook[]
  readonly files: readonly { readonly id: string; readonly name: string }[]
  readonly language: PackageLanguage
  /** ISO instant. */
  readonly madeAt: string
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escape = (text: string): string => text.replaceAll(/["&'<>]/g, (character) => escapes[character]!)

/** Any value as nested lists of names and values. */
const shown = (value: JsonValue): string => {
  if (value === null || value === '') return '–'
  if (typeof value !== 'object') return escape(String(value))
  if (Array.isArray(value)) {
    if (value.length === 0) return '–'
    return `<ul>${value.map((each) => `<li>${shown(each as JsonValue)}</li>`).join('')}</ul>`
  }
  const names = Object.entries(value as { readonly [name: string]: JsonValue })
  return `<dl>${names.map(([name, each]) => `<dt>${escape(name)}</dt><dd>${shown(each)}</dd>`).join('')}</dl>`
}

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b2430}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:.2rem 0}dt{color:#5b6675}dd{margin:0}
table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #d9dee5}`

const tableOfLooks = (looks: readonly CustomerLook[], language: PackageLanguage): string => {
  const rows = looks.map(({ at, actor, actorName, role, categories, purpose }) => {
    const called = language === 'zh' ? role?.nameZh : role?.name
    const cells = [at, actorName ?? actor, called ?? '', categories.join(', '), purpose]
    return `<tr>${cells.map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`
  })
  return `<table><tbody>${rows.join('')}</tbody></table>`
}

/** The package as a page that needs nothing else: no script, no style from elsewhere. */
export const pageOfPackage = ({
  person,
  ownFields,
  ownRecords,
  history,
  events,
  looks,
  language,
  madeAt,
}: PackageData): string => {
  const words = packageWords[language]
  const rows = history.map(
    ({ kind, recordedAt, occurredAt, body }) =>
      `<tr><td>${escape(occurredAt ?? recordedAt)}</td><td>${escape(subjectName(subjectOfKind(kind), language))}<br><small>${escape(kind)}</small></td><td>${shown(body)}</td></tr>`,
  )
  const section = (title: string, content: string): string => `<h2>${escape(title)}</h2>${content}`
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><title>${escape(words.title)}</title><style>${style}</style></head>
<body><h1>${escape(words.title)}</h1><p>${escape(words.lead)}</p><p>${escape(words.made)}: ${escape(madeAt)}</p>
${section(words.profile, shown({ reference: person.reference, ...(person.profile as { readonly [name: string]: JsonValue }) }))}
${Object.keys(ownFields).length === 0 ? '' : section(words.fields, shown(ownFields))}
${ownRecords.length === 0 ? '' : section(words.records, shown(ownRecords.map(({ object, values }) => ({ [object]: values }))))}
${section(words.happened, `<table><thead><tr><th>${escape(words.when)}</th><th>${escape(words.what)}</th><th></th></tr></thead><tbody>${rows.join('')}</tbody></table>`)}
${looks.length === 0 ? '' : section(words.looked, tableOfLooks(looks, language))}
${events.length === 0 ? '' : section(words.done, shown(events as JsonValue))}
</body></html>
`
}
