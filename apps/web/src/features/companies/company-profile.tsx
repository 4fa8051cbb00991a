import { HistoryOutlined } from '@ant-design/icons'
import type { CompanyDetail, CompanyProfile } from '@candor/api'
import { Panel } from '@candor/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { ConflictDialog } from '../../components/conflict-dialog.tsx'
import { InlineField } from '../../components/inline-field.tsx'
import inline from '../../components/inline-field.module.css'
import { ValueHistory } from '../../components/value-history.tsx'
import { valueHistoryTexts } from '../../components/value-history-texts.ts'
import { useCountryName } from '../../lib/countries.ts'
import { readablePhone } from '../../lib/phone.ts'
import { useMay } from '../../lib/rights.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { companiesTexts } from './companies-texts.ts'
import { companyFields, faultOf, typeOf, valueOf, type CompanyField } from './company-fields.ts'
import { companyTimelineQuery } from './queries.ts'
import { useCompanyEdit } from './use-company-edit.ts'

interface CompanyHistoryProps {
  readonly company: CompanyDetail
  readonly onRestore: ((field: CompanyField, text: string) => void) | undefined
  readonly onClose: () => void
}

/** Who changed what of a company's profile when, and any earlier value to be brought back. */
const CompanyHistory = ({ company, onRestore, onClose }: CompanyHistoryProps) => {
  const t = companiesTexts.useTexts()
  const query = useInfiniteQuery(companyTimelineQuery(company.id, 'company.created,company.updated'))
  return (
    <ValueHistory<CompanyProfile, CompanyField>
      query={query}
      fields={companyFields}
      nameOf={(field) => t(`field.${field}`)}
      textOf={valueOf}
      now={company.profile}
      empty={{ name: '' }}
      onRestore={onRestore && ((field, then) => onRestore(field, valueOf(then, field)))}
      onClose={onClose}
    />
  )
}

/** Profile of a company with edit in place, undo, and a dialog when two people edit at once. */
export const CompanyProfilePanel = ({ company }: { readonly company: CompanyDetail }) => {
  const t = companiesTexts.useTexts()
  const { tell, complain } = useTell()
  const countryName = useCountryName()
  const values = valueHistoryTexts.useTexts()
  const canEdit = useMay('customer.write')
  const [history, setHistory] = useState(false)
  const { save, conflict, resolve } = useCompanyEdit(company)
  const saveField = (field: CompanyField, text: string, before?: string) =>
    save.mutate(
      { field, text },
      {
        onError: complain,
        onSuccess: (result) => {
          if (result !== 'saved') return
          const isUndo = before === undefined
          tell(isUndo ? t('undone') : t('saved', { field: t(`field.${field}`) }), {
            key: `saved-${field}`,
            undo: isUndo ? undefined : () => saveField(field, before),
          })
        },
      },
    )
  const shown = (field: CompanyField): string => {
    const value = valueOf(company.profile, field)
    if (field === 'country') return value && countryName(value)
    return field === 'phone' ? readablePhone(value) : value
  }
  return (
    <Panel
      title={t('profile')}
      extra={
        <Button type="link" size="small" icon={<HistoryOutlined aria-hidden />} onClick={() => setHistory(true)}>
          {values('open')}
        </Button>
      }
    >
      <dl className={inline['fields']}>
        {companyFields.map((field) => (
          <InlineField
            key={field}
            name={t(`field.${field}`)}
            type={typeOf(field)}
            value={valueOf(company.profile, field)}
            shown={shown(field)}
            canEdit={canEdit}
            texts={{ edit: t('edit', { field: t(`field.${field}`) }), empty: t('empty') }}
            faultOf={(text) => faultOf(field, text, t)}
            onSave={(text) => saveField(field, text, valueOf(company.profile, field))}
          />
        ))}
      </dl>
      {history && (
        <CompanyHistory
          company={company}
          onRestore={canEdit ? (field, text) => saveField(field, text, valueOf(company.profile, field)) : undefined}
          onClose={() => setHistory(false)}
        />
      )}
      {conflict && <ConflictDialog field={t(`field.${conflict.field}`)} texts={conflict} resolve={resolve} />}
    </Panel>
  )
}
