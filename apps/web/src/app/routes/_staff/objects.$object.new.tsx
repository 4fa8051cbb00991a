import { createFileRoute } from '@tanstack/react-router'
import { NewRecordFields, useMissingFields } from '../../../features/fields/new-record-fields.tsx'
import { NewRecordPage } from '../../../features/objects/new-record-page.tsx'
import { OwnObjectOf } from '../../own-object-of.tsx'

const NewRecordRoute = () => {
  const { object: name } = Route.useParams()
  const isMissing = useMissingFields(name)
  return (
    <OwnObjectOf name={name}>
      {(object) => (
        <NewRecordPage
          object={object}
          isMissing={isMissing}
          fields={(form) => <NewRecordFields object={name} {...form} />}
        />
      )}
    </OwnObjectOf>
  )
}

export const Route = createFileRoute('/_staff/objects/$object/new')({ component: NewRecordRoute })
