import type { CustomerDetail } from '@candor/api'
import { describeProblem, Panel, uiTexts } from '@candor/ui'
import { App, Button } from 'antd'
import { useCountryName } from '../../lib/countries.ts'
import { useMay } from '../../lib/rights.ts'
import { ConflictDialog } from './conflict-dialog.tsx'
import { FictionalTag } from './customer-columns.tsx'
import { profileFields, valueOf, type ProfileField } from './profile-fields.ts'
import { ProfileFieldRow } from './profile-field.tsx'
import { profileTexts } from './profile-texts.ts'
import { useProfileEdit } from './use-profile-edit.ts'
import styles from './profile.module.css'

/** Profile of a customer with edit in place, undo, and a dialog when two people edit at once. */
export const ProfilePanel = ({ customer }: { readonly customer: CustomerDetail }) => {
  const t = profileTexts.useTexts()
  const ui = uiTexts.useTexts()
  const { message } = App.useApp()
  const countryName = useCountryName()
  const canEdit = useMay('customer.write')
  const { save, conflict, resolve } = useProfileEdit(customer)

  const shown = (field: ProfileField): string => {
    const value = valueOf(customer.profile, field)
    if (field === 'country' && value) return countryName(value)
    return field === 'language' && (value === 'zh' || value === 'en') ? t(`language.${value}`) : value
  }
  const saveField = (field: ProfileField, text: string, before?: string) =>
    save.mutate(
      { field, text },
      {
        onError: (error) => void message.error(describeProblem(error, ui).message, 6),
        onSuccess: (result) => {
          if (result !== 'saved') return
          const key = `saved-${field}`
          void message.success({
            key,
            duration: before === undefined ? 3 : 8,
            content:
              before === undefined ? (
                t('undone')
              ) : (
                <span>
                  {t('saved', { field: t(`field.${field}`) })}
                  <Button
                    type="link"
                    size="small"
                    onClick={() => {
                      message.destroy(key)
                      saveField(field, before)
                    }}
                  >
                    {ui('action.undo')}
                  </Button>
                </span>
              ),
          })
        },
      },
    )
  return (
    <Panel title={t('title')} extra={customer.fictional && <FictionalTag />}>
      <dl className={styles['fields']}>
        {profileFields.map((field) => (
          <ProfileFieldRow
            key={field}
            field={field}
            value={valueOf(customer.profile, field)}
            shown={shown(field)}
            canEdit={canEdit}
            onSave={(text) => saveField(field, text, valueOf(customer.profile, field))}
          />
        ))}
        {customer.reference && (
          <div className={styles['field']}>
            <dt>{t('field.reference')}</dt>
            <dd>
              <span className={styles['plain']}>{customer.reference}</span>
            </dd>
          </div>
        )}
      </dl>
      {!canEdit && <p className={styles['readOnly']}>{t('readOnly')}</p>}
      {conflict && (
        <ConflictDialog
          conflict={conflict}
          busy={resolve.isPending}
          error={resolve.error}
          onResolve={(mine) => resolve.mutate(mine)}
        />
      )}
    </Panel>
  )
}
