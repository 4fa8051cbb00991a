import { companyRoutes } from '@candor/api'
import { call } from '../lib/api.ts'
import { SearchSelect, type SearchSelectProps } from './search-select.tsx'

/** Finds a company by typing a part of its name. */
export const CompanySelect = (props: SearchSelectProps) => (
  <SearchSelect
    of="companies"
    find={(query, signal) => call(companyRoutes.list, { query }, { signal })}
    wordsOf={({ name, city }) => [name, city]}
    {...props}
  />
)
