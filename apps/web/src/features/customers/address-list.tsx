import { EllipsisOutlined, PlusOutlined } from '@ant-design/icons'
import { addressKinds, type AddressPoint } from '@candor/api'
import { Button, Dropdown, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import inline from '../../components/inline-field.module.css'
import { contactTexts } from './contact-texts.ts'
import { addressLines } from './profile-fields.ts'
import styles from './profile.module.css'

interface AddressListProps {
  readonly points: readonly AddressPoint[]
  readonly canEdit: boolean
  readonly onSave: (points: readonly AddressPoint[]) => void
}

const parts = ['address', 'postalCode', 'city', 'district', 'region', 'country'] as const
const longest = { address: 300, postalCode: 16, city: 120, district: 80, region: 80, country: 80 } as const
type Values = Partial<Record<(typeof parts)[number], string>> & { readonly kind: AddressPoint['kind'] }

/** What was filled in; empty boxes are left out. */
const pointOf = ({ kind, ...texts }: Values): AddressPoint => ({
  kind,
  ...Object.fromEntries(parts.flatMap((part) => (texts[part]?.trim() ? [[part, texts[part].trim()]] : []))),
})

interface AddressDialogProps {
  readonly point: AddressPoint | undefined
  readonly onSave: (point: AddressPoint) => void
  readonly onClose: () => void
}

const AddressDialog = ({ point, onSave, onClose }: AddressDialogProps) => {
  const t = contactTexts.useTexts()
  const [form] = Form.useForm<Values>()
  const finish = (values: Values) => {
    const made = pointOf(values)
    if (addressLines(made).length > 0) onSave(made)
    onClose()
  }
  return (
    <Modal
      open
      title={t(point ? 'editAddress' : 'newAddress')}
      okText={t('save')}
      cancelText={t('cancel')}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" initialValues={point ?? { kind: 'other' }} onFinish={finish}>
        <Form.Item name="kind" label={t('kind')}>
          <Select options={addressKinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))} />
        </Form.Item>
        <div className={styles['formGrid']}>
          {parts.map((part) => (
            <Form.Item key={part} name={part} label={t(`part.${part}`)}>
              <Input maxLength={longest[part]} />
            </Form.Item>
          ))}
        </div>
      </Form>
    </Modal>
  )
}

/** All postal addresses of a customer in the form of their countries. */
export const AddressList = ({ points, canEdit, onSave }: AddressListProps) => {
  const t = contactTexts.useTexts()
  const [editing, setEditing] = useState<number | 'new'>()
  const save = (made: AddressPoint) =>
    onSave(
      editing === 'new'
        ? [...points, made]
        : points.map((point, at) => (at === editing ? { ...made, ...(point.primary && { primary: true }) } : point)),
    )
  const act = (at: number, key: string) => {
    if (key === 'edit') setEditing(at)
    if (key === 'remove') onSave(points.filter((_, place) => place !== at))
    if (key === 'primary') {
      const chosen = (place: number) => ({ primary: place === at ? true : undefined })
      onSave(points.map((point, place) => Object.assign({ ...point }, chosen(place))))
    }
  }
  return (
    <div className={inline['field']}>
      <dt>{t('addresses')}</dt>
      <dd>
        {points.map((point, at) => {
          const lines = addressLines(point)
          const items = [
            { key: 'edit', label: t('editAddress') },
            ...(point.primary ? [] : [{ key: 'primary', label: t('makePrimary') }]),
            { key: 'remove', label: t('remove'), danger: true },
          ]
          return (
            <div key={lines.join('\n')} className={styles['point']}>
              <address className={inline['plain']}>
                {lines.map((line) => (
                  <span key={line} className={styles['line']}>
                    {line}
                  </span>
                ))}
              </address>
              <span className={styles['pointFacts']}>
                {t(`kinds.${point.kind}`)}
                {point.primary && points.length > 1 && <strong>{t('primary')}</strong>}
                {point.original !== undefined && (
                  <span>{t('original', { text: point.original.replaceAll('\n', ', ') })}</span>
                )}
              </span>
              {canEdit && (
                <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => act(at, key) }}>
                  <Button
                    type="text"
                    size="small"
                    className={styles['pointMore'] ?? ''}
                    icon={<EllipsisOutlined />}
                    aria-label={t('more', { value: lines.join(', ') })}
                  />
                </Dropdown>
              )}
            </div>
          )
        })}
        {canEdit && (
          <Button type="link" size="small" icon={<PlusOutlined />} onClick={() => setEditing('new')}>
            {t('newAddress')}
          </Button>
        )}
        {editing !== undefined && (
          <AddressDialog
            point={editing === 'new' ? undefined : points[editing]}
            onSave={save}
            onClose={() => setEditing(undefined)}
          />
        )}
      </dd>
    </div>
  )
}
