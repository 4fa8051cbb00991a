import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test as base, type Page } from '@playwright/test'
import { staffOf, type StaffRole } from './staff.ts'

export type Language = 'en' | 'zh'
export type Theme = 'light' | 'dark'

interface Fixtures {
  /** Language and theme as a reader would have chosen them in this browser; call before the first page. */
  readonly prefer: (language: Language, theme?: Theme) => Promise<void>
  /** Signs a member of the demo's staff in. */
  readonly signIn: (role: StaffRole) => Promise<void>
  /** Lets messages through that a test provokes on purpose, such as the browser's note of a refused request. */
  readonly allowConsole: (pattern: RegExp) => void
  /** Keeps a picture of the page under e2e/screenshots, where E2E_PICTURES=1 asks for it. */
  readonly shoot: (name: string) => Promise<void>
}

const screenshots = fileURLToPath(new URL('../screenshots/', import.meta.url))

/** A page on which no error may reach the console. */
export const test = base.extend<Fixtures & { readonly allowed: RegExp[] }>({
  // oxlint-disable-next-line no-empty-pattern
  allowed: async ({}, use) => use([]),
  allowConsole: async ({ allowed }, use) => use((pattern) => void allowed.push(pattern)),
  page: async ({ page, allowed }, use) => {
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(`page: ${error.message}`))
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') errors.push(`console: ${message.text()}`)
    })
    await use(page)
    expect(errors.filter((error) => !allowed.some((pattern) => pattern.test(error)))).toEqual([])
  },
  prefer: async ({ page }, use) => {
    await use(async (language, theme = 'light') => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      await page.addInitScript(
        ([chosenLanguage, chosenTheme]) => {
          localStorage.setItem('candor.language', chosenLanguage)
          localStorage.setItem('candor.theme', chosenTheme)
        },
        [language, theme] as const,
      )
    })
  },
  signIn: async ({ page }, use) => {
    await use(async (role) => {
      const { email, password } = staffOf(role)
      const response = await page.request.post('/api/auth/sign-in', { data: { email, password } })
      expect(response.ok(), await response.text()).toBe(true)
    })
  },
  shoot: async ({ page }, use, info) => {
    await use(async (name) => {
      if (process.env['E2E_PICTURES'] !== '1') return
      mkdirSync(screenshots, { recursive: true })
      await page.screenshot({ path: `${screenshots}${name}-${info.project.name}.png`, animations: 'disabled' })
    })
  },
})
export { expect }

/** No serious or critical finding of axe on the page as it stands. */
export const expectAccessible = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  const grave = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map((node) => `${node.target.join(' ')} – ${node.failureSummary}`).join('\n  ')}`,
    )
  expect.soft(grave, page.url()).toEqual([])
}

/** Nothing sticks out to the right: the page never scrolls sideways. */
export const expectNoSidewaysScroll = async (page: Page): Promise<void> => {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow).toBeLessThanOrEqual(0)
}
