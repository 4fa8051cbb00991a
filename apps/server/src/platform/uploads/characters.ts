/** Control characters (but for tab, line feed, vertical tab, form feed and carriage return), written as ranges of code points. */
const controls = String.raw`\u0000-\u0008\u000e-\u001f\u007f-\u009f`
/** Halves of surrogate pairs, which are no characters. */
const halves = String.raw`\ud800-\udfff`

/** Finds what no text holds: controls, half characters, and the sign for bytes that could not be decoded. */
export const badCharacter = new RegExp(`[${controls}${halves}\\ufffd]`, 'u')

const unkeepable = new RegExp(`[${controls}${halves}]`, 'gu')

/** Text that the database can hold: what cannot be kept becomes the replacement character. */
export const keepable = (text: string): string => text.replaceAll(unkeepable, '\ufffd')

const unprintable = new RegExp(String.raw`[\u0000-\u001f\u007f-\u009f]`, 'gu')

/** Text without any control characters. */
export const printable = (text: string): string => text.replaceAll(unprintable, '')
