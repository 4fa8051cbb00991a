/** How two values of a column compare. The order is that of likeness; `missing` says nothing, `swapped` stands apart. */
export const levels = {
  missing: 0,
  different: 1,
  slightlySimilar: 2,
  similar: 3,
  verySimilar: 4,
  nearlySame: 5,
  same: 6,
  swapped: 7,
} as const

export type LevelName = keyof typeof levels
export type Level = (typeof levels)[LevelName]

/** How many levels there are; every column has the same. */
export const levelCount = 8

/** Levels by number. */
export const levelNames = Object.keys(levels) as readonly LevelName[]
