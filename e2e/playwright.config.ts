import { defineConfig, devices } from '@playwright/test'
import { chromiumPath } from './support/chromium.ts'
import { baseURL } from './support/address.ts'

const phone = { ...devices['Pixel 7'], viewport: { width: 375, height: 812 } }

/**
 * Journeys of staff and customers through the real server with a small demo, in Debian's Chromium.
 *
 * Titles say where a test runs: one that names a language is in English on the desktop and in Chinese on the phone; `@wide`
 * and `@phone` stand where only one of the screens has what is tested, or where the screen makes no difference.
 */
export default defineConfig({
  testDir: '.',
  outputDir: 'test-results',
  fullyParallel: false,
  workers: 2,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env['CI']),
  // What passes only at the second try is named as such; what fails twice is broken.
  retries: 1,
  reporter: [['list']],
  use: {
    baseURL,
    trace: 'off',
    screenshot: 'only-on-failure',
    timezoneId: 'Europe/London',
    launchOptions: { executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-dev-shm-usage'] },
  },
  projects: [
    {
      name: 'desktop',
      use: { ...devices['Desktop Chrome'], viewport: { width: 1440, height: 900 } },
      grepInvert: /^(?!.*@wide).*\bzh\b|@phone/,
    },
    {
      name: 'phone',
      use: { ...phone, defaultBrowserType: 'chromium' },
      grepInvert: /\ben\b|@wide/,
    },
  ],
  webServer: {
    command: 'node server.ts',
    url: `${baseURL}/health`,
    // While writing tests: `npm exec -- node e2e/server.ts` once, then E2E_REUSE=1 for each run.
    reuseExistingServer: process.env['E2E_REUSE'] === '1',
    timeout: 240_000,
    stdout: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
  },
})
