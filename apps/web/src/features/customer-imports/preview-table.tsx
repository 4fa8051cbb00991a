import { addressesOf, emailsOf, phonesOf, type CustomerImportPreview, type Reachable } from '@candor/api'
import { Tag } from 'antd'
import { useBilingual, useFields, useValueText } from '../../lib/own-fields.ts'
import { customerImportsTexts } from './customer-imports-texts.ts'
import { FixRow } from './fix-row.tsx'
import styles from './customer-imports.module.css'

interface PreviewTableProps {
  readonly preview: CustomerImportPreview
  readonly importId: string
  readonly busy: boolean
}

const addressLine = (profile: Reachable): string =>
  addressesOf(profile)
    .map(({ address, district, city, region, postalCode, country }) =>
      [address, district, city, region, postalCode, country].filter(Boolean).join(', '),
    )
    .join(' | ')

/** The first rows with their values in standard form, what is odd about them, and a way to correct them. */
export const PreviewTable = ({ preview, importId, busy }: PreviewTableProps) => {
  const t = customerImportsTexts.useTexts()
  const say = useBilingual()
  const valueText = useValueText()
  const filled = new Set<string>(Object.values(preview.options.mapping))
  const own = useFields('customer').filter(({ key }) => filled.has(`custom:${key}`))
  return (
    // The table is wider than a phone: it scrolls by itself, so the keyboard has to reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles['box']} tabIndex={0} role="group" aria-label={t('preview.rows')} aria-busy={busy}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('preview.row')}</th>
            <th scope="col">{t('preview.result')}</th>
            <th scope="col">{t('field.reference')}</th>
            <th scope="col">{t('field.name')}</th>
            <th scope="col">{t('field.email')}</th>
            <th scope="col">{t('field.phone')}</th>
            <th scope="col">{t('field.address')}</th>
            {own.map((field) => (
              <th key={field.key} scope="col">
                {say(field.label)}
              </th>
            ))}
            <th scope="col">{t('report.fix')}</th>
          </tr>
        </thead>
        <tbody>
          {preview.rows.map((row) => (
            <tr key={row.row}>
              <td>{row.row}</td>
              <td>
                {row.message ? (
                  <Tag color="error" title={row.message}>
                    {t('outcome.failed')}
                  </Tag>
                ) : row.warnings.length === 0 ? (
                  <Tag color="success">{t('preview.fine')}</Tag>
                ) : (
                  row.warnings.map(({ column, code }) => (
                    <Tag key={`${column} ${code}`} color="warning">
                      {column}: {t(`warning.${code}`)}
                    </Tag>
                  ))
                )}
              </td>
              <td>{row.reference}</td>
              <td>{row.profile.name}</td>
              <td>
                {emailsOf(row.profile)
                  .map(({ address }) => address)
                  .join(', ')}
              </td>
              <td>
                {phonesOf(row.profile)
                  .map(({ number }) => number)
                  .join(', ')}
              </td>
              <td>{addressLine(row.profile)}</td>
              {own.map((field) => (
                <td key={field.key}>{valueText(field, row.custom[field.key])}</td>
              ))}
              <td>
                <FixRow importId={importId} row={row.row} columns={preview.columns} cells={row.cells} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
