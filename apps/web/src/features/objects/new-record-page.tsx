import { objectRoutes, titleField, type CustomInput, type OwnObject } from '@candor/api'
import { Panel, ProblemMessage } from '@candor/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { App, Button, Form } from 'antd'
import { useState, type ReactNode } from 'react'
import { Page } from '../../components/page.tsx'
import { call } from '../../lib/api.ts'
import { useBilingual } from '../../lib/own-fields.ts'
import { objectsKey } from '../../lib/own-objects.ts'
import { objectsTexts } from './objects-texts.ts'
import styles from './objects.module.css'

interface NewRecordPageProps {
  readonly object: OwnObject
  /** The fields of the form. */
  readonly fields: (form: {
    readonly entered: CustomInput
    readonly tried: boolean
    readonly onChange: (entered: CustomInput) => void
  }) => ReactNode
  /** Whether something does not fit yet, or is missing. */
  readonly isMissing: (entered: CustomInput) => boolean
}

/** A form for one new record of an own object. */
export const NewRecordPage = ({ object, fields, isMissing }: NewRecordPageProps) => {
  const t = objectsTexts.useTexts()
  const say = useBilingual()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [entered, setEntered] = useState<CustomInput>({})
  const [tried, setTried] = useState(false)
  const [idempotencyKey, renew] = useState(() => crypto.randomUUID())
  const create = useMutation({
    mutationFn: () =>
      call(objectRoutes.add, { params: { object: object.key }, body: { values: entered } }, { idempotencyKey }),
    onSuccess: async ({ id }) => {
      void message.success(t('made', { title: String(entered[titleField] ?? '') }))
      void client.invalidateQueries({ queryKey: objectsKey })
      await navigate({ to: '/objects/$object/$recordId', params: { object: object.key, recordId: id } })
    },
    // What is sent next is something else.
    onError: () => renew(crypto.randomUUID()),
  })
  const submit = () => {
    setTried(true)
    if (!isMissing(entered) && !create.isPending) create.mutate()
  }
  return (
    <Page narrow title={t('new', { name: say(object.name) })} subtitle={t('newLead')}>
      <Form layout="vertical" onFinish={submit}>
        <Panel>
          {fields({ entered, tried, onChange: setEntered })}
          {create.isError && <ProblemMessage error={create.error} />}
          <div className={styles['foot']}>
            <Button type="primary" htmlType="submit" loading={create.isPending}>
              {t('save')}
            </Button>
          </div>
        </Panel>
      </Form>
    </Page>
  )
}
