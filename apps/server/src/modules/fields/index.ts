import type { CustomInput, FieldObject } from '@candor/api'
import type { Tx } from '../../platform/db/index.ts'
import type { App, Platform } from '../../platform/platform.ts'
import type { Authorship, FieldsNeeds, Viewer } from './needs.ts'
import { registerLayoutRoutes } from './layouts.ts'
import { registerObjectFiles } from './objects/files.ts'
import { registerObjectRoutes } from './objects/routes.ts'
import { registerFieldRoutes } from './routes.ts'
import { fillNew } from './values/create.ts'
import { fieldsMergePart, type FieldsMergePart } from './values/merge-part.ts'

export { eraseFields } from './erase.ts'
export { recordsAbout } from './objects/about.ts'
export { eraseRecordsAbout } from './objects/erase.ts'
export { furnishObjects } from './objects/demo.ts'
export { fieldsAuditor } from './audit.ts'
export { createField } from './definitions/change.ts'
export { livingFields, mayEdit, visibleTo, type Definition, type StoredField } from './definitions/definition.ts'
export { furnishFields } from './demo.ts'
export { fieldErrors } from './errors.ts'
export { anybody, type Authorship, type FieldsNeeds, type Viewer } from './needs.ts'
export { fieldCells, type FieldCell } from './values/cells.ts'
export {
  cellsToExport,
  fieldsToImport,
  fillFromTexts,
  keysToExport,
  readTexts,
  takeBack,
  type RowTexts,
  type TextsOutcome,
} from './values/from-text.ts'
export { fieldLookup, settledCondition } from './values/lists.ts'
export { linkedOf, shownValues } from './values/read.ts'
export { setValues } from './values/set.ts'

/** What others may use of own fields. */
export type Fields = {
  /** See {@link fillNew}. */
  readonly fillNew: (
    tx: Tx,
    object: FieldObject,
    of: { readonly id: string; readonly values: CustomInput },
    viewer: Viewer,
    by: Authorship,
  ) => Promise<void>
  readonly needs: FieldsNeeds
  /** What is done with own fields when customers are merged. */
  readonly mergePart: FieldsMergePart
}

/** Puts the module's routes on the server. */
export const registerFields = (app: App, platform: Platform, needs: FieldsNeeds): Fields => {
  registerFieldRoutes(app, needs)
  registerObjectRoutes(app, needs)
  registerLayoutRoutes(app, needs)
  registerObjectFiles(app, platform, needs)
  return {
    needs,
    mergePart: fieldsMergePart(needs),
    fillNew: async (tx, object, of, viewer, by) => fillNew(tx, needs, object, of, viewer, by),
  }
}
