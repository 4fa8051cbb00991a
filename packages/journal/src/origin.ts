import { sha256 } from '@noble/hashes/sha2.js'
import { toHex, toUtf8 } from './bytes.ts'
import { JournalFormatError } from './errors.ts'

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const form = new RegExp(String.raw`^([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?(?::[1-9][0-9]{0,4})?)/journal/(${uuid})$`)

/** Host of an origin where the system has no public name of its own. */
export const localHost = 'candor.local'

/**
 * Name of an organisation's log, in the form the C2SP tlog-checkpoint specification recommends: a URL without scheme.
 * It is the first line of every checkpoint and the name of the log's key.
 * @param organisation the organisation's id (UUID, lower case).
 * @param host public host name, with a port where needed.
 * @throws JournalFormatError `JOURNAL_ORIGIN_MALFORMED`.
 */
export const originOf = (organisation: string, host: string = localHost): string => {
  const origin = `${host}/journal/${organisation}`
  parseOrigin(origin)
  return origin
}

/** Host and organisation of an origin made by {@link originOf}. */
export const parseOrigin = (origin: string): { host: string; organisation: string } => {
  const [, host, organisation] = form.exec(origin) ?? []
  if (host === undefined || organisation === undefined) {
    throw new JournalFormatError(
      'JOURNAL_ORIGIN_MALFORMED',
      `${JSON.stringify(origin)} is not of the form <host>/journal/<organisation id>.`,
    )
  }
  return { host, organisation }
}

/**
 * Number under which a log is known to the ledger contract that keeps its roots.
 * @returns SHA-256 of the origin as `0x` and 64 hex digits (a Solidity `bytes32`).
 */
export const logIdOf = (origin: string): `0x${string}` => `0x${toHex(sha256(toUtf8(origin)))}`
