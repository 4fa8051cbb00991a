import { lookup } from 'node:dns'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isPublicAddress } from './addresses.ts'
import { outgoingErrors } from './errors.ts'

/** What may be reached. */
export type OutgoingRules = {
  /** Whether addresses of this machine and of private networks may be reached, and plain http used. */
  readonly allowPrivate: boolean
  /** Milliseconds until a call is given up. */
  readonly timeout?: number
}

const refused = (why: string): Error => outgoingErrors.OUTGOING_ADDRESS_REFUSED(why)

/**
 * Checks the form of an address that somebody gave us to call.
 * @throws OUTGOING_ADDRESS_REFUSED when it is not https, holds a password, or names an address that is not public
 */
export const checkAddress = (address: string, { allowPrivate }: OutgoingRules): URL => {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol)) throw refused('this is no https address')
  if (url.protocol === 'http:' && !allowPrivate) throw refused('the address must begin with https')
  if (url.username !== '' || url.password !== '') throw refused('the address holds a user name or a password')
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  if (!allowPrivate && (isIP(host) === 0 ? /(^|\.)localhost\.?$/i.test(host) : !isPublicAddress(host))) {
    throw refused('the address is not one of the open Internet')
  }
  return url
}

/** Resolves a name to public addresses only; what was checked is what is connected to, so the name cannot change in between. */
export const guardedLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) {
      callback(error, '', 0)
      return
    }
    const inner = addresses.find(({ address }) => !isPublicAddress(address))
    if (inner !== undefined || addresses.length === 0) {
      callback(refused('the name leads to an address that is not one of the open Internet'), '', 0)
      return
    }
    const [first] = addresses
    if (options.all === true) callback(null, addresses)
    else callback(null, first?.address ?? '', first?.family)
  })
}

/**
 * Sends JSON to an address that somebody gave us. No redirect is followed, the answer is not read, and without
 * `allowPrivate` no address is reached that is not one of the open Internet, whatever its name resolves to.
 * @throws OUTGOING_ADDRESS_REFUSED; OUTGOING_CALL_FAILED when it is not answered with 2xx in time
 */
export const postJson = async (
  address: string,
  body: unknown,
  headers: Readonly<Record<string, string>>,
  rules: OutgoingRules,
): Promise<void> => {
  const url = checkAddress(address, rules)
  const content = Buffer.from(JSON.stringify(body))
  const signal = AbortSignal.timeout(rules.timeout ?? 10_000)
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest
  const status = await new Promise<number>((resolve, reject) => {
    const sent = send(
      url,
      {
        method: 'POST',
        signal,
        agent: false,
        headers: { ...headers, 'content-type': 'application/json', 'content-length': String(content.length) },
        ...(!rules.allowPrivate && { lookup: guardedLookup }),
      },
      (answer) => {
        answer.destroy()
        resolve(answer.statusCode ?? 0)
      },
    )
    sent.on('error', reject)
    sent.end(content)
  }).catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'OUTGOING_ADDRESS_REFUSED') throw cause
    throw outgoingErrors.OUTGOING_CALL_FAILED('the address did not answer', { cause })
  })
  if (status < 200 || status > 299) throw outgoingErrors.OUTGOING_CALL_FAILED(`the address answered ${status}`)
}
