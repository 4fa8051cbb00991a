import { dealRoutes, dealSettingsRoutes, type Deal as ShownDeal, type TimelineItem } from '@candor/api'
import { addDays, instantOf, localTimeOf } from '@candor/calendar'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { homeCurrency, type Tx } from '../../platform/db/index.ts'
import { actorOf, organisationOf, staffOf } from '../../platform/http/access.ts'
import { decodeCursor, pageOf } from '../../platform/http/page.ts'
import { route } from '../../platform/http/route.ts'
import { read, write } from '../../platform/http/write.ts'
import type { App } from '../../platform/platform.ts'
import { dealErrors } from './errors.ts'
import { summaryOf, totalsOf } from './figures.ts'
import { entriesOfDeal, findDeal, listDeals, type DealFilter, type StoredDeal } from './list.ts'
import type { DealsNeeds } from './needs.ts'
import { setSettings } from './set-settings.ts'
import { pipelineOf, settingsOf } from './settings.ts'
import { changeDeal, closeDeal, createDeal, moveDeal, removeDeal, reopenDeal, restoreDeal } from './work.ts'

const staffId = /^staff:(.+)$/
const daysMs = 86_400_000

/** Whether the caller may know whom deals are with. */
const seesParties = (request: FastifyRequest): boolean => staffOf(request).rights.has('customer.read')

const requireParties = (request: FastifyRequest, named: boolean): void => {
  if (named && !seesParties(request)) throw dealErrors.DEAL_PARTY_FORBIDDEN('this needs the right customer.read')
}

const requireDeal = async (tx: Tx, id: string): Promise<StoredDeal> => {
  const deal = await findDeal(tx, id)
  if (deal === undefined) throw dealErrors.DEAL_NOT_FOUND(`there is no deal ${id}`)
  return deal
}

const ownerOf = (request: FastifyRequest, owner: string): string | undefined =>
  owner === 'me' ? staffOf(request).userId : owner === 'anybody' ? undefined : owner

/** Deals as the API shows them, but for the names of colleagues, which are not this transaction's. */
const withParties = async (tx: Tx, request: FastifyRequest, needs: DealsNeeds, deals: readonly StoredDeal[]) => {
  const { settings } = await settingsOf(tx)
  const idleSince = Date.now() - settings.stalledAfter * daysMs
  const may = seesParties(request)
  const namesOf = async (kind: 'customers' | 'companies', ids: readonly (string | null)[]) => {
    const known = [...new Set(ids.flatMap((id) => id ?? []))]
    return may && known.length > 0 ? needs[kind].names(tx, known) : new Map<string, string>()
  }
  const customers = await namesOf(
    'customers',
    deals.map(({ customer }) => customer),
  )
  const companies = await namesOf(
    'companies',
    deals.map(({ company }) => company),
  )
  return deals.map(({ customer, company, ...deal }) => ({
    ...deal,
    customer: customer === null ? null : { id: customer, name: customers.get(customer) ?? null },
    company: company === null ? null : { id: company, name: companies.get(company) ?? null },
    stalled: deal.state === 'open' && !deal.removed && Date.parse(deal.changedAt) < idleSince,
  }))
}

type Half = Awaited<ReturnType<typeof withParties>>[number]

const withPeople = async (request: FastifyRequest, needs: DealsNeeds, deals: readonly Half[]): Promise<ShownDeal[]> => {
  const ids = deals.flatMap(({ owner, createdBy }) => [owner, ...(staffId.exec(createdBy)?.slice(1) ?? [])])
  const names = await needs.staffNames(organisationOf(request), [...new Set(ids)])
  return deals.map(({ owner, ...deal }) => ({
    ...deal,
    owner: { id: owner, name: names.get(owner) ?? null },
    createdByName: names.get(staffId.exec(deal.createdBy)?.[1] ?? '') ?? null,
  }))
}

type ListQuery = z.output<typeof dealRoutes.list.query>

const filterOf = async (tx: Tx, request: FastifyRequest, needs: DealsNeeds, query: ListQuery): Promise<DealFilter> => {
  const { settings } = await settingsOf(tx)
  const { state, stage, customer, company, from, to } = query
  requireParties(request, customer !== undefined || company !== undefined)
  const ofParty = customer !== undefined || company !== undefined
  const zone = state === 'open' ? 'UTC' : await needs.timeZoneOf(tx, staffOf(request).userId)
  return {
    state,
    stage,
    company,
    pipeline: ofParty && query.pipeline === undefined ? undefined : pipelineOf(settings, query.pipeline).key,
    owner: ownerOf(request, query.owner),
    customers: customer === undefined ? undefined : await needs.customers.records(tx, customer),
    ...(state === 'open'
      ? { days: { from, to } }
      : {
          closed: {
            from: from === undefined ? undefined : instantOf(zone, from),
            to: to === undefined ? undefined : instantOf(zone, addDays(to, 1)),
          },
        }),
    idleSince: query.stalled === 'yes' ? Date.now() - settings.stalledAfter * daysMs : undefined,
  }
}

const registerReading = (app: App, needs: DealsNeeds): void => {
  route(app, dealRoutes.list, async ({ query, request }) => {
    const { items, nextCursor } = await read(request, async (tx) => {
      const page = await listDeals(tx, await filterOf(tx, request, needs, query), query)
      return { items: await withParties(tx, request, needs, page.items), nextCursor: page.nextCursor }
    })
    return { items: await withPeople(request, needs, items), nextCursor }
  })

  route(app, dealRoutes.totals, async ({ query, request }) =>
    read(request, async (tx) => {
      const { settings } = await settingsOf(tx)
      const pipeline = pipelineOf(settings, query.pipeline)
      const owner = ownerOf(request, query.owner)
      const idleSince = Date.now() - settings.stalledAfter * daysMs
      return { pipeline: pipeline.key, stages: await totalsOf(tx, { pipeline, owner }, idleSince) }
    }),
  )

  route(app, dealRoutes.summary, async ({ query, request }) =>
    read(request, async (tx) => {
      const pipeline = pipelineOf((await settingsOf(tx)).settings, query.pipeline)
      const owner = ownerOf(request, query.owner)
      const timeZone = await needs.timeZoneOf(tx, staffOf(request).userId)
      const [year = 0, month = 0] = localTimeOf(timeZone, Date.now()).day.split('-').map(Number)
      const from = new Date(Date.UTC(year, month - query.months, 1)).toISOString().slice(0, 7)
      const since = new Date(instantOf(timeZone, `${from}-01`)).toISOString()
      return { pipeline: pipeline.key, from, ...(await summaryOf(tx, { pipeline, owner }, { since, timeZone })) }
    }),
  )

  route(app, dealRoutes.owners, async ({ request }) =>
    read(request, async (tx) => {
      const people = await needs.workers(tx)
      return { items: people.filter(({ rights }) => rights.has('deal.read')).map(({ id, name }) => ({ id, name })) }
    }),
  )

  route(app, dealRoutes.get, async ({ params, request }) => {
    const deals = await read(request, async (tx) => withParties(tx, request, needs, [await requireDeal(tx, params.id)]))
    return (await withPeople(request, needs, deals))[0]!
  })

  route(app, dealRoutes.history, async ({ params, query, request }) => {
    const { items, nextCursor } = await read(request, async (tx) => {
      await requireDeal(tx, params.id)
      const before = decodeCursor(z.tuple([z.number().int()]), query.cursor)?.[0]
      const rows = await entriesOfDeal(tx, params.id, { before, limit: query.limit + 1 })
      const { items: shown, nextCursor: next } = pageOf(
        rows,
        query.limit,
        ({ version }) => [version],
        ({ entryId }) => entryId,
      )
      const entries: TimelineItem[] = []
      for (const id of shown) {
        const { entry, occurredAt, body, state, leafIndex } = await needs.readEntry(tx, id)
        const { kind, actor, purpose, recordedAt } = entry
        entries.push({ id, kind, actor, actorName: null, purpose, recordedAt, occurredAt, body, state, leafIndex })
      }
      return { items: entries, nextCursor: next }
    })
    const ids = items.flatMap(({ actor }) => staffId.exec(actor)?.[1] ?? [])
    const names = await needs.staffNames(organisationOf(request), [...new Set(ids)])
    const actorName = ({ actor }: TimelineItem): string | null => names.get(staffId.exec(actor)?.[1] ?? '') ?? null
    return { items: items.map((item) => Object.assign(item, { actorName: actorName(item) })), nextCursor }
  })

  route(app, dealSettingsRoutes.get, async ({ request }) =>
    read(request, async (tx) => ({ ...(await settingsOf(tx)), currency: await homeCurrency(tx) })),
  )
}

/** The routes of packages/api/src/deals.ts and deal-settings.ts. */
export const registerDealRoutes = (app: App, needs: DealsNeeds): void => {
  registerReading(app, needs)

  route(app, dealSettingsRoutes.set, async ({ body, request }) =>
    write(request, async (tx) => setSettings(tx, needs, body, { actor: actorOf(request) })),
  )

  route(app, dealRoutes.create, async ({ body, request }) =>
    write(request, async (tx) => {
      requireParties(request, body.customer !== null || body.company !== null)
      const owner = body.owner ?? staffOf(request).userId
      return createDeal(tx, needs, { ...body, owner }, { actor: actorOf(request) })
    }),
  )

  const change = <Answer>(
    request: FastifyRequest,
    id: string,
    run: (tx: Tx, by: { readonly actor: string }) => Promise<Answer>,
  ): Promise<Answer> =>
    write(request, async (tx) => {
      await requireDeal(tx, id)
      return run(tx, { actor: actorOf(request) })
    })

  route(app, dealRoutes.update, async ({ params: { id }, body: { version, changes }, request }) => {
    requireParties(request, Boolean(changes.customer ?? changes.company))
    return change(request, id, async (tx, by) => changeDeal(tx, needs, id, version, changes, by))
  })
  route(app, dealRoutes.move, async ({ params: { id }, body: { version, ...move }, request }) => {
    requireParties(request, Boolean(move.changes.customer ?? move.changes.company))
    return change(request, id, async (tx, by) => moveDeal(tx, needs, id, version, move, by))
  })
  route(app, dealRoutes.close, async ({ params: { id }, body: { version, ...ending }, request }) =>
    change(request, id, async (tx, by) => closeDeal(tx, needs, id, version, ending, by)),
  )
  route(app, dealRoutes.reopen, async ({ params: { id }, body, request }) =>
    change(request, id, async (tx, by) => reopenDeal(tx, needs, id, body.version, by)),
  )
  route(app, dealRoutes.remove, async ({ params: { id }, body, request }) =>
    change(request, id, async (tx, by) => removeDeal(tx, needs, id, body.version, by)),
  )
  route(app, dealRoutes.restore, async ({ params: { id }, body, request }) =>
    change(request, id, async (tx, by) => restoreDeal(tx, needs, id, body.version, by)),
  )
}
