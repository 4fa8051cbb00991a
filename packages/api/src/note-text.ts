/**
 * Notes are plain text with a few marks, a part of Markdown: `**bold**`, `*italic*`, `[words](https://…)`, lines that begin
 * with `- ` or `1. `, and mentions of colleagues, `@[Name](staff:id)`. Without the marks they read well too.
 */

const uuidPattern = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const mentionPattern = new RegExp(String.raw`@\[([^\]\n]{1,80})\]\(staff:(${uuidPattern})\)`, 'g')

/** Somebody who is mentioned in a note. */
export type Mention = { readonly staffId: string; readonly name: string }

/** Writes a mention as notes hold it. */
export const mentionText = ({ staffId, name }: Mention): string =>
  `@[${name.replaceAll(/[[\]\n]/g, ' ')}](staff:${staffId})`

/** Everybody who is mentioned in a note, each once, in the order of the text. */
export const mentionsIn = (text: string): Mention[] => {
  const found = new Map<string, Mention>()
  for (const [, name = '', staffId = ''] of text.matchAll(mentionPattern)) {
    if (!found.has(staffId)) found.set(staffId, { staffId, name })
  }
  return [...found.values()]
}

/** A stretch of a line. */
export type Inline =
  | { readonly kind: 'text' | 'bold' | 'italic'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }
  | { readonly kind: 'mention'; readonly text: string; readonly staffId: string }

/** A paragraph, or a list with its lines. */
export type Block =
  | { readonly kind: 'paragraph'; readonly lines: readonly (readonly Inline[])[] }
  | { readonly kind: 'bullets' | 'numbers'; readonly lines: readonly (readonly Inline[])[] }

const inlinePattern = new RegExp(
  [
    String.raw`@\[(?<name>[^\]\n]{1,80})\]\(staff:(?<staff>${uuidPattern})\)`,
    String.raw`\[(?<words>[^\]\n]{1,200})\]\((?<href>https?:\/\/[^\s()]{1,500})\)`,
    String.raw`\*\*(?<bold>[^*\n]+)\*\*`,
    String.raw`\*(?<italic>[^*\s](?:[^*\n]*[^*\s])?)\*`,
    String.raw`(?<url>https?:\/\/[^\s()<>"]{1,500}[^\s()<>".,;:!?])`,
  ].join('|'),
  'gu',
)

const inlineOf = (groups: Readonly<Record<string, string | undefined>>): Inline => {
  const { name, staff, words, href, bold, italic, url = '' } = groups
  if (name !== undefined && staff !== undefined) return { kind: 'mention', text: name, staffId: staff }
  if (words !== undefined && href !== undefined) return { kind: 'link', text: words, href }
  if (bold !== undefined) return { kind: 'bold', text: bold }
  if (italic !== undefined) return { kind: 'italic', text: italic }
  return { kind: 'link', text: url, href: url }
}

const inlinesOf = (line: string): Inline[] => {
  const parts: Inline[] = []
  let at = 0
  for (const match of line.matchAll(inlinePattern)) {
    if (match.index > at) parts.push({ kind: 'text', text: line.slice(at, match.index) })
    parts.push(inlineOf(match.groups ?? {}))
    at = match.index + match[0].length
  }
  if (at < line.length) parts.push({ kind: 'text', text: line.slice(at) })
  return parts
}

const lineKinds = [
  ['bullets', /^\s{0,3}[-*•]\s+/],
  ['numbers', /^\s{0,3}\d{1,3}[.)]\s+/],
] as const

/** Takes a note apart for showing. What is no mark stays as it was written; nothing of it is ever markup of a page. */
export const parseNote = (text: string): Block[] => {
  const blocks: { kind: Block['kind']; lines: Inline[][] }[] = []
  let open = false
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') {
      open = false
      continue
    }
    const [kind, sign] = lineKinds.find(([, pattern]) => pattern.test(line)) ?? (['paragraph', /^/] as const)
    const inlines = inlinesOf(line.replace(sign, ''))
    const last = blocks.at(-1)
    if (open && last?.kind === kind) last.lines.push(inlines)
    else blocks.push({ kind, lines: [inlines] })
    open = true
  }
  return blocks
}

/** A note without its marks, for places that show plain text. */
export const plainNote = (text: string): string =>
  text
    .replaceAll(mentionPattern, '@$1')
    .replaceAll(/\[([^\]\n]{1,200})\]\((https?:\/\/[^\s()]{1,500})\)/g, '$1 ($2)')
    .replaceAll(/\*\*([^*\n]+)\*\*/g, '$1')
