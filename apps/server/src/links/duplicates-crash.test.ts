import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { killedChild, type KilledChild } from '../testing/killed-child.ts'

let child: KilledChild
beforeAll(async () => {
  child = await killedChild(new URL('duplicates-crash-child.ts', import.meta.url))
})
afterAll(async () => child.remove())

/** Starts the server and kills it as soon as its comparison is in a phase. @returns what it wrote last */
const runUntil = async (phase: string | undefined): Promise<string> =>
  child.runUntil((line) => phase !== undefined && line.startsWith(phase))

describe('a comparison of all customers under kill -9', () => {
  it('begins anew and comes to one result, with nothing doubled', { timeout: 300_000 }, async () => {
    for (const phase of ['reading', 'learning']) expect(await runUntil(phase)).not.toMatch(/^\{/)
    const scan = JSON.parse(await runUntil(undefined)) as { pairs: number; found: object }
    expect(scan).toMatchObject({ state: 'completed', customers: 600, leftOut: 0 })
    expect(scan.pairs).toBeGreaterThan(20)
    expect(scan.found).toEqual({ pairs: scan.pairs, scans: 1, started: 1, recorded: 1 })
  })
})
