import { eventRoutes, type EventSource, type NewEventSource } from '@candor/api'
import { ProblemMessage } from '@candor/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Form, Input, Modal, Radio, Select, Switch } from 'antd'
import { call } from '../../lib/api.ts'
import { eventsTexts } from './events-texts.ts'
import { eventsKey } from './queries.ts'

interface SourceFormProps {
  /** The source to be changed; a new one without. */
  readonly source: EventSource | undefined
  readonly onClose: () => void
  /** A new source has its key to be shown. */
  readonly onKey: (writeKey: string, kind: EventSource['kind']) => void
}

const originPattern = /^(\*|https?:\/\/(\*\.)?[a-z0-9.-]+(:\d{1,5})?)$/

const usual: NewEventSource = { name: '', kind: 'web', origins: [], visitors: 'consent', refuses: false }

/** The form for a source. */
export const SourceForm = ({ source, onClose, onKey }: SourceFormProps) => {
  const t = eventsTexts.useTexts()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [form] = Form.useForm<NewEventSource>()
  const save = useMutation({
    mutationFn: async (body: NewEventSource) => {
      if (source === undefined) return call(eventRoutes.createSource, { body })
      await call(eventRoutes.updateSource, { params: { id: source.id }, body })
      return undefined
    },
    onSuccess: (made, { kind }) => {
      void client.invalidateQueries({ queryKey: eventsKey })
      onClose()
      if (made === undefined) void message.success(t('form.saved'))
      else onKey(made.writeKey, kind)
    },
  })
  return (
    <Modal
      open
      title={source === undefined ? t('form.titleNew') : t('form.titleChange', { name: source.name })}
      okText={source === undefined ? t('form.add') : t('form.save')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      width={600}
    >
      <Form form={form} layout="vertical" initialValues={source ?? usual} onFinish={(values) => save.mutate(values)}>
        <Form.Item
          name="name"
          label={t('form.name')}
          rules={[{ required: true, whitespace: true, message: t('form.needed') }]}
        >
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="kind" label={t('form.kind')}>
          <Radio.Group
            options={(['web', 'server', 'mobile'] as const).map((value) => ({
              value,
              label: t(`sources.kind.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item
          name="origins"
          label={t('form.origins')}
          extra={t('form.originsHelp')}
          rules={[{ type: 'array', defaultField: { pattern: originPattern, message: t('form.badOrigin') } }]}
        >
          <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[' ', ',']} />
        </Form.Item>
        <Form.Item name="visitors" label={t('form.visitors')} extra={t('form.visitorsHelp')}>
          <Radio.Group
            style={{ display: 'grid' }}
            options={(['consent', 'keep', 'count'] as const).map((value) => ({ value, label: t(`form.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="refuses" label={t('form.refuses')} valuePropName="checked">
          <Switch />
        </Form.Item>
        {save.isError && <ProblemMessage error={save.error} />}
      </Form>
    </Modal>
  )
}
