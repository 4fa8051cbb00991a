import { useEffect } from 'react'
import { useMedia } from '../lib/media.ts'
import { createStoredChoice, useStored } from '../lib/stored.ts'
import { dark, light, type Palette } from './palette.ts'

export const themeModes = ['system', 'light', 'dark'] as const
export type ThemeMode = (typeof themeModes)[number]

export const storedThemeMode = createStoredChoice('theme', themeModes, () => 'system')

/** The reader's choice of theme and the way to change it. */
export const useThemeMode = () => useStored(storedThemeMode)

/** Whether the dark theme is on, by choice or by the system. */
export const useIsDark = (): boolean => {
  const [mode] = useThemeMode()
  const systemDark = useMedia('(prefers-color-scheme: dark)')
  return mode === 'dark' || (mode === 'system' && systemDark)
}

export const usePalette = (): Palette => (useIsDark() ? dark : light)

const cssName = (name: string): string => `--c-${name.replaceAll(/([A-Z]|\d+)/g, '-$1').toLowerCase()}`

/** Writes a palette to the document as custom properties: `accentSoft` becomes `--c-accent-soft`, `text2` `--c-text-2`. */
export const applyPalette = (isDark: boolean): void => {
  const root = document.documentElement
  root.dataset['theme'] = isDark ? 'dark' : 'light'
  root.style.colorScheme = isDark ? 'dark' : 'light'
  for (const [name, value] of Object.entries(isDark ? dark : light)) root.style.setProperty(cssName(name), value)
}

/** Keeps the document in step with the theme. */
export const useAppliedTheme = (): boolean => {
  const isDark = useIsDark()
  useEffect(() => applyPalette(isDark), [isDark])
  return isDark
}
