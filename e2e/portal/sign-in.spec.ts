import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/fixtures.ts'
import { codeFor, demoCustomers } from '../support/portal.ts'
import { languages, words } from './words.ts'

for (const language of languages) {
  const say = words[language]

  test.describe(`customer sign-in, ${language}`, () => {
    test('a code by mail opens the page that was asked for, and signing out closes it again', async ({
      page,
      prefer,
      shoot,
    }, info) => {
      await prefer(language)
      const customers = await demoCustomers(page)
      const person = customers.at(language === 'en' ? 0 : -1)!
      await page.goto('/portal/points')
      await expect(page.getByRole('heading', { level: 1, name: say.title })).toBeVisible()
      await expectAccessible(page)
      await expectNoSidewaysScroll(page)
      await shoot(`portal-sign-in-${language}`)
      if (info.project.name === 'phone') {
        await page.getByRole('button', { name: person.name }).click()
      } else {
        await page.getByLabel(say.email).fill(person.email)
        await page.getByRole('button', { name: say.send }).click()
      }
      const field = page.getByLabel(say.code)
      await expect(field).toBeFocused()
      await expect(page.getByRole('link', { name: say.openMailbox })).toHaveAttribute('href', '/mailbox')
      await expectAccessible(page)
      await shoot(`portal-code-${language}`)
      await field.fill(await codeFor(page, person.email))
      await page.getByRole('button', { name: say.signIn, exact: true }).click()
      await expect(page.getByRole('heading', { level: 1, name: say.myPoints })).toBeVisible()
      expect(new URL(page.url()).pathname).toBe('/portal/points')

      await page.getByRole('link', { name: say.details, exact: true }).click()
      await page.getByRole('button', { name: say.signOut }).click()
      await expect(page.getByRole('heading', { level: 1, name: say.title })).toBeVisible()
      await page.goto('/portal/history')
      await expect(page.getByRole('heading', { level: 1, name: say.title })).toBeVisible()
    })

    test('says what is wrong with an address or a code', async ({ page, prefer, allowConsole }) => {
      allowConsole(/status of 401/)
      await prefer(language)
      await page.goto('/portal/')
      await page.getByLabel(say.email).fill('somebody@')
      await page.getByRole('button', { name: say.send }).click()
      await expect(page.getByText(say.notAnAddress)).toBeVisible()
      // An address that nobody has gets the same answer as any other.
      await page.getByLabel(say.email).fill(`nobody-${language}-${Date.now()}@example.com`)
      await page.getByRole('button', { name: say.send }).click()
      await page.getByLabel(say.code).fill('12')
      await page.getByRole('button', { name: say.signIn, exact: true }).click()
      await expect(page.getByText(say.sixDigits)).toBeVisible()
      await page.getByLabel(say.code).fill('000000')
      await page.getByRole('button', { name: say.signIn, exact: true }).click()
      await expect(page.getByText(say.wrongCode)).toBeVisible()
    })
  })
}
