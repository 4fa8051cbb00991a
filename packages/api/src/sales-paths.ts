/** Routes of sales documents whose answers are not JSON. */
export const salesPaths = {
  /** GET application/pdf; `language` is that of the document unless said. */
  pdf: (id: string, language?: 'en' | 'zh') =>
    `/api/sales-documents/${id}/pdf${language === undefined ? '' : `?language=${language}`}`,
  ownPdf: (id: string) => `/api/portal/sales-documents/${id}/pdf`,
  /** POST with the token of the link. */
  linkPdf: '/api/quote-link/pdf',
} as const
