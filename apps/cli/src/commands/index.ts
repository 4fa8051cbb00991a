import type { CommandEntry } from '../command.ts'

/** Every command, in the order in which the help lists them. Each is loaded when it is called, so that none waits for all. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'verify',
    summary: 'check receipts, trusting no server',
    load: async () => (await import('./verify.ts')).verify,
  },
  {
    name: 'audit',
    summary: 'recompute everything and name what was changed',
    load: async () => (await import('./audit.ts')).audit,
  },
  {
    name: 'receipts',
    summary: 'write receipts of a customer, or a sample of all, as files',
    load: async () => (await import('./receipts.ts')).receipts,
  },
  {
    name: 'loyalty export',
    summary: 'write all purchases, rules and balances of points as files',
    load: async () => (await import('./loyalty-export.ts')).loyaltyExport,
  },
  {
    name: 'loyalty recompute',
    summary: 'count all points again and compare with the contract',
    load: async () => (await import('./loyalty-recompute.ts')).loyaltyRecompute,
  },
  {
    name: 'witness',
    summary: 'watch journals of others and co-sign their seals',
    load: async () => (await import('./witness.ts')).witness,
  },
  {
    name: 'network',
    summary: 'write the files of a ledger that several companies run together',
    load: async () => (await import('./network.ts')).network,
  },
  {
    name: 'import',
    summary: 'bring in a file of orders or customers',
    load: async () => (await import('./import.ts')).importOrders,
  },
  {
    name: 'export',
    summary: 'take customers out into a file',
    load: async () => (await import('./export.ts')).exportCustomers,
  },
  {
    name: 'match',
    summary: 'find records that are the same, in one file or between two',
    load: async () => (await import('./match.ts')).match,
  },
  {
    name: 'classify',
    summary: 'learn to label texts from a file, and say how well that goes',
    load: async () => (await import('./classify.ts')).classify,
  },
  {
    name: 'score',
    summary: 'learn from won and lost leads which ones convert, and warn of columns known too late',
    load: async () => (await import('./score.ts')).score,
  },
  {
    name: 'owner',
    summary: 'make the first company and its owner',
    load: async () => (await import('./owner.ts')).owner,
  },
  {
    name: 'backup',
    summary: 'write everything into one encrypted file',
    load: async () => (await import('./backup.ts')).backup,
  },
  {
    name: 'restore',
    summary: 'make an installation from a backup',
    load: async () => (await import('./restore.ts')).restore,
  },
]
