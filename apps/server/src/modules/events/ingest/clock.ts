/**
 * When an event happened by our clock. The sender's clock may be wrong: what it says of the moment of sending, against
 * the moment of receiving, tells by how much (the Segment specification's `timestamp`, from `originalTimestamp` and
 * `sentAt`). Nothing happens after it was received.
 * @param timestamp what the sender says of the event, milliseconds since 1970; now unless given
 * @param sentAt what the sender says of the moment of sending
 * @param receivedAt by our clock
 */
export const correctedTime = (
  timestamp: number | undefined,
  sentAt: number | undefined,
  receivedAt: number,
): number => {
  if (timestamp === undefined) return receivedAt
  const skew = sentAt === undefined ? 0 : receivedAt - sentAt
  return Math.min(timestamp + skew, receivedAt)
}

/** An instant as senders write it (ISO 8601), in milliseconds since 1970. @returns undefined for anything else */
export const instantOf = (value: unknown): number | undefined => {
  if (
    typeof value !== 'string' ||
    !/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/.test(value)
  )
    return undefined
  const time = Date.parse(value)
  return Number.isNaN(time) || time < 0 || time > 253_402_300_799_999 ? undefined : time
}
