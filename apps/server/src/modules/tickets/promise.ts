import type { PromiseKind, TicketPromise, TicketPromises } from '@candor/api'
import { NeverOpenError, type BusinessTime } from '@candor/calendar'

const iso = (instant: number): string => new Date(instant).toISOString()

/** Gives nothing where the calendar has no hours to count in. */
const whileOpen = <Answer>(count: () => Answer): Answer | undefined => {
  try {
    return count()
  } catch (error) {
    if (error instanceof NeverOpenError) return undefined
    throw error
  }
}

/** Whether the clock of a promise runs. */
export const runs = (promise: TicketPromise | null): promise is TicketPromise & { readonly dueAt: string } =>
  promise !== null && promise.dueAt !== null && (promise.state === 'running' || promise.state === 'soon')

/**
 * A promise that begins to run.
 * @param minutes business minutes
 * @param from milliseconds since 1970
 * @returns null where the calendar has no hours
 */
export const promised = (time: BusinessTime, minutes: number, from: number): TicketPromise | null => {
  const dueAt = whileOpen(() => time.add(from, minutes))
  return dueAt === undefined ? null : { minutes, state: 'running', dueAt: iso(dueAt), left: null, at: null }
}

const secondsLeft = (time: BusinessTime, promise: TicketPromise & { readonly dueAt: string }, now: number): number =>
  Math.max(0, Math.round(time.between(now, Date.parse(promise.dueAt)) * 60))

/** Stops the clock of a promise while the customer is waited for. */
export const paused = (time: BusinessTime, promise: TicketPromise | null, now: number): TicketPromise | null =>
  runs(promise) ? { ...promise, state: 'paused', dueAt: null, left: secondsLeft(time, promise, now) } : promise

const goesOn = (time: BusinessTime, promise: TicketPromise, now: number): TicketPromise => {
  const dueAt = whileOpen(() => time.add(now, (promise.left ?? 0) / 60))
  return dueAt === undefined ? promise : { ...promise, state: 'running', dueAt: iso(dueAt), left: null, at: null }
}

/** Lets a paused promise run on with what was left of it. */
export const resumed = (time: BusinessTime, promise: TicketPromise | null, now: number): TicketPromise | null =>
  promise?.state === 'paused' ? goesOn(time, promise, now) : promise

/** Lets a promise run on that was met too early: what was called solved was not. One that was missed stays missed. */
export const reopened = (time: BusinessTime, promise: TicketPromise | null, now: number): TicketPromise | null =>
  promise?.state === 'met' ? goesOn(time, promise, now) : promise

/** Meets a promise that was not missed; how much was left is kept. */
export const met = (time: BusinessTime, promise: TicketPromise | null, now: number): TicketPromise | null => {
  if (promise === null || promise.state === 'met' || promise.state === 'missed') return promise
  const left = runs(promise) ? secondsLeft(time, promise, now) : promise.left
  return { ...promise, state: 'met', dueAt: null, left, at: iso(now) }
}

/** Gives a promise another length, as if it had been promised so at first. */
export const retargeted = (
  time: BusinessTime,
  promise: TicketPromise | null,
  minutes: number,
): TicketPromise | null => {
  if (promise === null || promise.state === 'missed') return promise
  const more = minutes - promise.minutes
  if (!runs(promise)) return { ...promise, minutes, left: Math.max(0, (promise.left ?? 0) + more * 60) }
  const dueAt = whileOpen(() => time.add(Date.parse(promise.dueAt), more))
  return dueAt === undefined ? promise : { ...promise, minutes, state: 'running', dueAt: iso(dueAt) }
}

/** When a quarter of a running promise is left (milliseconds since 1970). */
export const soonFrom = (time: BusinessTime, promise: TicketPromise & { readonly dueAt: string }): number =>
  whileOpen(() => time.subtract(Date.parse(promise.dueAt), promise.minutes / 4)) ?? Date.parse(promise.dueAt)

/** What the clock alone has done to promises. */
export type Turned = {
  readonly kind: PromiseKind
  readonly to: 'soon' | 'missed'
  readonly promises: TicketPromises
}

/** What the clock alone makes of one promise; nothing where it is as it was. */
const turnOf = (
  time: BusinessTime,
  promise: TicketPromise | null,
  now: number,
  withSoon: boolean,
): { readonly to: Turned['to']; readonly promise: TicketPromise } | undefined => {
  if (!runs(promise)) return undefined
  if (Date.parse(promise.dueAt) <= now) {
    return { to: 'missed', promise: { ...promise, state: 'missed', left: 0, at: promise.dueAt } }
  }
  const isSoon = withSoon && promise.state === 'running' && soonFrom(time, promise) <= now
  return isSoon ? { to: 'soon', promise: { ...promise, state: 'soon' } } : undefined
}

/**
 * What has become of promises by now, one after the other; nothing for those that are as they were.
 * @param withSoon whether those count that are only due soon
 */
export const turnedBy = (time: BusinessTime, promises: TicketPromises, now: number, withSoon: boolean): Turned[] => {
  const response = turnOf(time, promises.response, now, withSoon)
  const resolution = turnOf(time, promises.resolution, now, withSoon)
  const answered = response === undefined ? promises : { ...promises, response: response.promise }
  return [
    ...(response === undefined ? [] : [{ kind: 'response' as const, to: response.to, promises: answered }]),
    ...(resolution === undefined
      ? []
      : [
          {
            kind: 'resolution' as const,
            to: resolution.to,
            promises: { ...answered, resolution: resolution.promise },
          },
        ]),
  ]
}
