import { CheckCircleOutlined, EllipsisOutlined, PlusOutlined } from '@ant-design/icons'
import { emailKinds, phoneKinds, type EmailPoint, type PhonePoint } from '@candor/api'
import { Button, Dropdown, Tooltip } from 'antd'
import { useId, useState } from 'react'
import { InlineValue } from '../../components/inline-field.tsx'
import inline from '../../components/inline-field.module.css'
import { readablePhone } from '../../lib/phone.ts'
import { contactTexts } from './contact-texts.ts'
import { FieldEditor } from './profile-field.tsx'
import styles from './profile.module.css'

/** A list as this part shows it: addresses and numbers alike. */
interface Point {
  readonly kind: EmailPoint['kind'] | PhonePoint['kind']
  readonly value: string
  readonly primary?: boolean | undefined
  readonly original?: string | undefined
}

interface ContactListProps {
  readonly field: 'email' | 'phone'
  readonly name: string
  readonly points: readonly Point[]
  /** Of the e-mail addresses, those by which the customer signed in. */
  readonly verified?: readonly string[]
  readonly canEdit: boolean
  readonly onSave: (points: readonly Point[]) => void
}

const withPrimary = (points: readonly Point[], at: number): Point[] =>
  points.map((point, place) => Object.assign({ ...point }, { primary: place === at ? true : undefined }))

const useActions = ({ field, points, onSave }: ContactListProps, at: number) => {
  const t = contactTexts.useTexts()
  const kinds = field === 'email' ? emailKinds : phoneKinds
  const { primary } = points[at]!
  const items = [
    ...(primary ? [] : [{ key: 'primary', label: t('makePrimary') }]),
    { key: 'kinds', label: t('kind'), children: kinds.map((kind) => ({ key: kind, label: t(`kinds.${kind}`) })) },
    { type: 'divider' as const },
    { key: 'remove', label: t('remove'), danger: true },
  ]
  const onClick = (key: string) => {
    if (key === 'primary') onSave(withPrimary(points, at))
    else if (key === 'remove') onSave(points.filter((_, place) => place !== at))
    else {
      const kind = kinds.find((one) => one === key)
      if (kind) onSave(points.map((point, place) => (place === at ? { ...point, kind } : point)))
    }
  }
  return { items, onClick }
}

const ContactRow = (props: ContactListProps & { readonly at: number; readonly labelId: string }) => {
  const t = contactTexts.useTexts()
  const { field, name, points, verified = [], canEdit, onSave, at, labelId } = props
  const [editing, setEditing] = useState(false)
  const { items, onClick } = useActions(props, at)
  const point = points[at]!
  const shown = field === 'phone' ? readablePhone(point.value) : point.value
  const replace = (value: string) =>
    onSave(
      value === ''
        ? points.filter((_, place) => place !== at)
        : points.map((one, place) => (place === at ? { kind: one.kind, value, primary: one.primary } : one)),
    )
  if (editing)
    return (
      <FieldEditor
        field={field}
        value={point.value}
        labelId={labelId}
        onSave={(text) => replace(text.trim())}
        onClose={() => setEditing(false)}
      />
    )
  return (
    <div className={styles['point']}>
      {canEdit ? (
        <InlineValue shown={shown} empty="" label={t('edit', { name })} onEdit={() => setEditing(true)} />
      ) : (
        <span className={inline['plain']}>{shown}</span>
      )}
      <span className={styles['pointFacts']}>
        {t(`kinds.${point.kind}`)}
        {point.primary && points.length > 1 && <strong>{t('primary')}</strong>}
        {verified.includes(point.value) && (
          <Tooltip title={t('verifiedHelp')}>
            <span tabIndex={0} role="note">
              <CheckCircleOutlined aria-hidden /> {t('verified')}
            </span>
          </Tooltip>
        )}
        {point.original !== undefined && <span>{t('original', { text: point.original })}</span>}
      </span>
      {canEdit && (
        <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => onClick(key) }}>
          <Button
            type="text"
            size="small"
            className={styles['pointMore'] ?? ''}
            icon={<EllipsisOutlined />}
            aria-label={t('more', { value: shown })}
          />
        </Dropdown>
      )}
    </div>
  )
}

/** All e-mail addresses or phone numbers of a customer, each edited in place, one of them the primary. */
export const ContactList = (props: ContactListProps) => {
  const t = contactTexts.useTexts()
  const { field, name, points, canEdit, onSave } = props
  const id = useId()
  const [adding, setAdding] = useState(false)
  const kind = field === 'email' ? 'personal' : 'mobile'
  const addLabel = points.length === 0 ? t('addFirst') : t('addAnother')
  return (
    <div className={inline['field']}>
      <dt id={id}>{name}</dt>
      <dd>
        {points.map(({ value }, at) => (
          <ContactRow key={value} {...props} at={at} labelId={id} />
        ))}
        {points.length === 0 && !canEdit && <span className={inline['plain']}>–</span>}
        {adding && (
          <FieldEditor
            field={field}
            value=""
            labelId={id}
            onSave={(text) => onSave([...points, { kind, value: text.trim() }])}
            onClose={() => setAdding(false)}
          />
        )}
        {canEdit && !adding && (
          <Button
            type="link"
            size="small"
            icon={<PlusOutlined />}
            aria-label={`${addLabel} ${name}`}
            onClick={() => setAdding(true)}
          >
            {addLabel}
          </Button>
        )}
      </dd>
    </div>
  )
}
