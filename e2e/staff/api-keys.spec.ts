import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/fixtures.ts'

const words = {
  en: {
    add: 'Make a key',
    name: 'What it is for',
    right: 'see customers',
    make: 'Make the key',
    done: 'I have copied it',
    revoke: (name: string) => `Revoke “${name}”`,
    ok: 'Revoke',
    revoked: /revoked on/,
  },
  zh: {
    add: '创建密钥',
    name: '用途',
    right: '查看客户',
    make: /^创\s?建$/,
    done: '我已复制',
    revoke: (name: string) => `撤销“${name}”`,
    ok: /^撤\s?销$/,
    revoked: /已于 .* 撤销/,
  },
} as const

test('a program gets a key, uses it, and is refused once it is revoked', async ({
  page,
  playwright,
  prefer,
  signIn,
  baseURL,
}, info) => {
  // English on the desktop, Chinese on the phone.
  const language = info.project.name === 'desktop' ? 'en' : 'zh'
  const w = words[language]
  await prefer(language, language === 'en' ? 'light' : 'dark')
  await signIn('owner')
  await page.goto('/settings?section=keys')
  await page.getByRole('button', { name: w.add, exact: true }).click()
  const name = `Till ${language}-${process.pid}-${Date.now()}`
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(w.name, { exact: true }).fill(name)
  await dialog.getByRole('checkbox', { name: w.right, exact: true }).check()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: w.make, exact: true }).click()
  const shown = page.getByTestId('api-key')
  await expect(shown).toHaveText(/^candor_/)
  const key = (await shown.textContent()) ?? ''
  await page.getByRole('button', { name: w.done, exact: true }).click()
  await expect(shown).toBeHidden()

  const program = await playwright.request.newContext({
    ...(baseURL && { baseURL }),
    extraHTTPHeaders: { authorization: `Bearer ${key}` },
  })
  expect((await program.get('/api/customers?limit=1')).status()).toBe(200)
  expect((await program.get('/api/deals')).status()).toBe(403)

  await page.getByRole('button', { name: w.revoke(name), exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: w.ok, exact: true }).click()
  await expect(page.getByRole('listitem').filter({ hasText: name })).toContainText(w.revoked)
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  expect((await program.get('/api/customers?limit=1')).status()).toBe(401)
  await program.dispose()
})
