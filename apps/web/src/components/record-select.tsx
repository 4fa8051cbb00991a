import { objectRoutes } from '@candor/api'
import { call } from '../lib/api.ts'
import { SearchSelect, type SearchSelectProps } from './search-select.tsx'

/** Finds a record of an own object by typing a part of its title. */
export const RecordSelect = ({ object, ...props }: SearchSelectProps & { readonly object: string }) => (
  <SearchSelect
    of={`objects ${object}`}
    find={(query, signal) => call(objectRoutes.records, { params: { object }, query }, { signal })}
    wordsOf={({ title }) => [title]}
    {...props}
  />
)
