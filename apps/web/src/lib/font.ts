/** The page's font, for drawings that do not inherit it. */
export const fontFamily = 'var(--font)'
