import { useSyncExternalStore } from 'react'

const matches = (query: string): boolean => globalThis.matchMedia?.(query).matches ?? false

/** Whether a media query holds now, followed as it changes. */
export const useMedia = (query: string): boolean =>
  useSyncExternalStore(
    (listener) => {
      const list = globalThis.matchMedia?.(query)
      list?.addEventListener('change', listener)
      return () => list?.removeEventListener('change', listener)
    },
    () => matches(query),
    () => false,
  )

/** Below this width the layout is a phone's: one column, bottom bar. */
export const phoneWidth = 768
export const useIsPhone = (): boolean => useMedia(`(max-width: ${phoneWidth - 0.02}px)`)
export const useReducedMotion = (): boolean => useMedia('(prefers-reduced-motion: reduce)')
