import type { Tx } from '../../../platform/db/index.ts'
import type { UploadLimits } from '../../../platform/uploads/limits.ts'
import type { CustomerImportsNeeds } from '../needs.ts'

/** What every step of an import uses. */
export type StepContext = {
  readonly needs: CustomerImportsNeeds
  readonly limits: UploadLimits
  /** The uploaded file. */
  readonly path: string
  readonly inOrganisation: <T>(run: (tx: Tx) => Promise<T>) => Promise<T>
  /** Ends the step at a point where nothing is half done. */
  readonly throwIfStopped: () => void
  readonly tellProgress: () => Promise<void>
}
