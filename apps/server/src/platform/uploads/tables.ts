import { inspectFile, rowsOf, TabularError, type InspectOptions, type Layout, type ReadLimits } from '@candor/tabular'
import { fileErrors } from './errors.ts'

export type { Layout } from '@candor/tabular'

/** A refusal by the readers as an error of the API. */
const refusal = (error: unknown): unknown =>
  error instanceof TabularError ? fileErrors[`IMPORT_${error.code}`](error.message, { cause: error }) : error

/** Finds out how to read a file; see `inspectFile` of @candor/tabular. @throws the codes of {@link fileErrors} */
export const inspectUpload = async (path: string, options: InspectOptions): Promise<Layout> => {
  try {
    return await inspectFile(path, options)
  } catch (error) {
    throw refusal(error)
  }
}

/** The rows of a file below its header; see `rowsOf` of @candor/tabular. @throws the codes of {@link fileErrors} */
export async function* uploadRows(path: string, layout: Layout, limits: ReadLimits): AsyncGenerator<string[]> {
  try {
    yield* rowsOf(path, layout, limits)
  } catch (error) {
    throw refusal(error)
  }
}
