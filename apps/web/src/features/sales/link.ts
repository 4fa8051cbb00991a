import type { SalesKind } from '@candor/api'

/** Where a document is shown. */
export const pageOf = (kind: SalesKind, documentId: string) =>
  ({ to: kind === 'quote' ? '/quotes/$documentId' : '/invoices/$documentId', params: { documentId } }) as const
