import { useSyncExternalStore } from 'react'
import { useFormat } from './use-format.ts'

let now = Date.now()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** One clock for all relative times on the page, ticking only while somebody looks. */
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  timer ??= setInterval(() => {
    now = Date.now()
    for (const tell of listeners) tell()
  }, 20_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}
const readClock = () => now

interface InstantProps {
  /** ISO 8601 instant. */
  readonly at: string
  readonly style?: 'relative' | 'date' | 'dateTime'
}

/** A moment in the reader's zone; the exact time is in the tooltip. */
export const Instant = ({ at, style = 'dateTime' }: InstantProps) => {
  const format = useFormat()
  const clock = useSyncExternalStore(subscribe, readClock, readClock)
  const text = style === 'relative' ? format.relative(at, Math.max(clock, Date.now())) : format[style](at)
  return (
    <time dateTime={at} title={format.exact(at)}>
      {text}
    </time>
  )
}
