const han = /\p{Script=Han}/u
const onlyHan = /^[\p{Script=Han}·•・\s]+$/u

/** Whether any character is Chinese (Han script). */
export const hasHan = (text: string): boolean => han.test(text)

/** Whether all is written in Han script, blanks and the dot of transcribed foreign names aside. */
export const isHan = (text: string): boolean => onlyHan.test(text) && han.test(text)
