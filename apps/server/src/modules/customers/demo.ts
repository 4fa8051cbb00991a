import type { CustomerFilter, CustomerViewContent } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import { changeCare, outsideBin } from './care/change.ts'
import { markNames } from './care/names.ts'
import { createTag } from './care/tags.ts'
import type { CustomersNeeds } from './needs.ts'
import { createView, viewsOf } from './saved-views/views.ts'

const by = { actor: 'system', purpose: 'demonstration' } as const

const tags = [
  { name: 'VIP', colour: 'gold', from: 0, step: 1, most: 12 },
  { name: 'Wholesale', colour: 'blue', from: 3, step: 4, most: 20 },
  { name: '老客户', colour: 'green', from: 1, step: 3, most: 24 },
] as const

const view = (query: CustomerViewContent['query'], rest: Partial<CustomerViewContent> = {}): CustomerViewContent => ({
  query,
  sort: '-spent',
  columns: ['name', 'country', 'owner', 'tags', 'orderCount', 'spent', 'lastOrderAt'],
  density: 'comfortable',
  layout: 'table',
  ...rest,
})

const mine: CustomerFilter = { field: 'owner', is: 'anyOf', values: ['me'] }
const bigAbroad: CustomerFilter = {
  all: [
    { field: 'spent', is: 'atLeast', from: '200000' },
    { field: 'country', is: 'noneOf', values: ['United Kingdom'] },
  ],
}

/** Customers who bought most, best first. */
const best = async (tx: Tx, most: number): Promise<string[]> =>
  (
    await tx.rows<{ id: string }>({
      text: `select customer_id as id from customer_figures
              where organisation_id = $1 and binned_at is null order by spent desc, customer_id desc limit $2`,
      values: [tx.organisationId, most],
    })
  ).map(({ id }) => id)

/**
 * Gives the best customers of a demo company an owner and tags, and everybody a few views, so that lists have something
 * to show. What is there already is left.
 * @param staffIds who can look after customers, the owner of the company first
 */
export const furnishLists = async (tx: Tx, needs: CustomersNeeds, staffIds: readonly string[]): Promise<void> => {
  const [manager] = staffIds
  if (manager === undefined) return
  const viewer = { staffId: manager, mayManage: true }
  if ((await viewsOf(tx, viewer)).items.length > 0) return
  const ids = await best(tx, 80)
  const made = new Map<string, string[]>()
  for (const { name, colour, from, step, most } of tags) {
    const { id } = await createTag(tx, needs, { name, colour }, by)
    const chosen = ids.filter((_, at) => at >= from && (at - from) % step === 0).slice(0, most)
    for (const customer of chosen) made.set(customer, [...(made.get(customer) ?? []), id])
  }
  const names = await markNames(tx, needs)
  const ownerOf = new Map(ids.slice(0, 40).map((id, at) => [id, staffIds[at % staffIds.length]!]))
  const owned = [...ownerOf.keys()]
  await changeCare(tx, needs, owned, (stored) => outsideBin({ ownerId: ownerOf.get(stored.id)! })(stored), names, by)
  await changeCare(
    tx,
    needs,
    [...made.keys()],
    (stored) => outsideBin({ addTags: made.get(stored.id)! })(stored),
    names,
    by,
  )
  const views = [
    { name: 'My customers · 我的客户', content: view({ filter: mine }) },
    { name: 'Big spenders abroad · 海外大客户', content: view({ filter: bigAbroad }) },
    { name: 'By owner · 按负责人', content: view({}, { layout: 'kanban', groupBy: 'owner' }) },
  ]
  for (const { name, content } of views) await createView(tx, viewer, { name, shared: true, content })
}
