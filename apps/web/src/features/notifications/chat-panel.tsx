import { chatForms, notificationRoutes, type ChatForm } from '@candor/api'
import { Panel, ProblemMessage } from '@candor/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, Select } from 'antd'
import { call } from '../../lib/api.ts'
import { notificationsTexts } from './notifications-texts.ts'
import { notificationSettingsQuery } from './queries.ts'

interface Chat {
  readonly form: ChatForm
  readonly url: string
}

/** The address of one's chat. It is secret: once kept it is not shown again. */
export const ChatPanel = () => {
  const t = notificationsTexts.useTexts()
  const { message } = App.useApp()
  const client = useQueryClient()
  const { data } = useQuery(notificationSettingsQuery)
  const [form] = Form.useForm<Chat>()
  const set = useMutation({
    mutationFn: (chat: Chat | null) => call(notificationRoutes.setChat, { body: { chat } }),
    onSuccess: async (_, chat) => {
      void message.success(t(chat ? 'chat.done' : 'chat.forgotten'), 5)
      form.resetFields()
      await client.invalidateQueries({ queryKey: notificationSettingsQuery.queryKey })
    },
  })
  return (
    <Panel
      title={t('chat.title')}
      extra={
        data?.chat && (
          <Button size="small" loading={set.isPending} onClick={() => set.mutate(null)}>
            {t('chat.forget')}
          </Button>
        )
      }
    >
      <p>{data?.chat ? t('chat.isSet', { host: data.chat.host }) : t('chat.text')}</p>
      <Form<Chat>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ form: 'slack', url: '' }}
        onFinish={(chat) => set.mutate(chat)}
      >
        <Form.Item name="form" label={t('chat.form')}>
          <Select options={chatForms.map((value) => ({ value, label: t(`chat.${value}`) }))} />
        </Form.Item>
        <Form.Item
          name="url"
          label={t('chat.url')}
          validateTrigger="onBlur"
          rules={[{ required: true, pattern: /^https?:\/\/\S+$/, message: t('chat.urlBad') }]}
        >
          <Input type="url" autoComplete="off" placeholder="https://" />
        </Form.Item>
        {set.isError && <ProblemMessage error={set.error} />}
        <Button htmlType="submit" loading={set.isPending}>
          {t('chat.set')}
        </Button>
      </Form>
    </Panel>
  )
}
