import { bestCustomer, openCustomer } from '../support/customer.ts'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/fixtures.ts'
import { joinAs } from '../support/newcomer.ts'

const words = {
  en: {
    work: 'My work',
    new: 'New task',
    title: 'What is to be done',
    day: 'Due on',
    save: 'Save',
    nothing: 'Nothing to do',
    today: /^Today/,
    done: 'Done.',
    undo: 'Undo',
    again: 'The task was put off.',
    tasks: 'Tasks',
    timeline: 'Timeline',
    set: 'Task set: ',
  },
  zh: {
    work: '我的工作',
    new: '新建任务',
    title: '要做什么',
    day: '到期日',
    save: '保存',
    nothing: '没有待办事项',
    today: /^今天/,
    done: '已完成。',
    undo: '撤销',
    again: '任务已推迟。',
    tasks: '任务',
    timeline: '时间线',
    set: '设定任务：',
  },
} as const

/** The day in the time zone of the browser, whatever that of this program is. */
const today = (): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(new Date())

for (const language of ['en', 'zh'] as const) {
  const w = words[language]
  test(`a task goes from a customer’s page through a working day (${language})`, async ({
    page,
    prefer,
    isMobile,
    shoot,
  }) => {
    await prefer(language, language === 'en' ? 'light' : 'dark')
    await joinAs(page, 'sales')
    const title = `Ask about the blue kettle ${Date.now()}`

    // An empty list says what will be here.
    await page.goto('/tasks')
    await expect(page.getByText(w.nothing, { exact: true })).toBeVisible()
    await expectAccessible(page)

    // Set on a customer.
    const customer = await bestCustomer(page)
    await openCustomer(page, customer.id)
    if (isMobile) await page.locator('.ant-segmented-item-label').filter({ hasText: w.tasks }).click()
    await page.getByRole('region', { name: w.tasks }).getByRole('button', { name: w.new }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(w.title).fill(title)
    await dialog.getByLabel(w.day).fill(today())
    await shoot(`task-dialog-${language}`)
    await dialog.getByRole('button', { name: w.save }).click()
    await expect(page.getByRole('region', { name: w.tasks }).getByText(title)).toBeVisible()
    if (isMobile) await page.locator('.ant-segmented-item-label').filter({ hasText: w.timeline }).click()
    await expect(page.getByText(`${w.set}${title}`)).toBeVisible()

    // Done and undone in one's own list.
    await page.goto('/tasks')
    const section = page.getByRole('region', { name: w.today })
    await expect(section.getByText(title)).toBeVisible()
    await expect(section.getByRole('link', { name: customer.name })).toBeVisible()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await shoot(`my-work-${language}`)
    if (isMobile) await section.getByRole('button', { pressed: false }).first().click()
    else {
      await page.keyboard.press('j')
      await page.keyboard.press('x')
    }
    await expect(page.getByText(w.nothing, { exact: true })).toBeVisible()
    await page.getByText(w.done).getByRole('button', { name: w.undo }).click()
    await expect(section.getByText(title)).toBeVisible()
    if (isMobile) return
    await page.keyboard.press('z')
    await expect(page.getByText(w.again)).toBeVisible()
    await expect(section).toHaveCount(0)
    await expect(page.getByRole('main').getByText(title)).toBeVisible()
    await page.keyboard.press('e')
    await expect(page.getByRole('dialog').getByLabel(w.title)).toHaveValue(title)
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await page.keyboard.press('n')
    await expect(page.getByRole('dialog').getByLabel(w.title)).toHaveValue('')
  })
}

// One screen is enough.
test('somebody who is given a task is told at once, and chooses how @wide', async ({ page, prefer, browser }) => {
  await prefer('en')
  const newcomer = await joinAs(page, 'service')
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const giver = await browser.newContext()
  const { email, password } = { email: 'owner@example.com', password: 'candor-demo-2026' }
  const signedIn = await giver.request.post('/api/auth/sign-in', { data: { email, password } })
  expect(signedIn.ok()).toBe(true)
  const { items } = (await (await giver.request.get('/api/tasks/assignees')).json()) as {
    items: { id: string; name: string }[]
  }
  const assignee = items.findLast(({ name }) => name === newcomer.name)?.id
  const given = await giver.request.post('/api/tasks', { data: { title: 'Count the cups', assignee } })
  expect(given.ok(), await given.text()).toBe(true)
  await giver.close()
  await page.getByRole('button', { name: 'Notifications, 1 unread' }).click()
  await page.getByRole('button', { name: /You have a new task: Count the cups/ }).click()
  await expect(page.getByRole('dialog').getByLabel('What is to be done')).toHaveValue('Count the cups')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Notifications', exact: true })).toBeVisible()
  await page.goto('/settings?section=notifications')
  await page.getByRole('switch', { name: 'Quiet hours' }).click()
  await page.reload()
  await expect(page.getByRole('switch', { name: 'Quiet hours' })).toBeChecked()
  await expectAccessible(page)
})
