/** What commands that learn from tables take, as a sentence. */
export const tableRemedy =
  'Give a table with a header: CSV, TSV, XLSX or JSON (a list, or one record a line), plain or compressed with gzip.'
