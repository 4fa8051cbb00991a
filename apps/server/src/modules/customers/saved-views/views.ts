import type { CustomerView, CustomerViewContent } from '@candor/api'
import type { Tx } from '../../../platform/db/index.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import { customerErrors } from '../errors.ts'
import { openJson, sealJson } from '../sealed-json.ts'

/** How many views one person can have of their own, and how many can be shared. */
const mostViews = 100

/** Who asks, and whether they may share views and change shared ones. */
export type Viewer = { readonly staffId: string; readonly mayManage: boolean }

/** A view to be, or as it shall be. */
export type ViewDraft = { readonly name: string; readonly shared: boolean; readonly content: CustomerViewContent }

type Row = Omit<CustomerView, 'mine' | 'content'> & { readonly createdBy: string; readonly content: Buffer }

const sealed = 'customer-view.content'

const columns = 'id, name, shared, content, version, created_by as "createdBy"'

const shownTo = async (tx: Tx, { staffId }: Viewer, { createdBy, content, ...view }: Row): Promise<CustomerView> => ({
  ...view,
  mine: createdBy === staffId,
  content: await openJson<CustomerViewContent>(tx, sealed, view.id, content),
})

/** The caller's own views and those that are shared, by name, and the one that the caller begins with. */
export const viewsOf = async (tx: Tx, viewer: Viewer): Promise<{ items: CustomerView[]; defaultId: string | null }> => {
  const values = [tx.organisationId, viewer.staffId]
  const [rows, chosen] = await Promise.all([
    tx.rows<Row>({
      name: 'customer-views',
      text: `select ${columns} from customer_view
              where organisation_id = $1 and (created_by = $2 or shared) order by name, id`,
      values,
    }),
    tx.maybe<{ viewId: string }>({
      name: 'customer-view-default',
      text: `select view_id as "viewId" from customer_view_default where organisation_id = $1 and staff_id = $2`,
      values,
    }),
  ])
  const items = await Promise.all(rows.map(async (row) => shownTo(tx, viewer, row)))
  return { items, defaultId: items.find(({ id }) => id === chosen?.viewId)?.id ?? null }
}

/**
 * A view that the caller may change: their own, or a shared one with the right to manage them.
 * @throws CUSTOMER_VIEW_NOT_FOUND also for somebody else's private view: that there is one is theirs to know
 */
const lockView = async (tx: Tx, { staffId, mayManage }: Viewer, id: string): Promise<Row> => {
  const row = await tx.maybe<Row>({
    name: 'customer-view-lock',
    text: `select ${columns} from customer_view where organisation_id = $1 and id = $2 for update`,
    values: [tx.organisationId, id],
  })
  const mayChange = row !== undefined && (row.shared ? mayManage : row.createdBy === staffId)
  if (!mayChange) throw customerErrors.CUSTOMER_VIEW_NOT_FOUND(`there is no view ${id} that you may change`)
  return row
}

const countViews = async (tx: Tx, staffId: string): Promise<number> =>
  (
    await tx.one<{ views: number }>({
      name: 'customer-views-count',
      text: 'select count(*)::int as views from customer_view where organisation_id = $1 and created_by = $2',
      values: [tx.organisationId, staffId],
    })
  ).views

/** Keeps a view. @throws CUSTOMER_VIEWS_TOO_MANY */
export const createView = async (
  tx: Tx,
  viewer: Viewer,
  { name, shared, content }: ViewDraft,
): Promise<CustomerView> => {
  if ((await countViews(tx, viewer.staffId)) >= mostViews) {
    throw customerErrors.CUSTOMER_VIEWS_TOO_MANY(`you have ${mostViews} views`)
  }
  const id = uuidv7()
  const row = await tx.one<Row>({
    name: 'customer-view-insert',
    text: `insert into customer_view (organisation_id, id, name, shared, content, created_by)
           values ($1, $2, $3, $4, $5, $6) returning ${columns}`,
    values: [tx.organisationId, id, name, shared, await sealJson(tx, sealed, id, content), viewer.staffId],
  })
  return shownTo(tx, viewer, row)
}

/** Changes a view. @throws CUSTOMER_VIEW_NOT_FOUND, CUSTOMER_VIEW_CHANGED_MEANWHILE with the stored one */
export const changeView = async (
  tx: Tx,
  viewer: Viewer,
  id: string,
  { name, shared, content, version }: ViewDraft & { readonly version: number },
): Promise<CustomerView> => {
  const stored = await lockView(tx, viewer, id)
  if (stored.version !== version) {
    throw customerErrors.CUSTOMER_VIEW_CHANGED_MEANWHILE(
      `version ${stored.version} is stored, the change is based on ${version}`,
      { stored: await shownTo(tx, viewer, stored) },
    )
  }
  const row = await tx.one<Row>({
    name: 'customer-view-update',
    text: `update customer_view set name = $3, shared = $4, content = $5, version = version + 1, updated_at = now()
            where organisation_id = $1 and id = $2 returning ${columns}`,
    values: [tx.organisationId, id, name, shared, await sealJson(tx, sealed, id, content)],
  })
  return shownTo(tx, viewer, row)
}

/** Removes a view; whoever began with it begins with the list as it is. @throws CUSTOMER_VIEW_NOT_FOUND */
export const removeView = async (tx: Tx, viewer: Viewer, id: string): Promise<void> => {
  await lockView(tx, viewer, id)
  const values = [tx.organisationId, id]
  await tx.rows({
    name: 'customer-view-delete',
    text: 'delete from customer_view where organisation_id = $1 and id = $2',
    values,
  })
  await tx.rows({
    name: 'customer-view-default-delete-of-view',
    text: 'delete from customer_view_default where organisation_id = $1 and view_id = $2',
    values,
  })
}

/** Chooses the view that the caller begins with; null for none. @throws CUSTOMER_VIEW_NOT_FOUND */
export const setDefaultView = async (tx: Tx, viewer: Viewer, viewId: string | null): Promise<void> => {
  const values = [tx.organisationId, viewer.staffId]
  if (viewId === null) {
    await tx.rows({
      name: 'customer-view-default-delete',
      text: 'delete from customer_view_default where organisation_id = $1 and staff_id = $2',
      values,
    })
    return
  }
  const { items } = await viewsOf(tx, viewer)
  if (!items.some(({ id }) => id === viewId)) {
    throw customerErrors.CUSTOMER_VIEW_NOT_FOUND(`there is no view ${viewId} for you`)
  }
  await tx.rows({
    name: 'customer-view-default-set',
    text: `insert into customer_view_default (organisation_id, staff_id, view_id) values ($1, $2, $3)
           on conflict (organisation_id, staff_id) do update set view_id = excluded.view_id`,
    values: [...values, viewId],
  })
}
