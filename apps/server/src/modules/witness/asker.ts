import type { NoteSignature, PolicyWitness } from '@candor/journal'
import { askWitness, type LogSource, type Outcome } from './ask.ts'

/** A witness of the policy, with the address to ask it at. */
export type AskedWitness = PolicyWitness & { readonly url: string }

/** How it stands between a log of ours and a witness. */
export type Standing = {
  /** Outcome of the last question; `new` before the first. */
  readonly state: Outcome['kind'] | 'new'
  readonly problem: string | undefined
  /** Size of the newest checkpoint that it has cosigned, as far as this process knows. */
  readonly size: number
  readonly cosignedAt: Date | undefined
}

/** What the asker needs of the journals. */
export type AskerNeeds = {
  source(organisationId: string): LogSource
  /** Takes a cosignature down. */
  cosigned(organisationId: string, size: number, witness: AskedWitness, signature: NoteSignature): Promise<void>
  /** Told when a witness says something against a journal of ours, or no longer does. */
  onChange(organisationId: string, witness: AskedWitness, standing: Standing): void
  onError(error: unknown): void
}

type Work = {
  standing: Standing
  known: number | undefined
  running: boolean
  again: boolean
  failures: number
  timer: NodeJS.Timeout | undefined
}

const firstPause = 1_000
const longestPause = 60_000
/** Questions under way at a time. */
const atOnce = 8

/**
 * Asks witnesses for their signatures. For each witness and journal at most one question is under way and at most one
 * waits, which is about the newest checkpoint then: a slow witness delays nobody, and nothing piles up.
 */
export class WitnessAsker {
  readonly #witnesses: readonly AskedWitness[]
  readonly #needs: AskerNeeds
  readonly #work = new Map<string, Work>()
  readonly #running = new Set<Promise<void>>()
  readonly #waiting: (() => void)[] = []
  #free = atOnce
  #stopped = false

  constructor(witnesses: readonly AskedWitness[], needs: AskerNeeds) {
    this.#witnesses = witnesses
    this.#needs = needs
  }

  /** There may be a newer checkpoint of this organisation's journal. */
  offer(organisationId: string): void {
    for (const witness of this.#witnesses) this.#offerTo(organisationId, witness)
  }

  /** How it stands with each witness. */
  standings(organisationId: string): readonly (Standing & { readonly witness: AskedWitness })[] {
    return this.#witnesses.map((witness) => ({ witness, ...this.#workOf(organisationId, witness).standing }))
  }

  /** Ends; resolves when no question is under way any more. */
  async stop(): Promise<void> {
    this.#stopped = true
    for (const { timer } of this.#work.values()) clearTimeout(timer)
    for (const go of this.#waiting.splice(0)) go()
    await Promise.all(this.#running)
  }

  #workOf(organisationId: string, { vkey }: AskedWitness): Work {
    const name = `${organisationId} ${vkey}`
    let work = this.#work.get(name)
    if (work === undefined) {
      const standing: Standing = { state: 'new', problem: undefined, size: 0, cosignedAt: undefined }
      work = { standing, known: undefined, running: false, again: false, failures: 0, timer: undefined }
      this.#work.set(name, work)
    }
    return work
  }

  #offerTo(organisationId: string, witness: AskedWitness): void {
    const work = this.#workOf(organisationId, witness)
    // While it does not answer, it is asked at its own pace.
    if (this.#stopped || work.timer !== undefined) return
    work.again = true
    if (work.running) return
    work.running = true
    const run = this.#run(organisationId, witness, work).finally(() => this.#running.delete(run))
    this.#running.add(run)
  }

  async #run(organisationId: string, witness: AskedWitness, work: Work): Promise<void> {
    try {
      while (work.again && !this.#stopped) {
        work.again = false
        const good = await this.#inTurn(async () => this.#ask(organisationId, witness, work))
        if (good) work.failures = 0
        else this.#later(organisationId, witness, work)
      }
    } catch (error) {
      this.#needs.onError(error)
      this.#later(organisationId, witness, work)
    } finally {
      work.running = false
    }
  }

  #later(organisationId: string, witness: AskedWitness, work: Work): void {
    work.again = false
    if (this.#stopped) return
    const pause = Math.min(firstPause * 2 ** work.failures, longestPause)
    work.failures += 1
    work.timer = setTimeout(() => {
      work.timer = undefined
      this.#offerTo(organisationId, witness)
    }, pause)
  }

  /** Runs when there is room among the questions under way. */
  async #inTurn(run: () => Promise<boolean>): Promise<boolean> {
    if (this.#free === 0) await new Promise<void>((go) => this.#waiting.push(go))
    else this.#free -= 1
    try {
      return this.#stopped ? true : await run()
    } finally {
      const next = this.#waiting.shift()
      if (next === undefined) this.#free += 1
      else next()
    }
  }

  /** @returns whether the witness has nothing against this log */
  async #ask(organisationId: string, witness: AskedWitness, work: Work): Promise<boolean> {
    const source = this.#needs.source(organisationId)
    const outcome = await askWitness(witness, source, work.known)
    const before = work.standing
    if (outcome.kind === 'cosigned') {
      await this.#needs.cosigned(organisationId, outcome.size, witness, outcome.signature)
      work.known = outcome.size
      work.standing = { state: 'cosigned', problem: undefined, size: outcome.size, cosignedAt: new Date() }
    } else {
      work.known = undefined
      const problem = outcome.kind === 'nothing' ? undefined : outcome.problem
      work.standing = { ...before, state: outcome.kind, problem }
    }
    if (work.standing.state !== before.state) this.#needs.onChange(organisationId, witness, work.standing)
    return outcome.kind === 'cosigned' || outcome.kind === 'nothing'
  }
}
