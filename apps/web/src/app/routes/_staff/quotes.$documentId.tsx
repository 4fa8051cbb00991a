import { createFileRoute } from '@tanstack/react-router'
import { DocumentPage } from '../../../features/sales/document-page.tsx'

const QuoteRoute = () => {
  const { documentId } = Route.useParams()
  return <DocumentPage key={documentId} documentId={documentId} />
}

export const Route = createFileRoute('/_staff/quotes/$documentId')({ component: QuoteRoute })
