import { lookup } from 'node:dns'
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
 * Looks where a name leads now, so that whoever types it hears at once that it is not allowed. A name that is not found is let
 * through: it may come to be. Calling checks again.
 * @throws OUTGOING_ADDRESS_REFUSED
 */
export const checkName = async ({ hostname }: URL, { allowPrivate, timeout = 3000 }: OutgoingRules): Promise<void> => {
  if (allowPrivate || isIP(hostname.replace(/^\[(.*)\]$/, '$1')) !== 0) return
  const looked = new Promise<Error | null>((resolve) => {
    guardedLookup(hostname, { all: true }, (error) => resolve(error))
  })
  const given = new Promise<null>((resolve) => {
    setTimeout(() => resolve(null), timeout).unref()
  })
  const error = await Promise.race([looked, given])
  if (error !== null && 'code' in error && error.code === 'OUTGOING_ADDRESS_REFUSED') throw error
}
