import { serveBatches } from '../modules/customer-imports/job/thread.ts'
// Not by the module's index: what is loaded here is loaded for every large import.
import { newProfile } from '../modules/customers/profile.ts'

/** The thread in which a large file of customers is read. */
await serveBatches(newProfile)
