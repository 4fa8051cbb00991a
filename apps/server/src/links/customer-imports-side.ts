import { mayUse, restrictedAmong } from '../modules/consent/index.ts'
import { registerCustomerImports, type CustomerImports } from '../modules/customer-imports/index.ts'
import {
  changeCare,
  countedCustomers,
  customersById,
  customersToExport,
  matchCustomers,
  standardProfile,
  untouchedCustomers,
  updateCustomers,
  type Customers,
} from '../modules/customers/index.ts'
import {
  cellsToExport,
  fieldsToImport,
  fillFromTexts,
  keysToExport,
  readTexts,
  takeBack,
  type Fields,
} from '../modules/fields/index.ts'
import { record, recordMany } from '../modules/journal/index.ts'
import type { App, Platform } from '../platform/platform.ts'
import type { StaffNames } from '../platform/uploads/progress.ts'
import { recordAndTell, type Notify } from './telling.ts'

/** Puts imports and exports of customers on the server, on top of the customers themselves. */
export const registerCustomerImportsSide = (
  app: App,
  platform: Platform,
  customers: Customers,
  staffNames: StaffNames,
  notify: Notify,
  fields: Fields,
): CustomerImports => {
  const journal = { record, recordMany }
  return registerCustomerImports(app, platform, {
    ownFields: {
      toImport: async (tx, role) => fieldsToImport(tx, { role }),
      fill: async (tx, rows, by) => fillFromTexts(tx, fields.needs, rows, by),
      read: readTexts,
      exportKeys: keysToExport,
      cellsOf: cellsToExport,
      takeBack: async (tx, rows, by) => takeBack(tx, fields.needs, rows, by),
    },
    record: recordAndTell(notify),
    staffNames,
    matchCustomers,
    createCustomers: customers.createCustomers,
    updateCustomers: async (tx, changes, by) => updateCustomers(tx, journal, changes, by),
    moveToBin: async (tx, ids, binned, by) =>
      changeCare(tx, journal, ids, () => ({ binned }), { owners: new Map(), tags: new Map() }, by),
    untouchedCustomers,
    customersById,
    customersAfter: customersToExport,
    countCustomers: countedCustomers,
    standardProfile,
    readingThread: new URL('customer-import-thread.ts', import.meta.url),
    mayUse,
    restrictedAmong,
  })
}
