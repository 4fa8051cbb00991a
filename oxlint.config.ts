import { existsSync, readdirSync } from 'node:fs'
import { defineConfig } from 'oxlint'

/** Names of the folders below `path`, relative to this file. */
const foldersOf = (path: string): string[] => {
  const folder = new URL(`${path}/`, import.meta.url)
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
}

/**
 * Features of one kind never import each other: server modules meet in `links/` or through the journal,
 * web features meet in `app/`. The rule is made from the folders that exist, so a new one is guarded at once.
 */
const featureBoundaries = (parent: string, meetingPlace: string) =>
  foldersOf(parent).map((feature) => ({
    files: [`${parent}/${feature}/**`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: foldersOf(parent)
                .filter((other) => other !== feature)
                .map((other) => `**/../${other}/**`),
              message: `A feature does not import another feature: join them in ${meetingPlace}.`,
            },
          ],
        },
      ],
    },
  }))

/** `platform/` knows no domain word, so it imports no module. */
const platformBoundary = {
  files: ['apps/server/src/platform/**'],
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: [{ group: ['**/modules/**', '**/links/**'], message: 'The platform knows no domain.' }] },
    ],
  },
}

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'promise'],
  categories: { correctness: 'error', suspicious: 'error', perf: 'error' },
  ignorePatterns: ['**/dist/**', '.cache/**', 'data/**', 'contracts/{artifacts,cache,generated}/**', '**/*.gen.ts'],
  rules: {
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/consistent-type-imports': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
    'typescript/no-unsafe-type-assertion': 'off',
    'no-await-in-loop': 'off',
    'no-shadow': 'off',
    'unicorn/no-array-sort': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'import/no-unassigned-import': 'off',
    'no-underscore-dangle': 'off',
    eqeqeq: 'error',
  },
  overrides: [
    ...featureBoundaries('apps/server/src/modules', 'apps/server/src/links'),
    ...featureBoundaries('apps/web/src/features', 'apps/web/src/app'),
    ...featureBoundaries('apps/portal/src/features', 'apps/portal/src/app'),
    platformBoundary,
  ],
})
