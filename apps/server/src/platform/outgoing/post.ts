import { request as httpRequest, type Agent, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { checkAddress, guardedLookup, type OutgoingRules } from './guard.ts'

/** What came back. */
export type Answer = {
  readonly status: number
  /** Header `Retry-After` as it came. */
  readonly retryAfter: string | undefined
  /** First bytes of the body, as many as were asked for. */
  readonly head: Buffer
}

/** How a call is made. */
export type PostOptions = OutgoingRules & {
  /** Keeps connections open for the next call. What they lead to was checked when they were opened. */
  readonly agent?: Agent
  /** Breaks the call off. */
  readonly signal?: AbortSignal
  /** Bytes of the answer to be read; none unless said. */
  readonly answerBytes?: number
}

const longestHeaders = 16_384

/** Reads the beginning of an answer. A body that breaks off or takes too long is as long as it is: the status counts. */
const headOf = async (answer: IncomingMessage, bytes: number): Promise<Buffer> => {
  if (bytes === 0) {
    answer.destroy()
    return Buffer.alloc(0)
  }
  const parts: Buffer[] = []
  let length = 0
  try {
    for await (const part of answer) {
      parts.push(part as Buffer)
      length += (part as Buffer).length
      if (length >= bytes) break
    }
  } catch {
    answer.destroy()
  }
  return Buffer.concat(parts).subarray(0, bytes)
}

const isStale = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ECONNRESET'

/**
 * Posts bytes to an address that somebody gave us. No redirect is followed, no more of the answer is read than asked for, and
 * without `allowPrivate` no address is reached that is not one of the open Internet, whatever its name resolves to.
 * @throws OUTGOING_ADDRESS_REFUSED, and what Node throws when there is no answer in time
 */
export const post = async (
  address: string,
  content: Buffer,
  headers: Readonly<Record<string, string>>,
  options: PostOptions,
): Promise<Answer> => {
  const { allowPrivate, timeout = 10_000, agent, answerBytes = 0 } = options
  const url = checkAddress(address, options)
  const signal = AbortSignal.any([AbortSignal.timeout(timeout), ...(options.signal ? [options.signal] : [])])
  const begin = url.protocol === 'https:' ? httpsRequest : httpRequest
  const once = async (): Promise<Answer> =>
    new Promise((resolve, reject) => {
      let isAnswered = false
      const sent = begin(
        url,
        {
          method: 'POST',
          signal,
          agent: agent ?? false,
          maxHeaderSize: longestHeaders,
          headers: { 'content-type': 'application/json', ...headers, 'content-length': String(content.length) },
          ...(!allowPrivate && { lookup: guardedLookup }),
        },
        (answer) => {
          isAnswered = true
          const { statusCode: status = 0, headers: given } = answer
          void headOf(answer, answerBytes).then((head) => resolve({ status, retryAfter: given['retry-after'], head }))
        },
      )
      // A connection that was kept open may have been closed by the other side at the very moment it was to be used again.
      sent.on('error', (error) => {
        reject(sent.reusedSocket && isStale(error) ? Object.assign(error, { stale: true }) : error)
      })
      // Another protocol is no answer; Node says nothing of one unless it is listened for.
      sent.on('upgrade', ({ statusCode = 101 }, socket) => {
        socket.destroy()
        resolve({ status: statusCode, retryAfter: undefined, head: Buffer.alloc(0) })
      })
      sent.on('close', () => {
        if (!isAnswered) reject(new Error('the connection was closed before there was an answer'))
      })
      sent.end(content)
    })
  try {
    return await once()
  } catch (error) {
    if (error instanceof Error && 'stale' in error && agent !== undefined && !signal.aborted) {
      return await once()
    }
    throw error
  }
}
