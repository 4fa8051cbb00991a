import { layoutRoutes, type CustomField, type FieldObject, type PageLayout } from '@candor/api'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { call } from './api.ts'
import { inOrder } from './in-order.ts'
import { useSession } from './session.ts'

/** How pages are laid out for all roles. */
export const layoutsQuery = queryOptions({
  queryKey: ['page-layouts'],
  queryFn: ({ signal }) => call(layoutRoutes.get, {}, { signal }),
  staleTime: 60_000,
})

/** The layout that holds for a role: its own, else that of everybody; nothing where there is neither. */
export const layoutFor = (
  layouts: readonly PageLayout[],
  object: FieldObject,
  role: string | null,
): PageLayout | undefined =>
  layouts.find((one) => one.object === object && one.role === role) ??
  layouts.find((one) => one.object === object && one.role === null)

/** How a page of an object is laid out for the person at the screen. */
export const useLayout = (object: FieldObject): PageLayout | undefined => {
  const { role } = useSession()
  const { data } = useQuery(layoutsQuery)
  return layoutFor(data?.layouts ?? [], object, role.key)
}

/** Parts of a page as they are laid out: in their order, without what is hidden. */
export const laidOut = <Part extends { readonly name: string }>(
  parts: readonly Part[],
  layout: PageLayout | undefined,
): Part[] =>
  inOrder(parts, layout?.parts ?? []).filter(({ name }) => !layout?.hiddenParts.some((hidden) => hidden === name))

/** Fields as they are laid out. @param isNeeded what is shown in spite of the layout */
export const laidOutFields = (
  fields: readonly CustomField[],
  layout: PageLayout | undefined,
  isNeeded: (field: CustomField) => boolean = () => false,
): CustomField[] => {
  const named = fields.map((field) => ({ name: field.key, field }))
  return inOrder(named, layout?.fields ?? [])
    .map(({ field }) => field)
    .filter((field) => !layout?.hiddenFields.includes(field.key) || isNeeded(field))
}
