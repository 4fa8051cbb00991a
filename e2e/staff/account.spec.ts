import { fromBase32 } from '../../apps/server/src/modules/identity/second-factor/base32.ts'
import { codeOf, stepAt } from '../../apps/server/src/modules/identity/second-factor/totp.ts'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/fixtures.ts'
import { joinAs } from '../support/newcomer.ts'

const codeNow = (secret: string, away = 0): string =>
  codeOf(fromBase32(secret) ?? new Uint8Array(), stepAt(Date.now()) + away)

/** Waits until a code has at least half of its 30 seconds left, so that those beside it stay good while they are typed. */
const earlyInStep = async (): Promise<void> => {
  await expect.poll(() => Date.now() % 30_000).toBeLessThan(15_000)
}

test('two-step sign-in is set up, asked for, and got round with a recovery code @wide', async ({
  page,
  prefer,
  allowConsole,
  shoot,
}) => {
  allowConsole(/status of 40[01]/)
  await prefer('en')
  const { email, name, password } = await joinAs(page, 'sales')
  await page.goto('/account')
  await expect(page.getByText(/^Off\./)).toBeVisible()
  await page.getByRole('button', { name: 'Set up' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Your password').fill('not the password')
  await dialog.getByRole('button', { name: 'Go on' }).click()
  await expect(dialog.getByRole('alert')).toContainText('current password is not right')
  await dialog.getByLabel('Your password').fill(password)
  await dialog.getByRole('button', { name: 'Go on' }).click()
  await expect(dialog.getByRole('img', { name: 'Picture for the authenticator app' })).toBeVisible()
  const secret = (await dialog.locator('code').first().textContent())?.replaceAll(' ', '') ?? ''
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await shoot('second-factor-en')
  await earlyInStep()
  await dialog.getByLabel('Code that the app shows now').fill(codeNow(secret, -1))
  await dialog.getByRole('button', { name: 'Switch on' }).click()
  const codes = dialog.getByRole('list', { name: 'Your recovery codes' }).getByRole('listitem')
  await expect(codes).toHaveCount(10)
  const recovery = (await codes.first().textContent()) ?? ''
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'I have kept them' }).click()
  await expect(page.getByText('10 recovery codes left')).toBeVisible()

  const signIn = async () => {
    await page.context().clearCookies()
    await page.goto('/sign-in')
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Enter your code' })).toBeVisible()
  }
  const enter = async (code: string) => {
    await page.getByLabel('Code', { exact: true }).fill(code)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  }
  await signIn()
  await expectAccessible(page)
  await shoot('second-step-en')
  await enter('000000')
  await expect(page.getByRole('alert')).toContainText('This code is not right')
  const code = codeNow(secret)
  await enter(code)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name)

  await signIn()
  await enter(code)
  await expect(page.getByRole('alert')).toContainText('was used already')
  await enter(recovery)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name)
  await page.goto('/account')
  await expect(page.getByText('9 recovery codes left')).toBeVisible()
})

test('a session is ended from another one, at once @wide', async ({ page, browser, baseURL, prefer, allowConsole }) => {
  allowConsole(/status of 401/)
  await prefer('en')
  const { email, password } = await joinAs(page, 'sales')
  const elsewhere = await browser.newContext({
    ...(baseURL !== undefined && { baseURL }),
    userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0',
  })
  const other = await elsewhere.newPage()
  const signedIn = await other.request.post('/api/auth/sign-in', { data: { email, password } })
  expect(signedIn.ok()).toBe(true)
  await other.goto('/')
  await expect(other.getByRole('heading', { level: 1 })).toBeVisible()

  await page.goto('/account')
  const sessions = page.getByRole('region', { name: 'Where you are signed in' })
  await expect(sessions.getByText('this one')).toHaveCount(1)
  await sessions.getByRole('button', { name: 'End the session Firefox on Windows' }).click()
  await expect(page.getByText('That session has ended.')).toBeVisible()
  await expect(sessions.getByText('Firefox on Windows')).toHaveCount(0)
  expect((await other.request.get('/api/customers')).status()).toBe(401)
  await other.goto('/customers')
  await expect(other).toHaveURL(/\/sign-in/)
  await elsewhere.close()
})

test('the password is changed; a common one is refused (zh)', async ({ page, prefer, allowConsole }) => {
  allowConsole(/status of 400/)
  await prefer('zh')
  const { email, password } = await joinAs(page, 'sales')
  await page.goto('/account')
  await page.getByLabel('当前密码').fill(password)
  await page.getByLabel('新密码', { exact: true }).fill('woaini1314520')
  await page.getByRole('button', { name: '修改密码' }).click()
  await expect(page.getByRole('alert')).toContainText('容易被猜到')
  await page.getByLabel('新密码', { exact: true }).fill('lantern 42 rope harbour')
  await page.getByRole('button', { name: '修改密码' }).click()
  await expect(page.getByText(/密码已修改/)).toBeVisible()
  const signedIn = await page.request.post('/api/auth/sign-in', {
    data: { email, password: 'lantern 42 rope harbour' },
  })
  expect(signedIn.ok()).toBe(true)
})
