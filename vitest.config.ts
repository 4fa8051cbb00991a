import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** One Vitest project per part that has tests of its own; Solidity and browser tests have their own runners. */
const projects = [
  'packages/journal',
  'packages/contact',
  'packages/calendar',
  'packages/money',
  'packages/matching',
  'packages/classifier',
  'packages/scoring',
  'packages/tabular',
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

/** Offers one Postgres to all test files of a run; started only when one asks for it. */
const globalSetup = fileURLToPath(new URL('apps/server/src/testing/global-setup.ts', import.meta.url))

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: projects.map((root) => ({
      root,
      test: {
        name: root,
        globalSetup,
        // Files of a worker share their modules: reading them anew for each took a quarter of the whole time.
        isolate: false,
        include: ['**/*.test.ts', '**/*.test.tsx'],
        // What passes only at the second try is named as such; what fails twice is broken.
        retry: 1,
        testTimeout: 300_000,
        hookTimeout: 300_000,
      },
    })),
  },
})
