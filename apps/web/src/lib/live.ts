import { useEffect, useRef } from 'react'

const path = '/api/events'
const topics = [
  'deal',
  'event',
  'lifecycle',
  'duplicates',
  'import',
  'journal',
  'notification',
  'points',
  'reward',
  'privacy',
  'sales',
  'ticket',
  'viewing',
  'reset',
] as const
/** What the server tells at once: that a deal or an invoice changed, what was done, decided, imported, sealed or earned, that somebody is told something, or "load afresh". */
export type LiveTopic = (typeof topics)[number]
type Listener = (data: unknown) => void

const listeners = new Map<LiveTopic, Set<Listener>>()
let source: EventSource | undefined

const tell = (topic: LiveTopic, data: unknown): void => {
  for (const listener of listeners.get(topic) ?? []) listener(data)
}

const read = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // An event we cannot read is as good as none; the next load brings the truth.
  }
}

const open = (): void => {
  if (source) return
  source = new EventSource(path)
  for (const topic of topics)
    source.addEventListener(topic, (event: MessageEvent<string>) => tell(topic, read(event.data)))
}

const closeIfUnheard = (): void => {
  if ([...listeners.values()].some((set) => set.size > 0)) return
  source?.close()
  source = undefined
}

/** Listens to one topic for as long as the component is shown; all components share one connection. */
export const useLive = (topic: LiveTopic, listener: Listener): void => {
  const latest = useRef(listener)
  useEffect(() => {
    latest.current = listener
  })
  useEffect(() => {
    const set = listeners.get(topic) ?? new Set()
    listeners.set(topic, set)
    const relay: Listener = (data) => latest.current(data)
    set.add(relay)
    open()
    return () => {
      set.delete(relay)
      closeIfUnheard()
    }
  }, [topic])
}
