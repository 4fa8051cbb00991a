import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, test } from '../support/fixtures.ts'
import { languages, words } from '../support/words.ts'

test.beforeEach(async ({ signIn }) => signIn('sales'))

const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'

/** An orders file with two good orders and three bad rows; numbers are new each time. */
const file = (start: number): string =>
  [
    header,
    `${start},85123A,WHITE HANGING HEART T-LIGHT HOLDER,6,2011-03-01 08:26,2.55,90017,United Kingdom`,
    `${start},22086,PAPER CHAIN KIT 50'S CHRISTMAS,2,2011-03-01 08:26,2.95,90017,United Kingdom`,
    `${start + 1},22423,REGENCY CAKESTAND 3 TIER,1,2011-03-02 10:00,12.75,90018,Germany`,
    `${start + 2},22423,REGENCY CAKESTAND 3 TIER,1,2011-03-02 10:00,12.75,,Germany`,
    `${start + 3},22423,REGENCY CAKESTAND 3 TIER,many,2011-03-02 10:00,12.75,90018,Germany`,
    `${start + 4},22423,REGENCY CAKESTAND 3 TIER,1,yesterday,12.75,90018,Germany`,
  ].join('\r\n')

const upload = (page: Page, name: string, content: string | Buffer) =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content as string) })

const numberFor = (project: string, language: string): number =>
  800_000 + (project === 'phone' ? 1000 : 0) + (language === 'zh' ? 100 : 0)

for (const language of languages) {
  const w = words[language]
  test(`an orders file is mapped, imported with live progress, and reported row by row (${language})`, async ({
    page,
    prefer,
    shoot,
  }, info) => {
    await prefer(language)
    await page.goto('/imports')
    const content = file(numberFor(info.project.name, language))
    await upload(page, `orders-${language}-${info.project.name}.csv`, content)
    await expect(page.getByRole('button', { name: w.startImport })).toBeEnabled()
    await expect(page.locator('td .ant-tag-error').first()).toBeVisible()
    await shoot(`import-preview-${language}`)
    await page.getByRole('button', { name: w.startImport }).click()
    await expect(page.getByText(w.completed)).toBeVisible({ timeout: 45_000 })
    const figure = (name: string | RegExp) => page.locator('dl > div').filter({ hasText: name }).locator('dd').first()
    await expect(figure(language === 'en' ? 'Rows read' : '已读行数')).toHaveText('6')
    await expect(figure(language === 'en' ? 'Total of accepted rows' : '已接受行的总额')).toHaveText('£33.95')
    const report = page.getByRole('region', { name: w.report })
    await expect(report.locator('ul > li')).toHaveCount(3)
    await report
      .locator('label')
      .filter({ hasText: language === 'en' ? 'Not a date' : '不是日期' })
      .click()
    await expect(report.locator('ul > li')).toHaveCount(1)
    await shoot(`import-done-${language}`)
    const download = page.waitForEvent('download')
    await report.getByRole('link').or(report.getByRole('button')).filter({ hasText: 'CSV' }).click()
    expect((await readFile(await (await download).path(), 'utf8')).split('\n').length).toBeGreaterThanOrEqual(6)
  })
}

test('importing the same file again changes nothing @wide', async ({ page, prefer }, info) => {
  await prefer('en')
  const content = file(numberFor(info.project.name, 'en') + 50)
  for (const unchanged of ['0', '3']) {
    await page.goto('/imports')
    await upload(page, `again-${info.project.name}.csv`, content)
    await page.getByRole('button', { name: 'Start the import' }).click()
    await expect(page.getByText('Import completed')).toBeVisible({ timeout: 45_000 })
    const figure = page.locator('dl > div').filter({ hasText: 'Already there' }).locator('dd').first()
    await expect(figure).toHaveText(unchanged)
  }
})

test('a missing column is named, and choosing one brings the preview back @wide', async ({ page, prefer }) => {
  await prefer('en')
  await page.goto('/imports')
  const content = file(870_000).replace('CustomerID', 'Xyz')
  await upload(page, 'unknown-columns.csv', content)
  await expect(page.getByText(/Choose a column for:.*Customer number/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Start the import' })).toBeDisabled()
  await page.getByRole('combobox', { name: 'Customer number' }).fill('Xyz')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Start the import' })).toBeEnabled()
  await expect(page.locator('td .ant-tag-success').first()).toBeVisible()
})

for (const [what, content] of [
  ['empty', ''],
  ['binary', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0xff, 0xfe, 0, 1, 2, 3])],
] as const) {
  test(`a file that is ${what} is refused with a reason @wide`, async ({ page, prefer, allowConsole }) => {
    allowConsole(/status of 4\d\d/)
    await prefer('en')
    await page.goto('/imports')
    await upload(page, `${what}.csv`, content)
    await expect(page.getByRole('alert').first()).toBeVisible()
    await expect(page.getByText(/Code [A-Z_]+/).first()).toBeVisible()
  })
}
