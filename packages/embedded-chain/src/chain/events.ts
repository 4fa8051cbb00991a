import type { Head } from '../store/block-record.ts'

type Listener = (head: Head) => void

/** Tells listeners of each block after it was published. */
export const createBlockEvents = () => {
  const listeners = new Set<Listener>()
  return {
    subscribe(listener: Listener): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    emit(head: Head): void {
      for (const listener of listeners) listener(head)
    },
  }
}
