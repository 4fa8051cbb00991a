import {
  comparedCustomers,
  countCustomers,
  customersAfter,
  headsOf,
  holdRecords,
  joinRecords,
  likelyCustomers,
  namesOfRecords,
  partRecords,
  recordsOf,
  requireCustomer,
  updateCustomer,
} from '../modules/customers/index.ts'
import { registerDuplicates, type Duplicates, type DuplicatesNeeds } from '../modules/duplicates/index.ts'
import { record, recordMany } from '../modules/journal/index.ts'
import { sumsOf } from '../modules/orders/index.ts'
import type { App, Platform } from '../platform/platform.ts'
import type { CustomerSide } from './customer-side.ts'
import type { WatchedRecording } from './lifecycle-side.ts'
import { mergeParts } from './merge-parts.ts'

/** What duplicates are found, merged and parted with. */
export const duplicatesNeeds = (
  customerSide: CustomerSide,
  staffNames: DuplicatesNeeds['staffNames'],
): DuplicatesNeeds => ({
  record,
  recordMany,
  staffNames,
  mergeParts: mergeParts(customerSide),
  customers: {
    likely: likelyCustomers,
    compared: comparedCustomers,
    count: countCustomers,
    after: customersAfter,
    require: requireCustomer,
    names: namesOfRecords,
    recordsOf,
    headsOf,
    hold: holdRecords,
    join: async (tx, kept, other) => joinRecords(tx, sumsOf, kept, other),
    part: async (tx, kept, other) => partRecords(tx, sumsOf, kept, other),
    update: async (tx, change, by) => updateCustomer(tx, { record, recordMany }, change, by),
  },
})

/** Puts the search for duplicates on the server and joins it with customers, orders and journal. */
export const registerDuplicatesSide = (
  app: App,
  platform: Platform,
  customerSide: CustomerSide,
  staffNames: DuplicatesNeeds['staffNames'],
  watched: WatchedRecording,
): Duplicates =>
  registerDuplicates(app, platform, { ...duplicatesNeeds(customerSide, staffNames), recordMany: watched })
