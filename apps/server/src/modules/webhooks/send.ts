import type { Agent } from 'node:http'
import type { DeliveryFailure } from '@candor/api'
import { post } from '../../platform/outgoing/post.ts'
import { messageBody, messageId, type Message, type Outcome } from './outbox.ts'
import { askedWait } from './schedule.ts'
import { signedHeaders, type Signer } from './sign.ts'

/** A receiver has so many milliseconds to answer. */
const timeout = 15_000
/** Bytes of an answer that are kept. */
const answerBytes = 200

/** Where and as whom a message is sent. */
export type Target = {
  readonly organisationId: string
  readonly url: string
  readonly signers: readonly Signer[]
  readonly allowPrivate: boolean
  readonly agent: Agent
  /** Breaks off what is on its way. */
  readonly signal: AbortSignal
}

const untrusted = /^(CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO)/

const failureOf = (error: unknown): DeliveryFailure => {
  const { name = '', code = '' } = Object(error) as { name?: string; code?: string }
  if (code === 'OUTGOING_ADDRESS_REFUSED') return 'address-refused'
  if (name === 'AbortError' || name === 'TimeoutError') return 'timeout'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'not-found'
  return untrusted.test(code) ? 'not-trusted' : 'not-reached'
}

const failureByStatus = (status: number): DeliveryFailure | null => {
  if (status >= 200 && status < 300) return null
  return status >= 300 && status < 400 ? 'redirected' : 'answered'
}

/** Text of bytes that somebody sent: what no text can hold is left out. */
const readable = (bytes: Buffer): string =>
  bytes
    .toString('utf8')
    // eslint-disable-next-line no-control-regex -- control characters are what is taken out
    .replaceAll(/[\s\u0000-\u001f\u007f\ufffd]+/g, ' ')
    .trim()

/** Tries a message once. Never fails: what went wrong is the outcome. */
export const trySending = async (target: Target, message: Message): Promise<Outcome> => {
  const { organisationId, url, signers, allowPrivate, agent, signal } = target
  const at = new Date()
  const started = performance.now()
  const end = (status: number | null, failure: DeliveryFailure | null, answer = '', asked = 0): Outcome => ({
    at,
    status,
    failure,
    answer,
    asked,
    milliseconds: Math.round(performance.now() - started),
  })
  try {
    const body = messageBody(organisationId, message)
    const headers = {
      ...signedHeaders(signers, messageId(message.entryId), at.getTime(), body),
      'user-agent': 'Candor-Webhooks/1.0',
    }
    const options = { allowPrivate, timeout, agent, signal, answerBytes }
    const { status, retryAfter, head } = await post(url, body, headers, options)
    return end(status, failureByStatus(status), readable(head), askedWait(retryAfter, Date.now()))
  } catch (error) {
    return end(null, failureOf(error))
  }
}
