/** Routes of imports whose bodies are not JSON: multipart upload, the report as CSV, live events. */
export const importPaths = {
  /** POST multipart/form-data with one part `file`; answers 201 with an importSummary in state `uploaded`. */
  upload: '/api/imports',
  /** GET text/csv; every row with its outcome and reason. */
  report: (id: string) => `/api/imports/${id}/report.csv`,
  /** GET text/event-stream; event `import` carries an importSummary. */
  events: '/api/events',
} as const
