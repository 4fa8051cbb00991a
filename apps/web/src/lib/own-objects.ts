import { objectRoutes, type OwnObject } from '@candor/api'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { call } from './api.ts'
import { useMay } from './rights.ts'

/** Everything about own objects and their records in the server cache. */
export const objectsKey = ['objects'] as const

/** Objects whose records the person at the screen may see. */
export const objectsQuery = queryOptions({
  queryKey: [...objectsKey, 'mine'],
  queryFn: ({ signal }) => call(objectRoutes.list, {}, { signal }),
  staleTime: 60_000,
})

/** Objects that the company defined; none while they load, and for those who may not see records. */
export const useOwnObjects = (): readonly OwnObject[] => {
  const mayRead = useMay('object.read')
  return useQuery({ ...objectsQuery, enabled: mayRead }).data?.items ?? []
}

/** All objects, archived ones too, for those who define them. */
export const definedObjectsQuery = queryOptions({
  queryKey: [...objectsKey, 'all'],
  queryFn: ({ signal }) => call(objectRoutes.defined, {}, { signal }),
})

/** Objects in use, for those who define fields and pages: they need not see records. */
export const useDefinedObjects = (): readonly OwnObject[] => {
  const mayManage = useMay('object.manage')
  const mine = useOwnObjects()
  const { data } = useQuery({ ...definedObjectsQuery, enabled: mayManage })
  return mayManage ? (data?.items ?? []).filter(({ archivedAt }) => archivedAt === null) : mine
}
