/** Routes of imports and exports of customers whose bodies are not JSON. */
export const customerImportPaths = {
  /** POST multipart/form-data with one part `file`; answers 201 with a summary in state `uploaded`. */
  upload: '/api/customer-imports',
  /** GET text/csv; every row with what became of it. */
  report: (id: string) => `/api/customer-imports/${id}/report.csv`,
} as const

/** GET; what was collected, in one of the formats. */
export const dataExportPaths = {
  file: (id: string, format: string) => `/api/data-exports/${id}/file.${format}`,
} as const
