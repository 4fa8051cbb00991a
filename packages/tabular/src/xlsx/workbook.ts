import { TabularError } from '../errors.ts'
import type { Archive } from './archive.ts'
import { dateStyles } from './styles.ts'
import { attributeOf, xmlReader } from './xml.ts'

/** What a workbook consists of. */
export type Workbook = {
  /** Sheets that are shown, in their order. */
  readonly sheets: readonly { readonly name: string; readonly file: string }[]
  readonly calendar: 1900 | 1904
  /** Which cell styles are dates. */
  readonly dates: readonly boolean[]
  /** Texts that cells share, by number. */
  readonly texts: readonly string[]
}

/** Most characters of shared texts that are held at once. */
const mostText = 256 * 1024 * 1024

const elements = (xml: string): { name: string; attributes: string }[] => {
  const found: { name: string; attributes: string }[] = []
  xmlReader({
    open: (name, attributes) => void found.push({ name, attributes }),
    close: () => undefined,
    text: () => undefined,
  })(xml)
  return found
}

const sheetsOf = async (archive: Archive, book: readonly { name: string; attributes: string }[]) => {
  const targets = new Map(
    elements(await archive.whole('xl/_rels/workbook.xml.rels'))
      .filter(({ name }) => name === 'Relationship')
      .map(({ attributes }) => [attributeOf(attributes, 'Id'), attributeOf(attributes, 'Target') ?? '']),
  )
  return book
    .filter(({ name, attributes }) => name === 'sheet' && (attributeOf(attributes, 'state') ?? 'visible') === 'visible')
    .map(({ attributes }) => {
      const target = targets.get(/\br:id\s*=\s*"([^"]*)"/.exec(attributes)?.[1] ?? attributeOf(attributes, 'id')) ?? ''
      return {
        name: attributeOf(attributes, 'name') ?? '',
        file: target.startsWith('/') ? target.slice(1) : `xl/${target}`,
      }
    })
    .filter(({ file }) => archive.has(file))
}

/** The texts that cells share; phonetic hints are left out. */
const sharedTexts = async (archive: Archive): Promise<string[]> => {
  if (!archive.has('xl/sharedStrings.xml')) return []
  const texts: string[] = []
  let [text, size, hints, isText] = ['', 0, 0, false]
  const read = xmlReader({
    open: (name) => {
      if (name === 'si') text = ''
      else if (name === 'rPh') hints += 1
      else if (name === 't') isText = hints === 0
    },
    close: (name) => {
      if (name === 'rPh') hints -= 1
      else if (name === 't') isText = false
      else if (name === 'si') {
        size += text.length
        texts.push(text)
      }
    },
    text: (piece) => {
      if (isText) text += piece
    },
  })
  for await (const piece of archive.text('xl/sharedStrings.xml')) {
    read(piece)
    if (size > mostText) {
      throw new TabularError(
        'FILE_TOO_LARGE',
        `the workbook holds more than ${mostText} characters of shared text; save the sheet as CSV`,
      )
    }
  }
  return texts
}

/** Reads what a workbook says of itself. @throws MALFORMED, DAMAGED_ARCHIVE, FILE_TOO_LARGE */
export const readWorkbook = async (archive: Archive): Promise<Workbook> => {
  if (!archive.has('xl/workbook.xml')) {
    throw new TabularError('BINARY_FILE', 'the file is a ZIP archive and no Excel workbook (.xlsx)')
  }
  const book = elements(await archive.whole('xl/workbook.xml'))
  const properties = book.find(({ name }) => name === 'workbookPr')?.attributes ?? ''
  const sheets = await sheetsOf(archive, book)
  if (sheets.length === 0) throw new TabularError('NO_ROWS', 'the workbook shows no sheet')
  const styles = archive.has('xl/styles.xml') ? await archive.whole('xl/styles.xml') : ''
  return {
    sheets,
    calendar: /^(?:1|true)$/.test(attributeOf(properties, 'date1904') ?? '') ? 1904 : 1900,
    dates: dateStyles(styles),
    texts: await sharedTexts(archive),
  }
}
