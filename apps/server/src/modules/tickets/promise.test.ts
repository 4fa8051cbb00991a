import type { TicketPromises } from '@candor/api'
import { businessTime } from '@candor/calendar'
import { describe, expect, it } from 'vitest'
import { met, paused, promised, reopened, resumed, retargeted, soonFrom, turnedBy, runs } from './promise.ts'

const day = [{ from: 540, to: 1020 }]
const time = businessTime({ timeZone: 'UTC', week: [day, day, day, day, day, [], []] })
const never = businessTime({ timeZone: 'UTC', week: [[], [], [], [], [], [], []] })
const at = (text: string): number => Date.parse(`2026-11-${text}:00Z`)
const friday = at('20T16:00')
/** Four business hours from Friday at four: one that day, three on Monday. */
const four = promised(time, 240, friday)!

describe('a promise', () => {
  it('counts business hours only, and none where there are no hours', () => {
    expect(four).toEqual({ minutes: 240, state: 'running', dueAt: '2026-11-23T12:00:00.000Z', left: null, at: null })
    expect(promised(never, 240, friday)).toBeNull()
  })
  it('stands still while the customer is waited for, and goes on with what was left', () => {
    const waiting = paused(time, four, at('20T16:30'))
    expect(waiting).toMatchObject({ state: 'paused', dueAt: null, left: 210 * 60 })
    expect(resumed(time, waiting, at('24T10:00'))).toMatchObject({
      state: 'running',
      dueAt: '2026-11-24T13:30:00.000Z',
    })
    expect(resumed(never, waiting, at('24T10:00'))).toEqual(waiting)
  })
  it('is met once, and runs on where what was solved is opened again', () => {
    const done = met(time, four, at('23T10:00'))
    expect(done).toMatchObject({ state: 'met', at: '2026-11-23T10:00:00.000Z', left: 120 * 60 })
    expect(met(time, done, at('23T11:00'))).toEqual(done)
    expect(reopened(time, done, at('25T09:00'))).toMatchObject({ state: 'running', dueAt: '2026-11-25T11:00:00.000Z' })
  })
  it('gets another length as if it had been promised so at first', () => {
    expect(retargeted(time, four, 60)).toMatchObject({ minutes: 60, dueAt: '2026-11-23T09:00:00.000Z' })
    expect(retargeted(time, paused(time, four, friday), 480)).toMatchObject({ state: 'paused', left: 480 * 60 })
  })
})

describe('the clock', () => {
  const promises: TicketPromises = { response: four, resolution: promised(time, 960, friday) }
  it('says once that something is due soon, and once that it was missed', () => {
    expect(runs(four) && new Date(soonFrom(time, four)).toISOString()).toBe('2026-11-23T11:00:00.000Z')
    expect(turnedBy(time, promises, at('23T10:59'), true)).toEqual([])
    const [soon] = turnedBy(time, promises, at('23T11:00'), true)
    expect(soon).toMatchObject({ kind: 'response', to: 'soon', promises: { response: { state: 'soon' } } })
    expect(turnedBy(time, promises, at('23T11:00'), false)).toEqual([])
    expect(turnedBy(time, soon!.promises, at('23T11:30'), true)).toEqual([])
    const [missed, ...others] = turnedBy(time, soon!.promises, at('23T12:00'), true)
    expect(missed).toMatchObject({ to: 'missed', promises: { response: { state: 'missed', at: four.dueAt, left: 0 } } })
    expect(others).toEqual([])
    expect(turnedBy(time, missed!.promises, at('23T13:00'), true)).toEqual([])
  })
  it('makes nothing of promises that stand still, were met or were missed', () => {
    const still = { response: met(time, four, friday), resolution: paused(time, promises.resolution, friday) }
    expect(turnedBy(time, still, at('30T12:00'), true)).toEqual([])
    const late = turnedBy(time, promises, at('30T12:00'), false).at(-1)!.promises
    expect(met(time, late.response, at('30T12:00'))).toEqual(late.response)
    expect(reopened(time, late.resolution, at('30T12:00'))).toEqual(late.resolution)
  })
})
