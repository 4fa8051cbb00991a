import { fieldRoutesOf, type CustomField, type FieldObject, type FieldValue } from '@candor/api'
import { useMutation } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { useBilingual } from '../../lib/own-fields.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { fieldsTexts } from './fields-texts.ts'
import { OwnFieldRow } from './own-field-row.tsx'
import styles from './fields.module.css'

interface SecretRowProps {
  readonly object: FieldObject
  readonly id: string
  readonly field: CustomField
  readonly filled: boolean
  readonly canEdit: boolean
  readonly onSave: (value: FieldValue | null) => void
}

/** A secret field: dots, until somebody asks to open it. */
export const SecretRow = ({ object, id, field, filled, canEdit, onSave }: SecretRowProps) => {
  const t = fieldsTexts.useTexts()
  const say = useBilingual()
  const { modal } = App.useApp()
  const { complain } = useTell()
  const [opened, setOpened] = useState<string>()
  const name = say(field.label)
  const reveal = useMutation({
    mutationFn: () => call(fieldRoutesOf(object).reveal, { params: { object, id }, body: { key: field.key } }),
    onSuccess: ({ value }) => setOpened(value ?? ''),
    onError: complain,
  })
  const ask = () =>
    void modal.confirm({
      title: t('panel.revealTitle', { field: name }),
      content: t('panel.revealText'),
      okText: t('panel.revealOk'),
      onOk: () => reveal.mutateAsync().catch(() => undefined),
    })
  return (
    <div className={styles['secret']}>
      <OwnFieldRow
        // What is typed does not stay behind the dots once it is saved.
        key={opened}
        field={field}
        value={opened ?? null}
        shown={opened ?? (filled ? '••••••' : '')}
        canEdit={canEdit}
        onSave={(value) => {
          setOpened(undefined)
          onSave(value)
        }}
      />
      {filled && (
        <Button
          size="small"
          type="link"
          loading={reveal.isPending}
          onClick={opened === undefined ? ask : () => setOpened(undefined)}
        >
          {opened === undefined ? t('panel.reveal', { field: name }) : t('panel.hide')}
        </Button>
      )}
    </div>
  )
}
