import type { SalesFacts } from '@candor/api'
import { fonts } from './fonts.ts'
import { formsOf, type SalesForms } from './forms.ts'
import { bytesOf, heightOf, openSheet, page, rule, write, type Sheet } from './sheet.ts'
import { words } from './texts.ts'

type Words = (typeof words)['en']
type Setting = { readonly sheet: Sheet; readonly facts: SalesFacts; readonly say: Words; readonly forms: SalesForms }

const right = page.left + page.width

const head = ({ sheet, facts, say, forms }: Setting): number => {
  const { seller, buyer, kind, number, edition, day, until, currency, title } = facts
  const half = page.width / 2 - 12
  const from = { x: page.left, width: half }
  let left = write(sheet, seller.name, { ...from, y: page.top }, { size: 12, bold: true })
  left = write(sheet, seller.address, { ...from, y: left + 2 }, { quiet: true })
  if (seller.taxNumber !== '')
    left = write(sheet, say.taxNumber(seller.taxNumber), { ...from, y: left }, { quiet: true })
  const to = { x: right - half, width: half }
  let end = write(sheet, say.kind[kind], { ...to, y: page.top - 4 }, { size: 20, bold: true, align: 'right' })
  const name = number === null ? say.draft : edition === 1 ? number : `${number}, ${say.edition(edition)}`
  end = write(sheet, name, { ...to, y: end }, { size: 11, align: 'right' })
  const below = Math.max(left, end) + 22

  const facing = [
    [say.date, day === null ? '' : forms.day(day)],
    ...(kind === 'credit-note' || until === null ? [] : [[say.until[kind], forms.day(until)]]),
    [say.currency, currency],
  ].filter(([, value]) => value !== '')
  let y = below
  for (const [label = '', value = ''] of facing) {
    write(sheet, label, { x: right - half, y, width: half / 2 }, { quiet: true })
    y = write(sheet, value, { x: right - half / 2, y, width: half / 2 }, { align: 'right' }) + 2
  }
  let foot = write(sheet, say.to, { ...from, y: below }, { quiet: true, size: 8.5 })
  foot = write(sheet, buyer.name, { ...from, y: foot + 1 }, { bold: true, size: 10.5 })
  foot = write(sheet, buyer.address, { ...from, y: foot + 1 })
  if (buyer.taxNumber !== '') foot = write(sheet, say.taxNumber(buyer.taxNumber), { ...from, y: foot }, { quiet: true })
  const under = Math.max(y, foot) + 18
  return title === ''
    ? under
    : write(sheet, title, { x: page.left, y: under, width: page.width }, { size: 12, bold: true }) + 10
}

const widths = [26, 0, 62, 72, 58, 40, 80] as const
const rest = page.width - widths.reduce<number>((sum, width) => sum + width, 0)
const gap = 6
const columns = widths.map((width, at) => ({
  x: page.left + widths.slice(0, at).reduce<number>((sum, one) => sum + (one === 0 ? rest : one), 0),
  width: (width === 0 ? rest : width) - gap,
  align: at < 2 ? ('left' as const) : ('right' as const),
}))

/** One row of the table. @returns the place below it */
const row = (
  sheet: Sheet,
  cells: readonly string[],
  y: number,
  style: { bold?: boolean; quiet?: boolean; size?: number },
): number =>
  Math.max(
    ...columns.map((column, at) => write(sheet, cells[at] ?? '', { ...column, y }, { ...style, align: column.align })),
  )

const columnHeads = ({ sheet, say }: Setting, y: number): number => {
  const below = row(sheet, say.columns, y, { quiet: true, size: 8.5 })
  rule(sheet, below + 3)
  return below + 8
}

const table = (setting: Setting, top: number): number => {
  const { sheet, facts, forms } = setting
  let y = columnHeads(setting, top)
  for (const [at, line] of facts.lines.entries()) {
    const sums = facts.sums.lines[at]!
    const description = line.code === null ? line.description : `${line.description}\n${line.code}`
    const cells = [
      String(at + 1),
      description,
      `${forms.number(line.quantity)}${line.unit === '' ? '' : ` ${line.unit}`}`,
      forms.amount(line.unitPrice),
      forms.discount(line.discount),
      `${line.taxRate}%`,
      forms.amount(BigInt(sums.gross) - BigInt(sums.discount)),
    ]
    const height = Math.max(...columns.map(({ width }, cell) => heightOf(sheet, cells[cell] ?? '', width)))
    if (y + height > page.bottom) {
      sheet.addPage()
      y = columnHeads(setting, page.top)
    }
    y = row(sheet, cells, y, {}) + 7
  }
  rule(sheet, y - 2)
  return y + 6
}

/** Room for what must not be torn apart. */
const room = (sheet: Sheet, y: number, height: number): number => {
  if (y + height <= page.bottom) return y
  sheet.addPage()
  return page.top
}

const totals = ({ sheet, facts, say, forms }: Setting, top: number): number => {
  const { sums, kind, state } = facts
  const ofLines = sums.lines.reduce((sum, line) => sum + BigInt(line.gross) - BigInt(line.discount), 0n)
  const share = sums.lines.reduce((sum, line) => sum + BigInt(line.share), 0n)
  const isOwed = kind === 'invoice' && state === 'issued'
  const owed = [
    [say.paid, BigInt(facts.paid) - BigInt(facts.refunded)],
    [say.credited, BigInt(facts.credited)],
  ] as const
  const rows: [label: string, value: string, bold?: boolean][] = [
    ...(share === 0n
      ? []
      : ([
          [say.sum, forms.amount(ofLines)],
          [say.discount, forms.amount(-share)],
        ] as [string, string][])),
    [say.net, forms.amount(sums.net)],
    ...sums.taxes.map(({ rate, tax }): [string, string] => [say.tax(rate), forms.amount(tax)]),
    [say.total, forms.money(sums.total), true],
    ...(isOwed
      ? owed.flatMap(([label, value]): [string, string][] => (value === 0n ? [] : [[label, forms.amount(-value)]]))
      : []),
    ...(isOwed ? [[say.open, forms.money(facts.open), true] as [string, string, boolean]] : []),
  ]
  const width = 240
  let y = room(sheet, top, rows.length * 18)
  for (const [label, value, bold = false] of rows) {
    const x = right - width
    write(sheet, label, { x, y, width: width / 2 }, { bold, quiet: !bold })
    y = write(sheet, value, { x: x + width / 2 - 10, y, width: width / 2 + 10 - gap }, { bold, align: 'right' }) + 3
  }
  return facts.taxIncluded ? write(sheet, say.included, { x: right - width, y, width }, { quiet: true, size: 8.5 }) : y
}

const block = (sheet: Sheet, label: string, text: string, y: number): number => {
  if (text === '') return y
  const at = { x: page.left, width: page.width }
  const top = room(sheet, y, 26 + Math.min(heightOf(sheet, text, page.width), 200)) + 12
  return write(sheet, text, { ...at, y: write(sheet, label, { ...at, y: top }, { quiet: true, size: 8.5 }) + 1 })
}

const feet = ({ sheet, facts, say }: Setting): void => {
  const { start, count } = sheet.bufferedPageRange()
  for (let at = start; at < start + count; at += 1) {
    sheet.switchToPage(at)
    const y = page.bottom + 22
    rule(sheet, y - 6)
    write(sheet, `${say.check} ${facts.hash}`, { x: page.left, y, width: page.width - 90 }, { quiet: true, size: 7 })
    const place = { x: right - 90, y, width: 90 }
    write(sheet, say.page(at + 1, count), place, { quiet: true, size: 7, align: 'right' })
  }
}

/**
 * Sets a document on A4, its fonts embedded as far as they are used, so that it looks the same everywhere and stays
 * small. The same document gives the same bytes.
 * @param language of the words beside what the document itself says
 * @param dates the instant that the file says it was made at, and the day at the organisation on which the customer decided
 */
export const renderPdf = async (
  facts: SalesFacts,
  language: 'en' | 'zh',
  { made, decidedOn }: { readonly made: Date; readonly decidedOn: string | null },
): Promise<Buffer> => {
  const [say, forms] = [words[language], formsOf(language, facts.currency)]
  const title = `${say.kind[facts.kind]} ${facts.number ?? say.draft}`
  const sheet = openSheet(await fonts(), { title, author: facts.seller.name, language, made })
  const setting: Setting = { sheet, facts, say, forms }
  let y = totals(setting, table(setting, head(setting)))
  y = block(sheet, say.note, facts.note ?? '', y)
  if (facts.kind === 'invoice') y = block(sheet, say.bank, facts.seller.bank, y)
  const { decision } = facts
  if (decision !== null && decidedOn !== null) {
    const ended = facts.state === 'accepted' ? say.accepted : say.declined
    block(sheet, say.kind[facts.kind], ended(decision.name, forms.day(decidedOn)), y)
  }
  feet(setting)
  return bytesOf(sheet)
}
