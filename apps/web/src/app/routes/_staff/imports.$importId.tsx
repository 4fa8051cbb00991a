import { createFileRoute } from '@tanstack/react-router'
import { ImportPage } from '../../../features/imports/import-page.tsx'

const ImportRoute = () => {
  const { importId } = Route.useParams()
  return <ImportPage key={importId} importId={importId} />
}

export const Route = createFileRoute('/_staff/imports/$importId')({ component: ImportRoute })
