import { createStoredFlag, useStored } from '@candor/ui'
import { useEffect, useRef, useSyncExternalStore } from 'react'

/** Single letters can be switched off (WCAG 2.1.4); combinations with Ctrl or ⌘ stay. */
export const storedSingleKeys = createStoredFlag('single-keys', true)
export const useSingleKeys = () => useStored(storedSingleKeys)

export type ShortcutGroup = 'everywhere' | 'go' | 'list' | 'customer' | 'tasks' | 'deals' | 'tickets'

export interface Shortcut {
  /** `j`, `?`, `g h` (one after the other), `mod+k` (⌘ on a Mac, Ctrl elsewhere). */
  readonly keys: string
  readonly label: string
  readonly group: ShortcutGroup
  readonly run: () => void
}

export const isMac = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '')

const active = new Set<Shortcut>()
let snapshot: readonly Shortcut[] = []
const watchers = new Set<() => void>()
const changed = (): void => {
  snapshot = [...active]
  for (const watcher of watchers) watcher()
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
    target.closest('[role=combobox]') !== null)

const inDialog = (target: EventTarget | null): boolean =>
  (target instanceof HTMLElement && target.closest('[role=dialog]') !== null) ||
  document.querySelector('.ant-modal-wrap:not([style*="display: none"]) [role=dialog]') !== null

let first: { readonly key: string; readonly at: number } | undefined

const onKey = (event: KeyboardEvent): void => {
  if (event.defaultPrevented || event.isComposing || event.altKey) return
  const mod = isMac ? event.metaKey : event.ctrlKey
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  if (mod) {
    const match = [...active].findLast((shortcut) => shortcut.keys === `mod+${key}`)
    if (!match) return
    event.preventDefault()
    match.run()
    return
  }
  if (event.ctrlKey || event.metaKey || isTyping(event.target) || inDialog(event.target)) return
  if (!storedSingleKeys.get()) return
  const sequence = first && Date.now() - first.at < 1200 ? `${first.key} ${key}` : undefined
  const match =
    [...active].findLast((shortcut) => shortcut.keys === sequence) ??
    [...active].findLast((shortcut) => shortcut.keys === key)
  first = match ? undefined : { key, at: Date.now() }
  if (!match) return
  event.preventDefault()
  match.run()
}

let listening = false

/** Offers a shortcut for as long as the component is shown; the newest wins where two share keys. */
export const useShortcut = (keys: string, label: string, group: ShortcutGroup, run: () => void): void => {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => {
    if (!listening) {
      globalThis.addEventListener('keydown', onKey)
      listening = true
    }
    const shortcut: Shortcut = { keys, label, group, run: () => latest.current() }
    active.add(shortcut)
    changed()
    return () => {
      active.delete(shortcut)
      changed()
    }
  }, [keys, label, group])
}

/** The shortcuts that work at this moment, for the sheet behind `?`. */
export const useActiveShortcuts = (): readonly Shortcut[] =>
  useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => snapshot,
  )

/** `mod+k` as the keyboard shows it. */
export const keyCaps = (keys: string): readonly string[] =>
  keys.split(/[ +]/).map((key) => (key === 'mod' ? (isMac ? '⌘' : 'Ctrl') : key.length === 1 ? key.toUpperCase() : key))
