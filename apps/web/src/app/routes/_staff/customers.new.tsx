import type { CustomInput } from '@candor/api'
import { createFileRoute } from '@tanstack/react-router'
import { useState } from 'react'
import { NewCustomerPage } from '../../../features/customers/new-customer-page.tsx'
import { EntryWarning } from '../../../features/duplicates/entry-warning.tsx'
import { NewRecordFields, useMissingFields } from '../../../features/fields/new-record-fields.tsx'

const NewCustomer = () => {
  const [custom, setCustom] = useState<CustomInput>({})
  const [tried, setTried] = useState(false)
  const isMissing = useMissingFields('customer')
  return (
    <NewCustomerPage
      warning={(entered) => <EntryWarning entered={entered} />}
      custom={custom}
      ownFields={<NewRecordFields object="customer" entered={custom} tried={tried} onChange={setCustom} />}
      onSend={() => {
        setTried(true)
        return !isMissing(custom)
      }}
    />
  )
}

export const Route = createFileRoute('/_staff/customers/new')({ component: NewCustomer })
