export type { NewEntry } from './entry.ts'
export { record, recordMany, type Recorded } from './record.ts'
export { appendOnlyTables } from './schema.ts'
export { Sequencer, type SequencerOptions } from './sequencer.ts'
