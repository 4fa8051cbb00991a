import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { FilterBuilder } from '../../../features/customers/filter-builder.tsx'
import { readFilter } from '../../../features/customers/filter-draft.ts'
import { ofOwnFields, parseRecordSearch, type RecordSearch } from '../../../features/objects/list-state.ts'
import { RecordsPage } from '../../../features/objects/records-page.tsx'
import { OwnObjectOf } from '../../own-object-of.tsx'

const RecordsRoute = () => {
  const { object: name } = Route.useParams()
  const search = Route.useSearch()
  const navigate = useNavigate({ from: Route.fullPath })
  const onSearch = useCallback((next: RecordSearch) => void navigate({ search: next, replace: true }), [navigate])
  const { filter, ...others } = search
  return (
    <OwnObjectOf name={name}>
      {(object) => (
        <RecordsPage
          key={name}
          object={object}
          search={search}
          onSearch={onSearch}
          filter={
            <FilterBuilder
              object={name}
              filter={filter}
              onChange={(next) => {
                const own = ofOwnFields(next)
                onSearch(own ? { ...others, filter: own } : others)
              }}
            />
          }
        />
      )}
    </OwnObjectOf>
  )
}

export const Route = createFileRoute('/_staff/objects/$object/')({
  validateSearch: (raw: Record<string, unknown>) => parseRecordSearch(raw, readFilter),
  component: RecordsRoute,
})
