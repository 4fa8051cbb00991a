const [second, minute, hour] = [1000, 60_000, 3_600_000]

/** Waits between tries, as Standard Webhooks proposes: ten tries over three days. */
const waits = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour]

/** Tries of one message before it is given up. */
export const mostTries = waits.length + 1

/** Messages that are on their way to one endpoint at a time. */
export const sendingAtOnce = 8

/** A failure in so many messages in a row means that the receiver is down, not that it dislikes a message. */
export const downAfter = 10

/** Failing for so long (milliseconds) pauses an endpoint. */
export const pausedAfter = 5 * 24 * hour

/**
 * Milliseconds until a message is tried again; nothing when it is given up. A fifth of the wait is left to chance, so that
 * what failed together does not come back together.
 * @param attempts how often it was tried
 * @param asked what the receiver asked for in `Retry-After`
 * @param random between 0 and 1
 */
export const nextTry = (attempts: number, asked = 0, random: number = Math.random()): number | undefined => {
  const wait = waits[attempts - 1]
  return wait === undefined ? undefined : Math.max(wait * (0.9 + random / 5), Math.min(asked, 24 * hour))
}

/** Statuses by which a receiver says that it is overloaded. */
const overloaded = new Set([429, 502, 503, 504])

/**
 * Milliseconds for which a receiver is left alone after a failure; 0 for not at all.
 * @param failures in a row, this one included
 */
export const restAfter = (status: number | null, failures: number, asked = 0): number => {
  const isOverloaded = status !== null && overloaded.has(status)
  if (!isOverloaded && failures < downAfter) return 0
  // What was on its way together fails together: that is one step.
  const step = isOverloaded ? Math.ceil(failures / sendingAtOnce) : Math.floor((failures - downAfter) / sendingAtOnce)
  const rest = Math.min(minute, second * 2 ** Math.min(step, 6))
  return isOverloaded ? Math.max(rest, Math.min(asked, hour)) : rest
}

/**
 * Milliseconds that `Retry-After` asks for (RFC 9110 section 10.2.3): seconds or a date; 0 where it says nothing that can be read.
 * @param now milliseconds since 1970
 */
export const askedWait = (header: string | undefined, now: number): number => {
  if (header === undefined) return 0
  if (/^\d{1,8}$/.test(header)) return Number(header) * second
  const at = Date.parse(header)
  return Number.isNaN(at) ? 0 : Math.max(0, at - now)
}
