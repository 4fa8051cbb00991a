/** How long somebody counts as looking without having said so again (milliseconds): two beats and a bit. */
const lasting = 50_000

type Page = { readonly staffId: string; readonly seenAt: number }

/**
 * Who looks at which customer or ticket now, in this process. Nothing of it is stored: it is gone with the process, and whoever
 * looks says so again within seconds.
 */
export class Viewers {
  /** Open pages by what they show, within its organisation. */
  readonly #things = new Map<string, Map<string, Page>>()

  #pages(organisationId: string, thingId: string, now: number): Map<string, Page> {
    const key = `${organisationId} ${thingId}`
    const pages = this.#things.get(key) ?? new Map<string, Page>()
    for (const [page, { seenAt }] of pages) if (now - seenAt > lasting) pages.delete(page)
    return pages
  }

  /** Members of staff who look at something. @param now milliseconds since 1970 */
  of(organisationId: string, thingId: string, now = Date.now()): Set<string> {
    return new Set([...this.#pages(organisationId, thingId, now).values()].map(({ staffId }) => staffId))
  }

  /**
   * Notes that somebody looks at something.
   * @param page one for each open page
   * @returns whether that is news to the others
   */
  look(organisationId: string, thingId: string, staffId: string, page: string, now = Date.now()): boolean {
    const pages = this.#pages(organisationId, thingId, now)
    const isNews = ![...pages.values()].some((other) => other.staffId === staffId)
    pages.set(page, { staffId, seenAt: now })
    this.#things.set(`${organisationId} ${thingId}`, pages)
    return isNews
  }

  /** Notes that a page was left, if it was that person's. @returns whether that is news to the others */
  leave(organisationId: string, thingId: string, staffId: string, page: string, now = Date.now()): boolean {
    const pages = this.#pages(organisationId, thingId, now)
    if (pages.get(page)?.staffId !== staffId) return false
    pages.delete(page)
    if (pages.size === 0) this.#things.delete(`${organisationId} ${thingId}`)
    return ![...pages.values()].some((other) => other.staffId === staffId)
  }
}
