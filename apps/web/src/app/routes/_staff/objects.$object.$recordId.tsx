import { createFileRoute } from '@tanstack/react-router'
import { OwnFieldsPanel } from '../../../features/fields/own-fields-panel.tsx'
import { OwnRecordPage } from '../../../features/objects/record-page.tsx'
import { OwnObjectOf } from '../../own-object-of.tsx'

const RecordRoute = () => {
  const { object: name, recordId } = Route.useParams()
  return (
    <OwnObjectOf name={name}>
      {(object) => (
        <OwnRecordPage
          key={recordId}
          object={object}
          recordId={recordId}
          fields={(mayEdit) => <OwnFieldsPanel object={name} id={recordId} mayEdit={mayEdit} />}
        />
      )}
    </OwnObjectOf>
  )
}

export const Route = createFileRoute('/_staff/objects/$object/$recordId')({ component: RecordRoute })
