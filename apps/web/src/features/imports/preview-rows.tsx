import type { ImportOptions, ImportPreview } from '@candor/api'
import { Tag } from 'antd'
import { importsTexts } from './imports-texts.ts'
import { importFields } from './mapping.ts'
import styles from './imports.module.css'

interface PreviewRowsProps {
  readonly preview: ImportPreview
  readonly options: ImportOptions
  readonly busy: boolean
}

const colours = {
  accepted: 'success',
  unchanged: 'default',
  rejected: 'error',
  conflict: 'warning',
  pending: 'default',
} as const

/** The first rows as in the file; mapped columns carry the name of their field. */
export const PreviewRows = ({ preview, options, busy }: PreviewRowsProps) => {
  const t = importsTexts.useTexts()
  const fieldOf = (column: string) => importFields.find((field) => options.mapping[field] === column)
  return (
    // The table is wider than a phone: it scrolls by itself, so the keyboard has to reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles['previewBox']} tabIndex={0} role="group" aria-label={t('preview.rows')} aria-busy={busy}>
      <table className={styles['preview']} data-busy={busy}>
        <thead>
          <tr>
            <th scope="col">{t('preview.row')}</th>
            <th scope="col">{t('preview.outcome')}</th>
            {preview.columns.map((column) => {
              const field = fieldOf(column)
              return (
                <th key={column} scope="col" data-used={field !== undefined}>
                  {field && <span className={styles['mapped']}>{t(`preview.field.${field}`)}</span>}
                  <span>{column}</span>
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {preview.rows.map((row) => (
            <tr key={row.row}>
              <td>{row.row}</td>
              <td>
                <Tag color={colours[row.outcome]} title={row.message ?? undefined}>
                  {row.reason ? t(`reason.${row.reason}`) : t(`outcome.${row.outcome}`)}
                </Tag>
              </td>
              {preview.columns.map((column, index) => (
                <td key={column} data-used={fieldOf(column) !== undefined}>
                  {row.values[index]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
