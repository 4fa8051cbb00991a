import type { DealNeed, DealOutcome, DealSettings, DealStage } from '@candor/api'
import type { JsonObject } from '@candor/journal'
import { homeCurrency, type Tx } from '../../platform/db/index.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { keeperOf, lockDeal, type Deal } from './deal.ts'
import { dealErrors } from './errors.ts'
import type { DealsNeeds } from './needs.ts'
import { pipelineOf, settingsOf, stageInUse } from './settings.ts'
import { storeDeal, type By, type DealEvent } from './store.ts'

const changeable = [
  'title',
  'amount',
  'currency',
  'closeDay',
  'owner',
  'customer',
  'company',
  'source',
  'nextStep',
] as const satisfies readonly (keyof Deal)[]

/** What can be chosen of a deal. */
export type DealFields = Pick<Deal, (typeof changeable)[number]>

/** What is to be changed of a deal; absent fields stay. */
export type DealChanges = { readonly [Field in keyof DealFields]?: DealFields[Field] | undefined }

/** What a change answers. */
export type Changed = { readonly id: string; readonly version: number; readonly entryId: string }

/** A new deal; what is left out is as is usual. */
export type NewDeal = Omit<DealFields, 'currency'> & {
  readonly pipeline?: string | undefined
  readonly stage?: string | undefined
  readonly currency?: string | undefined
}

const nowOf = ({ at }: By): string => at ?? new Date().toISOString()

const isThere: Readonly<Record<DealNeed, (deal: Deal) => boolean>> = {
  amount: ({ amount }) => amount !== null,
  closeDay: ({ closeDay }) => closeDay !== null,
  party: ({ customer, company }) => customer !== null || company !== null,
  nextStep: ({ nextStep }) => nextStep !== null,
}

/** @throws DEAL_FIELDS_MISSING with a line for each field that the stage needs */
const checkNeeds = (deal: Deal, { key, needs }: DealStage): void => {
  const missing = needs.filter((need) => !isThere[need](deal))
  if (missing.length === 0) return
  throw dealErrors.DEAL_FIELDS_MISSING(`the stage ${key} needs ${missing.join(', ')}`, {
    errors: missing.map((need) => ({ path: `/body/${need}`, message: 'is needed in this stage' })),
  })
}

const checkOwner = async (tx: Tx, { workers }: DealsNeeds, owner: string): Promise<void> => {
  const person = (await workers(tx)).find(({ id }) => id === owner)
  if (person?.rights.has('deal.read') === true) return
  throw dealErrors.DEAL_NO_SUCH_OWNER('the owner does not work here or lacks the right deal.read', {
    errors: [{ path: '/body/owner', message: 'cannot own this deal' }],
  })
}

/** Makes sure that whom a deal names is there, as far as that is new. */
const checkNamed = async (tx: Tx, needs: DealsNeeds, deal: Deal, before?: Deal): Promise<void> => {
  if (deal.customer !== null && deal.customer !== before?.customer) await needs.customers.require(tx, deal.customer)
  if (deal.company !== null && deal.company !== before?.company) await needs.companies.require(tx, deal.company)
  if (deal.owner !== before?.owner) await checkOwner(tx, needs, deal.owner)
}

const tellOwner = async (tx: Tx, { notify }: DealsNeeds, deal: Deal, actor: string): Promise<void> =>
  notify(tx, {
    key: `deal ${deal.id} assigned ${deal.version}`,
    kind: 'deal.assigned',
    to: [deal.owner],
    subject: keeperOf(tx, deal),
    facts: { title: deal.title },
    path: `/deals/${deal.id}`,
    by: actor,
  })

/** An empty text says nothing. */
const tidy = (deal: Deal): Deal => ({
  ...deal,
  nextStep: deal.nextStep || null,
  reasonText: deal.reasonText || null,
  competitor: deal.competitor || null,
})

const namesIn = (settings: DealSettings, { pipeline, stage }: Pick<Deal, 'pipeline' | 'stage'>): JsonObject => {
  const found = pipelineOf(settings, pipeline)
  return {
    pipeline: found.name,
    stage: found.stages.find(({ key }) => key === stage)?.name ?? { en: stage, zh: stage },
  }
}

/**
 * Makes a deal.
 * @throws DEAL_NO_SUCH_STAGE, DEAL_FIELDS_MISSING, DEAL_NO_SUCH_OWNER, errors of customers and companies
 */
export const createDeal = async (
  tx: Tx,
  needs: DealsNeeds,
  { pipeline, stage, currency, ...fields }: NewDeal,
  by: By,
): Promise<Changed> => {
  const { settings } = await settingsOf(tx)
  const place = stageInUse(settings, pipeline, stage)
  const now = nowOf(by)
  const deal = tidy({
    ...fields,
    id: uuidv7(),
    version: 1,
    pipeline: place.pipeline.key,
    stage: place.stage.key,
    state: 'open',
    removed: false,
    currency: currency ?? (await homeCurrency(tx)),
    reason: null,
    reasonText: null,
    competitor: null,
    stageSince: now,
    changedAt: now,
    closedAt: null,
    createdBy: by.actor,
    createdAt: now,
  })
  checkNeeds(deal, place.stage)
  await checkNamed(tx, needs, deal)
  const entryId = await storeDeal(tx, needs, { deal, kind: 'deal.created', by, told: namesIn(settings, deal) })
  await tellOwner(tx, needs, deal, by.actor)
  return { id: deal.id, version: 1, entryId }
}

/** A deal that may be changed now. @throws DEAL_NOT_FOUND; DEAL_CHANGED_MEANWHILE with what is stored */
const dealToChange = async (tx: Tx, id: string, version: number): Promise<Deal> => {
  const deal = await lockDeal(tx, id)
  if (deal.version === version) return deal
  const stored = { version: deal.version, title: deal.title, stage: deal.stage, state: deal.state, owner: deal.owner }
  throw dealErrors.DEAL_CHANGED_MEANWHILE(`version ${deal.version} is stored, the change is based on ${version}`, {
    stored,
  })
}

/** @throws as {@link dealToChange}, DEAL_NOT_OPEN */
const openDealToChange = async (tx: Tx, id: string, version: number): Promise<Deal> => {
  const deal = await dealToChange(tx, id, version)
  if (deal.removed || deal.state !== 'open') {
    throw dealErrors.DEAL_NOT_OPEN(`the deal is ${deal.removed ? 'removed' : deal.state}`)
  }
  return deal
}

const store = async (
  tx: Tx,
  needs: DealsNeeds,
  before: Deal,
  after: Deal,
  event: Omit<DealEvent, 'deal'>,
): Promise<Changed> => {
  const deal = { ...after, version: before.version + 1, changedAt: nowOf(event.by) }
  const entryId = await storeDeal(tx, needs, { ...event, deal })
  if (deal.owner !== before.owner) await tellOwner(tx, needs, deal, event.by.actor)
  return { id: deal.id, version: deal.version, entryId }
}

const withChanges = (before: Deal, changes: DealChanges): Deal => {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined)
  return tidy({ ...before, ...(Object.fromEntries(given) as Partial<Deal>) })
}

const changedFields = (before: Deal, after: Deal): string[] =>
  changeable.filter((field) => before[field] !== after[field])

/**
 * Changes an open deal.
 * @throws DEAL_NOT_FOUND, DEAL_CHANGED_MEANWHILE, DEAL_NOT_OPEN, DEAL_NOTHING_CHANGED, and as {@link createDeal}
 */
export const changeDeal = async (
  tx: Tx,
  needs: DealsNeeds,
  id: string,
  version: number,
  changes: DealChanges,
  by: By,
): Promise<Changed> => {
  const before = await openDealToChange(tx, id, version)
  const after = withChanges(before, changes)
  const changed = changedFields(before, after)
  if (changed.length === 0) throw dealErrors.DEAL_NOTHING_CHANGED('every field already has the value that was sent')
  const { settings } = await settingsOf(tx)
  const stage = pipelineOf(settings, before.pipeline).stages.find(({ key }) => key === before.stage)
  // What the stage needs may not be taken away; what it came to need later is not asked for now.
  if (stage !== undefined) {
    const needed = stage.needs.filter((need) => isThere[need](before))
    checkNeeds(after, { ...stage, needs: needed })
  }
  await checkNamed(tx, needs, after, before)
  return store(tx, needs, before, after, { kind: 'deal.changed', by, told: { changed } })
}

/** Where a deal goes, and what is filled in with the same step. */
export type Move = {
  readonly pipeline?: string | undefined
  readonly stage: string
  readonly changes?: DealChanges | undefined
}

/**
 * Moves an open deal to another stage.
 * @throws as {@link changeDeal}, DEAL_NO_SUCH_STAGE, DEAL_FIELDS_MISSING
 */
export const moveDeal = async (
  tx: Tx,
  needs: DealsNeeds,
  id: string,
  version: number,
  { pipeline, stage, changes = {} }: Move,
  by: By,
): Promise<Changed> => {
  const before = await openDealToChange(tx, id, version)
  const { settings } = await settingsOf(tx)
  const place = stageInUse(settings, pipeline ?? before.pipeline, stage)
  const isSame = before.stage === place.stage.key && before.pipeline === place.pipeline.key
  if (isSame) throw dealErrors.DEAL_NOTHING_CHANGED('the deal is in this stage already')
  const after = withChanges(
    { ...before, pipeline: place.pipeline.key, stage: place.stage.key, stageSince: nowOf(by) },
    changes,
  )
  checkNeeds(after, place.stage)
  await checkNamed(tx, needs, after, before)
  const told = { ...namesIn(settings, after), from: namesIn(settings, before), changed: changedFields(before, after) }
  return store(tx, needs, before, after, { kind: 'deal.moved', by, told })
}

/** Moves a deal out of a stage that is archived, whatever the other stage needs. */
export const evacuateDeal = async (
  tx: Tx,
  needs: DealsNeeds,
  {
    id,
    to,
    settings,
  }: { readonly id: string; readonly to: { pipeline: string; stage: string }; settings: DealSettings },
  by: By,
): Promise<void> => {
  const before = await lockDeal(tx, id)
  const after = { ...before, ...to, stageSince: nowOf(by) }
  const told = { ...namesIn(settings, after), from: namesIn(settings, before), changed: [] }
  await store(tx, needs, before, after, { kind: 'deal.moved', by, told })
}

/** How a deal ended. */
export type Ending = {
  readonly outcome: DealOutcome
  readonly reason: string | null
  readonly reasonText: string | null
  readonly competitor: string | null
}

/**
 * Marks an open deal as won or lost.
 * @throws as {@link changeDeal}; DEAL_NO_SUCH_REASON when it is lost for no reason, or for one that is not listed
 */
export const closeDeal = async (
  tx: Tx,
  needs: DealsNeeds,
  id: string,
  version: number,
  { outcome, ...ending }: Ending,
  by: By,
): Promise<Changed> => {
  const before = await openDealToChange(tx, id, version)
  const { settings } = await settingsOf(tx)
  const reason = settings.reasons.find((one) => one.key === ending.reason && one.outcome === outcome && !one.retired)
  if (reason === undefined && (outcome === 'lost' || ending.reason !== null)) {
    throw dealErrors.DEAL_NO_SUCH_REASON(`a deal that is ${outcome} cannot have the reason ${ending.reason}`, {
      errors: [{ path: '/body/reason', message: 'is not a reason of the list' }],
    })
  }
  const after = tidy({ ...before, ...ending, state: outcome, closedAt: nowOf(by) })
  const told = { ...namesIn(settings, after), reason: reason?.name ?? null }
  return store(tx, needs, before, after, { kind: `deal.${outcome}`, by, told })
}

/** Opens a deal again that was won or lost. @throws DEAL_NOT_FOUND, DEAL_CHANGED_MEANWHILE, DEAL_ALREADY_OPEN */
export const reopenDeal = async (tx: Tx, needs: DealsNeeds, id: string, version: number, by: By): Promise<Changed> => {
  const before = await dealToChange(tx, id, version)
  if (before.removed || before.state === 'open') throw dealErrors.DEAL_ALREADY_OPEN('the deal is open or removed')
  const { settings } = await settingsOf(tx)
  const pipeline = pipelineOf(settings, before.pipeline)
  // Its stage may have been archived since.
  const stage = pipeline.stages.find(({ key, archived }) => key === before.stage && !archived)
  const place =
    stage === undefined || pipeline.archived ? stageInUse(settings, undefined, undefined) : { pipeline, stage }
  const after: Deal = {
    ...before,
    pipeline: place.pipeline.key,
    stage: place.stage.key,
    state: 'open',
    reason: null,
    reasonText: null,
    competitor: null,
    closedAt: null,
    stageSince: nowOf(by),
  }
  return store(tx, needs, before, after, { kind: 'deal.reopened', by, told: namesIn(settings, after) })
}

/** Takes a deal off board, lists and sums. @throws DEAL_NOT_FOUND, DEAL_CHANGED_MEANWHILE, DEAL_NOT_OPEN when it is off already */
export const removeDeal = async (tx: Tx, needs: DealsNeeds, id: string, version: number, by: By): Promise<Changed> => {
  const before = await dealToChange(tx, id, version)
  if (before.removed) throw dealErrors.DEAL_NOT_OPEN('the deal was removed already')
  return store(tx, needs, before, { ...before, removed: true }, { kind: 'deal.removed', by })
}

/** Undoes "removed". @throws DEAL_NOT_FOUND, DEAL_CHANGED_MEANWHILE, DEAL_ALREADY_OPEN when it was not */
export const restoreDeal = async (tx: Tx, needs: DealsNeeds, id: string, version: number, by: By): Promise<Changed> => {
  const before = await dealToChange(tx, id, version)
  if (!before.removed) throw dealErrors.DEAL_ALREADY_OPEN('the deal was not removed')
  return store(tx, needs, before, { ...before, removed: false }, { kind: 'deal.restored', by })
}
