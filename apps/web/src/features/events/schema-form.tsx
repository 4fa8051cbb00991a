import { MinusCircleOutlined, PlusOutlined } from '@ant-design/icons'
import { eventRoutes, eventValueKinds, type EventDeclaration, type EventSchema } from '@candor/api'
import { ProblemMessage } from '@candor/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox, Form, Input, Modal, Select, Switch } from 'antd'
import { call } from '../../lib/api.ts'
import { eventsTexts } from './events-texts.ts'
import { eventsKey } from './queries.ts'
import styles from './events.module.css'

const kinds = eventValueKinds.filter((kind) => kind !== 'null')

/** What was seen as a first declaration, to be corrected. */
const guessOf = ({ declared, seen }: EventSchema): EventDeclaration =>
  declared ?? {
    description: '',
    properties: Object.entries(seen).map(([name, found]) => ({
      name,
      kind: found.find((kind) => kind !== 'null') ?? 'text',
      required: false,
    })),
    closed: false,
  }

/** The form that says what events of a name should look like. */
export const SchemaForm = ({ schema, onClose }: { readonly schema: EventSchema; readonly onClose: () => void }) => {
  const t = eventsTexts.useTexts()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [form] = Form.useForm<EventDeclaration>()
  const { type, name, version } = schema
  const declare = useMutation({
    mutationFn: (declared: EventDeclaration | null) =>
      call(eventRoutes.declare, { body: { type, name, version, declared } }),
    onSuccess: () => {
      void message.success(t('declare.saved'))
      void client.invalidateQueries({ queryKey: eventsKey })
      onClose()
    },
  })
  return (
    <Modal
      open
      width={680}
      title={t('declare.title', { name: name || t('schemas.unnamed') })}
      onCancel={onClose}
      footer={
        <>
          {schema.declared !== null && (
            <Button loading={declare.isPending} onClick={() => declare.mutate(null)}>
              {t('declare.takeBack')}
            </Button>
          )}
          <Button type="primary" loading={declare.isPending} onClick={() => form.submit()}>
            {t('declare.save')}
          </Button>
        </>
      }
    >
      <Form form={form} layout="vertical" initialValues={guessOf(schema)} onFinish={(values) => declare.mutate(values)}>
        <Form.Item name="description" label={t('declare.description')}>
          <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={500} />
        </Form.Item>
        <p>{t('declare.properties')}</p>
        <Form.List name="properties">
          {(fields, { add, remove }) => (
            <div className={styles['stack']}>
              {fields.map((field) => (
                <div key={field.key} className={styles['property']}>
                  <Form.Item
                    name={[field.name, 'name']}
                    style={{ margin: 0 }}
                    rules={[
                      { required: true, whitespace: true, message: t('declare.needed') },
                      ({ getFieldValue }) => ({
                        validator: async (_, value: string) => {
                          const all = getFieldValue('properties') as { name?: string }[]
                          if (all.filter((each) => each.name === value).length > 1) throw new Error(t('declare.twice'))
                        },
                      }),
                    ]}
                  >
                    <Input aria-label={t('declare.property')} maxLength={100} />
                  </Form.Item>
                  <Form.Item name={[field.name, 'kind']} style={{ margin: 0 }}>
                    <Select
                      aria-label={t('declare.kind')}
                      options={kinds.map((kind) => ({ value: kind, label: t(`value.${kind}`) }))}
                    />
                  </Form.Item>
                  <Form.Item name={[field.name, 'required']} valuePropName="checked" style={{ margin: 0 }}>
                    <Checkbox>{t('declare.required')}</Checkbox>
                  </Form.Item>
                  <Button
                    type="text"
                    icon={<MinusCircleOutlined />}
                    aria-label={t('declare.removeProperty', { name: String(field.name + 1) })}
                    onClick={() => remove(field.name)}
                  />
                </div>
              ))}
              <div>
                <Button icon={<PlusOutlined />} onClick={() => add({ name: '', kind: 'text', required: false })}>
                  {t('declare.addProperty')}
                </Button>
              </div>
            </div>
          )}
        </Form.List>
        <Form.Item
          name="closed"
          label={t('declare.closed')}
          extra={t('declare.closedHelp')}
          valuePropName="checked"
          style={{ marginTop: 16 }}
        >
          <Switch />
        </Form.Item>
        {declare.isError && <ProblemMessage error={declare.error} />}
      </Form>
    </Modal>
  )
}
