import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { DocumentsPage, parseList } from '../../../features/sales/documents-page.tsx'

const QuotesRoute = () => {
  const { list = 'all' } = Route.useSearch()
  const navigate = useNavigate({ from: Route.fullPath })
  return (
    <DocumentsPage
      kind="quote"
      list={list}
      onList={(next) => void navigate({ search: parseList({ list: next }), replace: true })}
    />
  )
}

export const Route = createFileRoute('/_staff/quotes/')({ validateSearch: parseList, component: QuotesRoute })
