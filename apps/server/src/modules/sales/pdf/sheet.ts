import PdfDocument from 'pdfkit'
import type { Fonts } from './fonts.ts'

export type Sheet = InstanceType<typeof PdfDocument>

/** A4 in points, with room for the foot. */
export const page = { left: 48, top: 48, width: 595.28 - 96, bottom: 841.89 - 72 } as const
export const ink = { text: '#1a2233', quiet: '#5b6577', rule: '#c9d0dc' } as const

/** An empty sheet with the faces of the product. @param made the instant that it says it was made at */
export const openSheet = (
  { regular, bold }: Fonts,
  about: { readonly title: string; readonly author: string; readonly language: 'en' | 'zh'; readonly made: Date },
): Sheet => {
  const sheet = new PdfDocument({
    size: 'A4',
    margins: { top: page.top, left: page.left, right: page.left, bottom: 0 },
    bufferPages: true,
    pdfVersion: '1.7',
    lang: about.language === 'zh' ? 'zh-CN' : 'en-GB',
    displayTitle: true,
    info: {
      Title: about.title,
      Author: about.author,
      CreationDate: about.made,
      ModDate: about.made,
      Producer: 'Candor',
    },
  })
  sheet.registerFont('regular', regular)
  sheet.registerFont('bold', bold)
  return sheet
}

type Style = {
  readonly size?: number
  readonly bold?: boolean
  readonly quiet?: boolean
  readonly align?: 'left' | 'right'
}

const dress = (sheet: Sheet, { size = 9.5, bold = false, quiet = false }: Style): Sheet =>
  sheet
    .font(bold ? 'bold' : 'regular')
    .fontSize(size)
    .fillColor(quiet ? ink.quiet : ink.text)

/** Writes a text into a column. @returns the place below it */
export const write = (
  sheet: Sheet,
  text: string,
  at: { readonly x: number; readonly y: number; readonly width: number },
  style: Style = {},
): number => {
  if (text === '') return at.y
  const options = { width: at.width, align: style.align ?? 'left', lineGap: 1 } as const
  dress(sheet, style).text(text, at.x, at.y, options)
  return at.y + heightOf(sheet, text, at.width, style)
}

/** How high a text will stand in a column. */
export const heightOf = (sheet: Sheet, text: string, width: number, style: Style = {}): number =>
  text === '' ? 0 : dress(sheet, style).heightOfString(text, { width, lineGap: 1 })

/** A thin line across the sheet. */
export const rule = (sheet: Sheet, y: number, left: number = page.left, weight = 0.6): void => {
  sheet
    .moveTo(left, y)
    .lineTo(page.left + page.width, y)
    .lineWidth(weight)
    .strokeColor(ink.rule)
    .stroke()
}

/** Everything as bytes. */
export const bytesOf = async (sheet: Sheet): Promise<Buffer> => {
  const parts: Buffer[] = []
  const whole = new Promise<Buffer>((resolve, reject) => {
    sheet.on('data', (part: Buffer) => parts.push(part))
    sheet.on('end', () => resolve(Buffer.concat(parts)))
    sheet.on('error', reject)
  })
  sheet.end()
  return whole
}
