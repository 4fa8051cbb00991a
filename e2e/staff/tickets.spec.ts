import { newCustomer } from '../support/customer.ts'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/fixtures.ts'
import { joinAs } from '../support/newcomer.ts'
import { signInCustomer } from '../support/portal.ts'

const words = {
  en: {
    help: 'Help',
    ask: 'Ask for help',
    about: 'What is it about?',
    more: 'Tell us more',
    send: 'Send',
    received: 'Received',
    noteLabel: 'Note among colleagues',
    replyLabel: 'Answer to the customer',
    privateNote: 'Private note',
    leaveNote: 'Leave note',
    solved: 'Solved',
    noted: 'Noted.',
    sent: 'Sent.',
    confirm: 'Yes, it is solved',
    best: '5 of 5',
    comment: 'Anything to add? (optional)',
    rate: 'Send rating',
    thanks: 'Thank you. You rated this 5 of 5.',
    rated: 'Rated 5 of 5',
    queue: 'Queue',
    section: 'Promised times',
  },
  zh: {
    help: '帮助',
    ask: '提交请求',
    about: '关于什么？',
    more: '请详细说明',
    send: '提交',
    received: '已收到',
    noteLabel: '同事间的备注',
    replyLabel: '回复客户',
    privateNote: '内部备注',
    leaveNote: '保存备注',
    solved: '已解决',
    noted: '已记录。',
    sent: '已发送。',
    confirm: '是的，已解决',
    best: '5 分（满分 5 分）',
    comment: '还有什么想说的？（可选）',
    rate: '提交评分',
    thanks: '谢谢！您的评分为 5/5。',
    rated: '评分 5/5',
    queue: '队列',
    section: '承诺时间',
  },
} as const

for (const language of ['en', 'zh'] as const) {
  const w = words[language]
  test(`a request goes from the portal over the desk to a rating (${language})`, async ({
    page,
    prefer,
    isMobile,
    shoot,
  }) => {
    await prefer(language, language === 'en' ? 'light' : 'dark')
    await joinAs(page, 'service')
    const email = `kettle-${language}-${Date.now()}@example.com`
    await newCustomer(page, { profile: { name: 'Kit Ettle', email } })
    await signInCustomer(page, email)
    const subject = `Kettle without a lid ${Date.now()}`
    const [said, noted, answer] = ['The lid is missing.', 'Check the store first', 'A lid is on its way to you.']

    // The customer asks.
    await page.goto('/portal/help')
    await page.getByRole('button', { name: w.ask }).click()
    await page.getByLabel(w.about).fill(subject)
    await page.getByLabel(w.more).fill(said)
    await expectAccessible(page)
    await page.getByRole('button', { name: w.send, exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: subject })).toBeVisible()
    await expect(page.getByText(w.received, { exact: true })).toBeVisible()
    const request = page.url()
    const id = request.split('/').at(-1) ?? ''

    // An agent finds it, leaves a note, loses nothing by a reload, and answers.
    await page.goto('/tickets?view=unassigned')
    const queue = page.getByRole('region', { name: w.queue, exact: true })
    await expect(queue.getByRole('listitem').filter({ hasText: subject })).toBeVisible()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await shoot(`tickets-${language}`)
    await page.goto(`/tickets?ticket=${id}`)
    await expect(page.getByRole('log').getByText(said)).toBeVisible()
    if (isMobile) await page.locator('.ant-segmented-item-label').filter({ hasText: w.privateNote }).click()
    else await page.keyboard.press('n')
    await page.getByLabel(w.noteLabel).fill(noted)
    await page.reload()
    await expect(page.getByLabel(w.noteLabel)).toHaveValue(noted)
    await shoot(`ticket-note-${language}`)
    await page.getByRole('button', { name: w.leaveNote }).click()
    await expect(page.getByText(w.noted)).toBeVisible()
    const reply = page.getByLabel(w.replyLabel)
    await expect(reply).toHaveValue('')
    if (isMobile) await reply.fill(answer)
    else {
      await page.keyboard.press('Escape')
      await page.locator('#ticket-subject').click()
      await page.keyboard.press('r')
      await page.keyboard.type(answer)
    }
    if (isMobile) {
      await page.locator('.ant-segmented-item-label').filter({ hasText: w.solved }).click()
      await page.getByRole('button', { name: language === 'zh' ? '发送' : w.send, exact: true }).click()
    } else await page.keyboard.press('Control+Shift+Enter')
    await expect(page.getByText(w.sent)).toBeVisible()
    await expect(page.getByRole('log').getByText(answer)).toBeVisible()
    await expect(page.getByRole('log').getByText(noted)).toBeVisible()
    // What is being sent is shown paler for as long as that takes.
    await expect(page.locator('.ant-btn-loading')).toHaveCount(0)
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await shoot(`ticket-${language}`)

    // The customer sees the answer and nothing of the note, confirms and rates.
    await page.goto(request)
    await expect(page.getByText(answer)).toBeVisible()
    await expect(page.getByText(noted)).toHaveCount(0)
    await expectAccessible(page)
    await shoot(`portal-request-${language}`)
    await page.getByRole('button', { name: w.confirm }).click()
    await expect(page.getByRole('button', { name: w.confirm })).toHaveCount(0)
    await page.getByText(w.best, { exact: true }).click()
    await page.getByLabel(w.comment).fill('Quick!')
    await page.getByRole('button', { name: w.rate }).click()
    await expect(page.getByText(w.thanks)).toBeVisible()
    await expectNoSidewaysScroll(page)
    await page.goto('/portal/help')
    await expect(page.getByRole('link').filter({ hasText: subject })).toBeVisible()
    await expectAccessible(page)
    await shoot(`portal-help-${language}`)

    // The agent sees what the customer thinks.
    await page.goto(`/tickets?view=solved&ticket=${id}`)
    await expect(page.getByText(w.rated).first()).toBeVisible()
    await expect(page.getByText('Quick!')).toBeVisible()
  })
}

test('whoever answers for the service sets what is promised @wide', async ({ page, prefer, shoot }) => {
  await prefer('en')
  await joinAs(page, 'manager')
  await page.goto('/settings?section=service')
  await expect(page.getByRole('heading', { name: words.en.section })).toBeVisible()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await shoot('service-settings')
})
