import { readFile } from 'node:fs/promises'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../support/fixtures.ts'
import { languages } from '../support/words.ts'

const words = {
  en: {
    choose: 'Choose a file',
    bad: 'not a date of the calendar',
    birthday: 'Birthday',
    trial: 'Try without changing anything',
    tried: 'The trial is done. Nothing was changed.',
    failed: 'Failed',
    correct: (row: number) => `Correct row ${row}`,
    save: 'Save',
    saved: (row: number) => `Row ${row} was corrected`,
    start: 'Start the import',
    done: 'The import is done.',
    matches: /What is stored is what the file says/,
    undo: 'Undo the import',
    undoYes: 'Undo it',
    undone: 'The import was undone.',
    collect: 'Collect',
    csv: 'Download as CSV',
  },
  zh: {
    choose: '选择文件',
    bad: '不是有效日期',
    birthday: '生日',
    trial: '试运行（不作更改）',
    tried: '试运行完成，未作任何更改。',
    failed: '失败',
    correct: (row: number) => `更正第 ${row} 行`,
    save: '保存',
    saved: (row: number) => `已更正第 ${row} 行`,
    start: '开始导入',
    done: '导入完成。',
    matches: /存储内容与文件一致/,
    undo: '撤销导入',
    undoYes: '撤 ?销',
    undone: '导入已撤销。',
    collect: '开始收集',
    csv: '下载 CSV',
  },
} as const

for (const language of languages) {
  const w = words[language]
  const mark = language === 'en' ? 'Marigold' : 'Larkspur'

  test(`a file of customers is previewed, tried, corrected, imported, verified, taken back and taken out (${language})`, async ({
    page,
    prefer,
    signIn,
    shoot,
  }, info) => {
    await prefer(language)
    await signIn('owner')
    const own = `${mark}-${info.project.name}`
    const rows = [
      'Customer ID,First Name,Last Name,Email,Birthday',
      `${own}-1,Ann,${mark},ann@${own}.example,31/02/1990`,
      `${own}-2,=Bob,${mark},bob@${own}.example,25/12/1980`,
      ',,,,',
    ]
    await page.goto('/imports/customers')
    await expect(page.getByRole('button', { name: w.choose })).toBeVisible()
    await expectAccessible(page)
    await page.locator('input[type=file]').setInputFiles({
      name: 'people.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(rows.join('\n')),
    })
    await expect(page.getByText(w.bad).first()).toBeVisible()
    // A field of the company’s own that is called as the column is.
    await expect(page.getByRole('columnheader', { name: w.birthday, exact: true })).toBeVisible()
    await expect(page.getByRole('row').filter({ hasText: `bob@${own}.example`.toLowerCase() })).toContainText('1980')
    await expectNoSidewaysScroll(page)
    await shoot(`customer-import-preview-${language}`)

    await page.getByRole('button', { name: w.trial }).click()
    await expect(page.getByText(w.tried).first()).toBeVisible()
    await page
      .getByRole('button', { name: w.correct(3) })
      .first()
      .click()
    await page.getByLabel('Last Name', { exact: true }).last().fill(`Cole ${mark}`)
    await page.getByRole('button', { name: new RegExp(`^${w.save.split('').join(' ?')}$`) }).click()
    await expect(page.getByText(w.saved(3))).toBeVisible()

    await page.getByRole('button', { name: w.start }).click()
    await expect(page.getByText(w.done)).toBeVisible({ timeout: 30_000 })
    await expect(page.getByText(w.matches)).toBeVisible()
    await expectAccessible(page)
    await shoot(`customer-import-result-${language}`)

    await page.goto('/imports/customers')
    const taken = (await (await page.request.get('/api/data-exports')).json()) as { items: unknown[] }
    await page.getByRole('button', { name: w.collect }).click()
    const links = page.getByRole('link', { name: w.csv })
    await expect(links).toHaveCount(taken.items.length + 1)
    const link = links.first()
    const download = page.waitForEvent('download')
    await link.click()
    const text = await readFile(await (await download).path(), 'utf8')
    expect(text).toContain(`'=Bob ${mark}`)
    expect(text).toContain('custom:birthday')
    expect(text).toContain('1980-12-25')

    await page
      .getByRole('link', { name: /people\.csv/ })
      .first()
      .click()
    await page.getByRole('button', { name: w.undo }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: new RegExp(`^${w.undoYes}$`) })
      .click()
    await expect(page.getByText(w.undone)).toBeVisible({ timeout: 30_000 })
  })
}
