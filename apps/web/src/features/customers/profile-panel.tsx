import { HistoryOutlined } from '@ant-design/icons'
import { addressesOf, emailsOf, phonesOf, type CustomerDetail, type EmailPoint, type PhonePoint } from '@candor/api'
import { Panel } from '@candor/ui'
import { Button } from 'antd'
import { useState } from 'react'
import { ConflictDialog } from '../../components/conflict-dialog.tsx'
import inline from '../../components/inline-field.module.css'
import { valueHistoryTexts } from '../../components/value-history-texts.ts'
import { useCountryName } from '../../lib/countries.ts'
import { useMay } from '../../lib/rights.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { AddressList } from './address-list.tsx'
import { ContactList } from './contact-list.tsx'
import { FictionalTag } from './customer-columns.tsx'
import { changeOf, profileFields, valueOf, type EditField, type ProfileField } from './profile-fields.ts'
import { ProfileFieldRow } from './profile-field.tsx'
import { ProfileHistory } from './profile-history.tsx'
import { profileTexts } from './profile-texts.ts'
import { useProfileEdit, type Edit } from './use-profile-edit.ts'
import styles from './profile.module.css'

type Points = Parameters<Parameters<typeof ContactList>[0]['onSave']>[0]

const asEmails = (points: Points): EmailPoint[] =>
  points.map(({ value, kind, primary, original }) => ({
    kind: kind as EmailPoint['kind'],
    address: value,
    primary,
    original,
  }))

const asPhones = (points: Points): PhonePoint[] =>
  points.map(({ value, kind, primary, original }) => ({
    kind: kind as PhonePoint['kind'],
    number: value,
    primary,
    original,
  }))

/** Profile of a customer with edit in place, undo, and a dialog when two people edit at once. */
export const ProfilePanel = ({ customer }: { readonly customer: CustomerDetail }) => {
  const t = profileTexts.useTexts()
  const values = valueHistoryTexts.useTexts()
  const [history, setHistory] = useState(false)
  const { tell, complain } = useTell()
  const countryName = useCountryName()
  const canEdit = useMay('customer.write')
  const { save, conflict, resolve } = useProfileEdit(customer)

  const shown = (field: ProfileField): string => {
    const value = valueOf(customer.profile, field)
    if (field === 'country' && value) return countryName(value)
    return field === 'language' && (value === 'zh' || value === 'en') ? t(`language.${value}`) : value
  }
  const saveEdit = (edit: Edit, before?: Edit['change']) => {
    const field: EditField = edit.field
    save.mutate(edit, {
      onError: complain,
      onSuccess: (result) => {
        if (result !== 'saved') return
        tell(before ? t('saved', { field: t(`field.${field}`) }) : t('undone'), {
          key: `saved-${field}`,
          undo: before && (() => saveEdit({ field, change: before })),
        })
      },
    })
  }
  const { profile } = customer
  /** What is stored of the fields of a change, to undo it. */
  const currentOf = ({ field }: Edit): Edit['change'] => {
    if (field === 'emails') return { emails: [...emailsOf(profile)] }
    if (field === 'phones') return { phones: [...phonesOf(profile)] }
    return field === 'addresses' ? { addresses: [...addressesOf(profile)] } : changeOf(field, valueOf(profile, field))
  }
  const saveText = (field: ProfileField, text: string) =>
    saveEdit({ field, change: changeOf(field, text) }, changeOf(field, valueOf(profile, field)))
  const contact = {
    email: (
      <ContactList
        key="email"
        field="email"
        name={t('field.email')}
        points={emailsOf(profile).map((point) => Object.assign({ value: point.address }, point))}
        verified={customer.verifiedEmails}
        canEdit={canEdit}
        onSave={(points) =>
          saveEdit({ field: 'emails', change: { emails: asEmails(points) } }, { emails: [...emailsOf(profile)] })
        }
      />
    ),
    phone: (
      <ContactList
        key="phone"
        field="phone"
        name={t('field.phone')}
        points={phonesOf(profile).map((point) => Object.assign({ value: point.number }, point))}
        canEdit={canEdit}
        onSave={(points) =>
          saveEdit({ field: 'phones', change: { phones: asPhones(points) } }, { phones: [...phonesOf(profile)] })
        }
      />
    ),
  }
  return (
    <Panel
      title={t('title')}
      extra={
        <>
          {customer.fictional && <FictionalTag />}
          <Button type="link" size="small" icon={<HistoryOutlined />} onClick={() => setHistory(true)}>
            {values('open')}
          </Button>
        </>
      }
    >
      <dl className={inline['fields']}>
        {profileFields.map((field) =>
          field === 'email' || field === 'phone' ? (
            contact[field]
          ) : (
            <ProfileFieldRow
              key={field}
              field={field}
              value={valueOf(profile, field)}
              shown={shown(field)}
              canEdit={canEdit}
              onSave={(text) => saveText(field, text)}
            />
          ),
        )}
        <AddressList
          points={addressesOf(profile)}
          canEdit={canEdit}
          onSave={(points) =>
            saveEdit(
              { field: 'addresses', change: { addresses: [...points] } },
              { addresses: [...addressesOf(profile)] },
            )
          }
        />
        {customer.reference && (
          <div className={inline['field']}>
            <dt>{t('field.reference')}</dt>
            <dd>
              <span className={inline['plain']}>{customer.reference}</span>
            </dd>
          </div>
        )}
      </dl>
      {!canEdit && <p className={styles['readOnly']}>{t('readOnly')}</p>}
      {history && (
        <ProfileHistory
          customer={customer}
          canEdit={canEdit}
          onRestore={(edit) => saveEdit(edit, currentOf(edit))}
          onClose={() => setHistory(false)}
        />
      )}
      {conflict && <ConflictDialog field={t(`field.${conflict.field}`)} texts={conflict} resolve={resolve} />}
    </Panel>
  )
}
