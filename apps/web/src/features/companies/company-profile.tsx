import type { CompanyDetail } from '@candor/api'
import { Panel } from '@candor/ui'
import { ConflictDialog } from '../../components/conflict-dialog.tsx'
import { InlineField } from '../../components/inline-field.tsx'
import inline from '../../components/inline-field.module.css'
import { useCountryName } from '../../lib/countries.ts'
import { readablePhone } from '../../lib/phone.ts'
import { useMay } from '../../lib/rights.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { companiesTexts } from './companies-texts.ts'
import { companyFields, faultOf, typeOf, valueOf, type CompanyField } from './company-fields.ts'
import { useCompanyEdit } from './use-company-edit.ts'

/** Profile of a company with edit in place, undo, and a dialog when two people edit at once. */
export const CompanyProfilePanel = ({ company }: { readonly company: CompanyDetail }) => {
  const t = companiesTexts.useTexts()
  const { tell, complain } = useTell()
  const countryName = useCountryName()
  const canEdit = useMay('customer.write')
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
    <Panel title={t('profile')}>
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
      {conflict && <ConflictDialog field={t(`field.${conflict.field}`)} texts={conflict} resolve={resolve} />}
    </Panel>
  )
}
