import { attributeOf, xmlReader } from './xml.ts'

/** Number formats of the standard that show dates or times (ECMA-376, part 1, 18.8.30; 27–58 in East Asian editions). */
const isDateNumber = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** Whether a format of one's own shows a date or time: a letter of time outside of quotation marks and brackets. */
export const isDateFormat = (code: string): boolean =>
  /[ymdhs年月日]/i.test(
    code.replaceAll(/"[^"]*"|\\.|_.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '').replaceAll(/general/gi, ''),
  )

/** Which cell styles show their number as a date, by position. */
export const dateStyles = (xml: string): boolean[] => {
  const own = new Map<number, boolean>()
  const styles: boolean[] = []
  let within = false
  const read = xmlReader({
    open: (name, attributes) => {
      if (name === 'cellXfs') within = true
      const id = Number(attributeOf(attributes, 'numFmtId') ?? 0)
      if (name === 'numFmt') own.set(id, isDateFormat(attributeOf(attributes, 'formatCode') ?? ''))
      if (name === 'xf' && within) styles.push(own.get(id) ?? isDateNumber(id))
    },
    close: (name) => {
      if (name === 'cellXfs') within = false
    },
    text: () => undefined,
  })
  read(xml)
  return styles
}
