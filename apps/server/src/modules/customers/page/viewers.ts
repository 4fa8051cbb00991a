/** How long somebody counts as looking without having said so again (milliseconds): two beats and a bit. */
const lasting = 50_000

type Page = { readonly staffId: string; readonly seenAt: number }

/**
 * Who looks at which customer now, in this process. Nothing of it is stored: it is gone with the process, and whoever
 * looks says so again within seconds.
 */
export class Viewers {
  /** Open pages by customer, within their organisation. */
  readonly #customers = new Map<string, Map<string, Page>>()

  #pages(organisationId: string, customerId: string, now: number): Map<string, Page> {
    const key = `${organisationId} ${customerId}`
    const pages = this.#customers.get(key) ?? new Map<string, Page>()
    for (const [page, { seenAt }] of pages) if (now - seenAt > lasting) pages.delete(page)
    return pages
  }

  /** Members of staff who look at a customer. @param now milliseconds since 1970 */
  of(organisationId: string, customerId: string, now = Date.now()): Set<string> {
    return new Set([...this.#pages(organisationId, customerId, now).values()].map(({ staffId }) => staffId))
  }

  /**
   * Notes that somebody looks at a customer.
   * @param page one for each open page
   * @returns whether that is news to the others
   */
  look(organisationId: string, customerId: string, staffId: string, page: string, now = Date.now()): boolean {
    const pages = this.#pages(organisationId, customerId, now)
    const isNews = ![...pages.values()].some((other) => other.staffId === staffId)
    pages.set(page, { staffId, seenAt: now })
    this.#customers.set(`${organisationId} ${customerId}`, pages)
    return isNews
  }

  /** Notes that a page was left, if it was that person's. @returns whether that is news to the others */
  leave(organisationId: string, customerId: string, staffId: string, page: string, now = Date.now()): boolean {
    const pages = this.#pages(organisationId, customerId, now)
    if (pages.get(page)?.staffId !== staffId) return false
    pages.delete(page)
    if (pages.size === 0) this.#customers.delete(`${organisationId} ${customerId}`)
    return ![...pages.values()].some((other) => other.staffId === staffId)
  }
}
