import { findCustomers } from '../lib/find-customers.ts'
import { SearchSelect, type SearchSelectProps } from './search-select.tsx'

interface CustomerSelectProps extends SearchSelectProps {
  /** Not offered: the customer whose page it is. */
  readonly except?: string | undefined
}

/** Finds a customer by typing a part of the name, an address or a number. */
export const CustomerSelect = (props: CustomerSelectProps) => (
  <SearchSelect
    of="customers"
    find={findCustomers}
    wordsOf={({ name, reference, email }) => [name, reference ?? email]}
    {...props}
  />
)
