import { addressesOf, emailsOf, phonesOf, type CustomerDetail, type CustomerProfile } from '@candor/api'
import { useInfiniteQuery } from '@tanstack/react-query'
import { ValueHistory } from '../../components/value-history.tsx'
import { textOf, type EditField } from './profile-fields.ts'
import { profileTexts } from './profile-texts.ts'
import { timelineQuery } from './queries.ts'
import type { Edit } from './use-profile-edit.ts'

/** Fields whose values can be brought back by themselves. */
const fields = ['name', 'emails', 'phones', 'addresses', 'language'] as const satisfies readonly EditField[]
type HistoryField = (typeof fields)[number]

/** The change that gives a field the value that a profile has. */
const changeTo = (profile: CustomerProfile, field: HistoryField): Partial<CustomerProfile> => {
  if (field === 'emails') return { emails: [...emailsOf(profile)] }
  if (field === 'phones') return { phones: [...phonesOf(profile)] }
  if (field === 'addresses') return { addresses: [...addressesOf(profile)] }
  return field === 'name' ? { name: profile.name } : { language: profile.language ?? null }
}

interface ProfileHistoryProps {
  readonly customer: CustomerDetail
  readonly canEdit: boolean
  readonly onRestore: (edit: Edit) => void
  readonly onClose: () => void
}

/** Who changed what of a customer's profile when, and any earlier value to be brought back. */
export const ProfileHistory = ({ customer, canEdit, onRestore, onClose }: ProfileHistoryProps) => {
  const t = profileTexts.useTexts()
  const query = useInfiniteQuery(timelineQuery(customer.id, 'customer.created,customer.updated'))
  return (
    <ValueHistory<CustomerProfile, HistoryField>
      query={query}
      fields={fields}
      nameOf={(field) => t(`field.${field}`)}
      textOf={textOf}
      now={customer.profile}
      empty={{ name: '' }}
      onRestore={canEdit ? (field, then) => onRestore({ field, change: changeTo(then, field) }) : undefined}
      onClose={onClose}
    />
  )
}
