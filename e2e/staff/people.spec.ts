import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/fixtures.ts'
import { linkFor, newAddress } from '../support/newcomer.ts'

const texts = {
  en: {
    invite: 'Invite somebody',
    email: 'E-mail',
    service: 'Service',
    send: 'Send the invitation',
    sent: /invitation is on its way/,
    invited: 'Invited, not here yet',
    join: 'Join Harbour Coalition',
    as: /join as “Service”/,
    name: 'Your name',
    password: 'Password',
    submit: 'Join and sign in',
    common: /easily guessed/,
    noRight: 'This page is not for your role',
    dead: 'This invitation opens nothing any more',
    keepOut: 'Keep out',
    left: 'No longer let in',
    letIn: 'Let in again',
  },
  zh: {
    invite: '邀请人员',
    email: '邮箱',
    service: '客服',
    send: '发送邀请',
    sent: /邀请已发出/,
    invited: '已邀请，尚未加入',
    join: '加入港湾联盟',
    as: /以“客服”身份加入/,
    name: '您的姓名',
    password: '密码',
    submit: '加入并登录',
    common: /容易被猜到/,
    noRight: '您的角色无法使用此页面',
    dead: '该邀请已失效',
    keepOut: '停用',
    left: '已停用',
    letIn: '重新启用',
  },
}

for (const language of ['en', 'zh'] as const) {
  const w = texts[language]
  test(`somebody is invited, joins, is refused what the role lacks, and is kept out (${language})`, async ({
    page,
    browser,
    baseURL,
    prefer,
    signIn,
    allowConsole,
    shoot,
  }) => {
    allowConsole(/status of 40[0134]/)
    await prefer(language)
    await signIn('owner')
    const email = newAddress()
    const name = language === 'zh' ? '新同事' : 'Nora Newcomer'

    await page.goto('/people')
    await page.getByRole('button', { name: w.invite }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(w.email).fill(email)
    await dialog.getByRole('radio', { name: w.service }).check()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: w.send }).click()
    await expect(page.getByText(w.sent)).toBeVisible()
    await expect(page.getByRole('region', { name: w.invited }).getByText(email)).toBeVisible()
    await shoot(`people-invited-${language}`)

    const link = await linkFor(page, email)
    const theirs = await browser.newContext({ ...(baseURL !== undefined && { baseURL }) })
    const other = await theirs.newPage()
    await other.addInitScript((chosen) => localStorage.setItem('candor.language', chosen), language)
    await other.goto(new URL(link).pathname)
    await expect(other.getByRole('heading', { level: 1, name: w.join })).toBeVisible()
    await expect(other.getByText(w.as)).toBeVisible()
    await expectAccessible(other)
    await other.getByLabel(w.name).fill(name)
    await other.getByLabel(w.password, { exact: true }).fill('Password2026!')
    await other.getByRole('button', { name: w.submit }).click()
    await expect(other.getByRole('alert')).toContainText(w.common)
    await other.getByLabel(w.password, { exact: true }).fill('teapot seventeen glacier')
    await other.getByRole('button', { name: w.submit }).click()
    await expect(other.getByRole('heading', { level: 1 })).toContainText(name)

    await other.goto('/imports')
    await expect(other.getByRole('heading', { level: 1, name: w.noRight })).toBeVisible()
    expect((await other.request.get('/api/imports')).status()).toBe(403)
    expect((await other.request.get('/api/customers')).status()).toBe(200)
    await expectAccessible(other)

    await page.reload()
    await page.getByRole('listitem').filter({ hasText: email }).getByRole('button', { name: w.keepOut }).click()
    await page.getByRole('dialog').getByRole('button', { name: w.keepOut }).click()
    await expect(page.getByRole('region', { name: w.left }).getByText(email)).toBeVisible()
    expect((await other.request.get('/api/customers')).status()).toBe(401)
    await other.goto('/customers')
    await expect(other).toHaveURL(/\/sign-in/)
    await other.goto(new URL(link).pathname)
    await expect(other.getByRole('heading', { level: 1, name: w.dead })).toBeVisible()
    await theirs.close()
    await expect(
      page.getByRole('listitem').filter({ hasText: email }).getByRole('button', { name: w.letIn }),
    ).toBeVisible()
  })
}

test('a role of one’s own is made, changed and removed', async ({ page, prefer, signIn, isMobile, shoot }) => {
  await prefer('en')
  await signIn('owner')
  const name = `Night shift ${isMobile ? 'phone' : 'desktop'}`
  await page.goto('/people?section=roles')
  await page.getByRole('button', { name: 'New role' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name in English').fill(name)
  await dialog.getByLabel('Name in Chinese').fill('夜班')
  await dialog.getByLabel('see customers').check()
  await dialog.getByLabel('see orders').check()
  await expectAccessible(page)
  await shoot('role-editor-en')
  await dialog.getByRole('button', { name: 'Save the role' }).click()
  const own = page.getByRole('listitem').filter({ hasText: name })
  await expect(own.getByText('see orders')).toBeVisible()
  await expectNoSidewaysScroll(page)

  await own.getByRole('button', { name: `Change “${name}”` }).click()
  await page.getByRole('dialog').getByLabel('see orders').uncheck()
  await page.getByRole('dialog').getByRole('button', { name: 'Save the role' }).click()
  await expect(own.getByText('see orders')).toHaveCount(0)

  await own.getByRole('button', { name: 'Remove' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: name })).toHaveCount(0)
})

test('who may only look at people is offered nothing to change @wide', async ({ page, prefer, signIn }) => {
  await prefer('en')
  await signIn('auditor')
  await page.goto('/people')
  await expect(page.getByRole('region', { name: 'Working here' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Invite somebody' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Keep out' })).toHaveCount(0)
})
