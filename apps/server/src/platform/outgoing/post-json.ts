import { outgoingErrors } from './errors.ts'
import type { OutgoingRules } from './guard.ts'
import { post } from './post.ts'

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
  const content = Buffer.from(JSON.stringify(body))
  const { status } = await post(address, content, headers, rules).catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'OUTGOING_ADDRESS_REFUSED') throw cause
    throw outgoingErrors.OUTGOING_CALL_FAILED('the address did not answer', { cause })
  })
  if (status < 200 || status > 299) throw outgoingErrors.OUTGOING_CALL_FAILED(`the address answered ${status}`)
}
