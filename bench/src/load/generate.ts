import { connect } from 'node:net'
import { answerReader } from './answer.ts'
import { requestBytes, type KeptAnswer, type Load, type LoadResult } from './request.ts'

/**
 * Sends load and measures. Meant for a process of its own: it would otherwise compete with what it measures.
 * With a rate, latencies count from when a request was due, so that a stalled server is not flattered by the
 * requests it kept from being sent.
 */
export const generate = async (load: Load): Promise<LoadResult> => {
  const run = `${process.pid}-${Date.now()}`
  const statuses: Record<string, number> = {}
  const latencies: number[] = []
  const answers: KeptAnswer[] = []
  let sent = 0
  let broken = 0
  const started = performance.now()
  const until = started + load.milliseconds

  const connection = async (): Promise<void> =>
    new Promise((resolve) => {
      const socket = connect(load.port, load.host)
      socket.setNoDelay(true)
      const read = answerReader()
      let due = 0
      let timer: NodeJS.Timeout | undefined
      const send = (): void => {
        const n = sent
        const now = performance.now()
        due = load.rate === undefined ? now : started + (n * 1000) / load.rate
        if (Math.max(now, due) >= until) {
          socket.end()
          return
        }
        sent += 1
        const bytes = requestBytes(load.templates[n % load.templates.length]!, `${load.host}:${load.port}`, n, run)
        if (due - now < 1) socket.write(bytes)
        else timer = setTimeout(() => socket.write(bytes), due - now)
      }
      socket.on('connect', send)
      socket.on('data', (chunk) => {
        const answer = read(chunk)
        if (answer === undefined) return
        const now = performance.now()
        latencies.push(now - due)
        statuses[answer.status] = (statuses[answer.status] ?? 0) + 1
        if (load.keepAnswers === true) answers.push({ at: performance.timeOrigin + now, ...answer })
        send()
      })
      socket.on('error', () => (broken += 1))
      socket.on('close', () => {
        clearTimeout(timer)
        resolve()
      })
    })

  await Promise.all(Array.from({ length: load.connections }, connection))
  return { seconds: (performance.now() - started) / 1000, statuses, latencies, answers, broken }
}
