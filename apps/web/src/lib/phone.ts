/** Country codes of one and two digits (ITU-T E.164); all others have three. */
const one = new Set(['1', '7'])
const two = new Set(
  '20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98'.split(
    ' ',
  ),
)
/** How the digits after the country code are grouped, by their count. */
const groups: Readonly<Record<number, readonly number[]>> = {
  7: [3, 4],
  8: [4, 4],
  9: [3, 3, 3],
  10: [4, 6],
  11: [3, 4, 4],
}

/** A number in E.164 with blanks for the eye; anything else stays as it is. */
export const readablePhone = (number: string): string => {
  if (!/^\+\d{6,15}$/.test(number)) return number
  const digits = number.slice(1)
  const codeLength = one.has(digits.slice(0, 1)) ? 1 : two.has(digits.slice(0, 2)) ? 2 : 3
  const code = digits.slice(0, codeLength)
  let rest = digits.slice(codeLength)
  const shape = code === '1' ? [3, 3, 4] : (groups[rest.length] ?? [rest.length])
  const parts = shape.map((length) => {
    const part = rest.slice(0, length)
    rest = rest.slice(length)
    return part
  })
  return [`+${code}`, ...parts, rest].filter((part) => part !== '').join(' ')
}
