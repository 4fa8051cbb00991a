import { defineConfig } from 'vitest/config'

/** One Vitest project per part that has tests of its own; Solidity and browser tests have their own runners. */
const projects = [
  'packages/journal',
  'packages/api',
  'packages/ledger',
  'packages/embedded-chain',
  'packages/ui',
  'apps/server',
  'apps/web',
  'apps/portal',
  'apps/cli',
  'bench',
  'tests',
  'demo',
]

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: projects.map((root) => ({
      root,
      test: {
        name: root,
        include: ['**/*.test.ts', '**/*.test.tsx'],
        testTimeout: 60_000,
        hookTimeout: 120_000,
      },
    })),
  },
})
