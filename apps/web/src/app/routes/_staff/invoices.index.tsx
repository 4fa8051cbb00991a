import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { DocumentsPage, parseList } from '../../../features/sales/documents-page.tsx'

const InvoicesRoute = () => {
  const { list = 'all' } = Route.useSearch()
  const navigate = useNavigate({ from: Route.fullPath })
  return (
    <DocumentsPage
      kind="invoice"
      list={list}
      onList={(next) => void navigate({ search: parseList({ list: next }), replace: true })}
    />
  )
}

export const Route = createFileRoute('/_staff/invoices/')({ validateSearch: parseList, component: InvoicesRoute })
