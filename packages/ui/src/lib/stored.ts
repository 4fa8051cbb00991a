import { useSyncExternalStore } from 'react'

/** A value the reader chose, kept in this browser and shared by every component and every open tab. */
export interface Stored<Value> {
  readonly get: () => Value
  readonly set: (value: Value) => void
  readonly subscribe: (listener: () => void) => () => void
  /** Whether the reader chose in this browser, rather than taking what is usual. */
  readonly isChosen: () => boolean
}

const readStorage = (key: string): string | null => {
  try {
    return globalThis.localStorage?.getItem(key) ?? null
  } catch {
    return null // Storage can be forbidden; the choice then lasts until the page is left.
  }
}

const writeStorage = (key: string, text: string): void => {
  try {
    globalThis.localStorage?.setItem(key, text)
  } catch {
    // As above: not being able to remember is not an error the reader can mend.
  }
}

/**
 * Keeps one value in local storage under `candor.<name>`.
 *
 * @param parse Turns the stored text (null when there is none) into a value; must accept anything.
 */
export const createStored = <Value>(
  name: string,
  parse: (text: string | null) => Value,
  format: (value: Value) => string = String,
): Stored<Value> => {
  const key = `candor.${name}`
  const listeners = new Set<() => void>()
  let value = parse(readStorage(key))
  const notify = () => {
    for (const listener of listeners) listener()
  }
  globalThis.addEventListener?.('storage', (event: StorageEvent) => {
    if (event.key !== key) return
    value = parse(event.newValue)
    notify()
  })
  return {
    get: () => value,
    set: (next) => {
      value = next
      writeStorage(key, format(next))
      notify()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    isChosen: () => readStorage(key) !== null,
  }
}

/** A flag such as "single-key shortcuts are on". */
export const createStoredFlag = (name: string, initial: boolean): Stored<boolean> =>
  createStored(name, (text) => (text === null ? initial : text === 'true'))

/** One of a fixed list of words. */
export const createStoredChoice = <const Choice extends string>(
  name: string,
  choices: readonly Choice[],
  initial: () => Choice,
): Stored<Choice> => createStored(name, (text) => choices.find((choice) => choice === text) ?? initial())

export const useStored = <Value>(stored: Stored<Value>): [Value, (value: Value) => void] => [
  useSyncExternalStore(stored.subscribe, stored.get, stored.get),
  stored.set,
]
