import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'

/** Rows that a sheet can hold, the header among them. */
const mostRows = 1_048_576
const namespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

// eslint-disable-next-line no-control-regex -- XML 1.0 has no way to write these
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
const signs: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;', '\r': '&#13;' }
const escaped = (text: string): string =>
  text.replaceAll(unwritable, '\ufffd').replaceAll(/[<>&"\r]/g, (sign) => signs[sign]!)

/** Cells are text and never formulas, so none of them is run. */
const rowXml = (cells: readonly string[]): string =>
  `<row>${cells.map((text) => (text === '' ? '<c/>' : `<c t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`)).join('')}</row>`

type Source = { readonly rows: AsyncIterator<readonly string[]>; next: IteratorResult<readonly string[], unknown> }

async function* sheetXml(header: readonly string[], source: Source): AsyncGenerator<string> {
  yield `${declaration}<worksheet xmlns="${namespace}"><sheetData>${rowXml(header)}`
  let text = ''
  for (let count = 1; count < mostRows && source.next.done !== true; count += 1) {
    text += rowXml(source.next.value)
    if (text.length > 1 << 18) {
      yield text
      text = ''
    }
    source.next = await source.rows.next()
  }
  yield `${text}</sheetData></worksheet>`
}

const sheetName = (name: string, at: number): string => (at === 0 ? name : `${name} ${at + 1}`)

const contentTypes = (sheets: number): string =>
  `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${Array.from({ length: sheets }, (_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}</Types>`

const workbookXml = (name: string, sheets: number): string =>
  `${declaration}<workbook xmlns="${namespace}" xmlns:r="${relations}"><sheets>${Array.from({ length: sheets }, (_, at) => `<sheet name="${escaped(sheetName(name, at))}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`

const packageRelations = `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`

const workbookRelations = (sheets: number): string =>
  `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${Array.from({ length: sheets }, (_, at) => `<Relationship Id="rId${at + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}</Relationships>`

/**
 * Writes a workbook (ECMA-376) as it is read: all cells are text, rows beyond what a sheet holds go on in the next one
 * under the same header.
 * @param name of the sheet
 * @returns the bytes of the .xlsx file
 */
export const workbookOf = (
  name: string,
  header: readonly string[],
  rows: AsyncIterable<readonly string[]>,
): NodeJS.ReadableStream => {
  const zip = new ZipFile()
  const output = zip.outputStream as Readable
  const fail = (error: unknown): void => void output.destroy(error as Error)
  const addText = (text: string, path: string): void => zip.addBuffer(Buffer.from(text), path)
  const write = async (): Promise<void> => {
    const iterator = rows[Symbol.asyncIterator]()
    const source: Source = { rows: iterator, next: await iterator.next() }
    let sheets = 0
    do {
      sheets += 1
      const sheet = Readable.from(sheetXml(header, source), { objectMode: false })
      zip.addReadStream(sheet, `xl/worksheets/sheet${sheets}.xml`)
      await new Promise<void>((resolve, reject) => {
        sheet.once('close', resolve)
        sheet.once('error', reject)
      })
    } while (source.next.done !== true)
    addText(workbookXml(name, sheets), 'xl/workbook.xml')
    addText(workbookRelations(sheets), 'xl/_rels/workbook.xml.rels')
    addText(packageRelations, '_rels/.rels')
    addText(contentTypes(sheets), '[Content_Types].xml')
    zip.end()
  }
  zip.on('error', fail)
  write().catch(fail)
  return output
}
