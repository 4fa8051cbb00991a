import type { FastifyReply, FastifyRequest } from 'fastify'

/** Something that screens want to know at once. Thin: names what changed, holds no personal data. */
export type LiveEvent = {
  /** Kind of the event, and its name on the stream: `import`, `journal`, `points`. */
  readonly topic: string
  readonly data: unknown
  /** The customer who may see it too; without one it is for staff only. */
  readonly customerId?: string
  /** The one member of staff who may see it; without one every member of staff who has the right. */
  readonly staffId?: string
}

type Numbered = LiveEvent & { readonly id: number }
type Listener = (event: Numbered) => void
type Channel = { readonly recent: Numbered[]; readonly listeners: Set<Listener>; next: number }

const remembered = 256
const heartbeat = 15_000
/** Bytes that may wait for one slow reader. */
const largestBacklog = 1024 * 1024
/** A stream is ended now and then, so that the browser comes back with a session that still holds. */
const longestStream = 30 * 60_000

/** Live events of this process, by organisation. */
export class Events {
  readonly #channels = new Map<string, Channel>()
  readonly #streams = new Set<() => void>()
  /** Tells ids of this run from those of an earlier one. */
  readonly #run = Date.now().toString(36)

  #channel(organisationId: string): Channel {
    let channel = this.#channels.get(organisationId)
    if (channel === undefined) {
      channel = { recent: [], listeners: new Set(), next: 1 }
      this.#channels.set(organisationId, channel)
    }
    return channel
  }

  /** Tells everybody who listens. Within a transaction: `tx.afterCommit(() => events.publish(…))`. */
  publish(organisationId: string, event: LiveEvent): void {
    const channel = this.#channel(organisationId)
    const numbered = { ...event, id: channel.next }
    channel.next += 1
    channel.recent.push(numbered)
    if (channel.recent.length > remembered) channel.recent.shift()
    for (const listener of channel.listeners) listener(numbered)
  }

  /** Hears every event of an organisation. @returns stops hearing */
  listen(organisationId: string, listener: (event: LiveEvent) => void): () => void {
    const { listeners } = this.#channel(organisationId)
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  /** Events after the one that the browser saw last; nothing when they are no longer remembered. */
  #missed(channel: Channel, lastSeen: string | undefined): Numbered[] | undefined {
    if (lastSeen === undefined) return []
    const [run, text] = lastSeen.split('-')
    const seen = Number(text)
    const oldest = channel.next - channel.recent.length
    if (run !== this.#run || !Number.isSafeInteger(seen) || seen < oldest - 1) return undefined
    return channel.recent.filter(({ id }) => id > seen)
  }

  /**
   * Answers a request with a stream of server-sent events (HTML standard, §9.2). A browser that reconnects gets
   * what it missed, or the event `reset` when that is no longer known: it should then load afresh.
   * @param accepts which events this caller may see and asked for
   */
  stream(
    request: FastifyRequest,
    reply: FastifyReply,
    organisationId: string,
    accepts: (event: LiveEvent) => boolean,
  ): void {
    const channel = this.#channel(organisationId)
    reply.hijack()
    const { raw } = reply
    const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' }
    raw.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), ...headers })
    const forget = (): void => {
      channel.listeners.delete(send)
      this.#streams.delete(end)
      clearInterval(beat)
      clearTimeout(expiry)
    }
    // Nothing may be written after the end, and the end may be long in coming to a reader that stopped reading.
    const end = (): void => {
      forget()
      raw.end()
    }
    raw.on('error', forget)
    const send: Listener = (event) => {
      if (!accepts(event)) return
      // A reader that does not keep up is let go; it comes back and is told what it missed.
      if (raw.writableLength > largestBacklog) {
        forget()
        raw.destroy()
        return
      }
      raw.write(`id: ${this.#run}-${event.id}\nevent: ${event.topic}\ndata: ${JSON.stringify(event.data)}\n\n`)
    }
    raw.write('retry: 2000\n\n')
    const beat = setInterval(() => raw.write(': \n\n'), heartbeat)
    const expiry = setTimeout(end, longestStream)
    const lastSeen = request.headers['last-event-id']
    const missed = this.#missed(channel, typeof lastSeen === 'string' ? lastSeen : undefined)
    if (missed === undefined) raw.write(`id: ${this.#run}-${channel.next - 1}\nevent: reset\ndata: {}\n\n`)
    else for (const event of missed) send(event)
    channel.listeners.add(send)
    this.#streams.add(end)
    raw.once('close', forget)
  }

  /** Ends every stream, so that the server can close. */
  close(): void {
    for (const end of this.#streams) end()
  }
}
