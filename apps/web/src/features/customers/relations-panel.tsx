import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { relationKinds, relationRoutes, type CustomerRelation, type RelationKind } from '@candor/api'
import { Panel, ProblemMessage } from '@candor/ui'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Form, Modal, Select } from 'antd'
import { useState } from 'react'
import { CustomerSelect } from '../../components/customer-select.tsx'
import { call } from '../../lib/api.ts'
import { useMay } from '../../lib/rights.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { customersKey } from './queries.ts'
import { relationTexts } from './relation-texts.ts'
import styles from './extras.module.css'

const relationsQuery = (id: string) =>
  queryOptions({
    queryKey: [...customersKey, 'relations', id],
    queryFn: ({ signal }) => call(relationRoutes.list, { params: { id } }, { signal }),
  })

interface Values {
  readonly kind: RelationKind
  readonly otherId: string
}

const useRelate = (customerId: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Values) => call(relationRoutes.add, { params: { id: customerId }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: customersKey }),
  })
}

interface RelationDialogProps {
  readonly customerId: string
  readonly name: string
  readonly onClose: () => void
}

const RelationDialog = ({ customerId, name, onClose }: RelationDialogProps) => {
  const t = relationTexts.useTexts()
  const [form] = Form.useForm<Values>()
  const add = useRelate(customerId)
  return (
    <Modal
      open
      title={t('add')}
      okText={t('save')}
      cancelText={t('cancel')}
      okButtonProps={{ loading: add.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ kind: 'household' }}
        onFinish={(values) => add.mutate(values, { onSuccess: onClose })}
      >
        <Form.Item name="kind" label={t('is', { name })}>
          <Select options={relationKinds.map((kind) => ({ value: kind, label: t(`of.${kind}`) }))} />
        </Form.Item>
        <Form.Item name="otherId" label={t('other')} rules={[{ required: true, message: t('find') }]}>
          <CustomerSelect label={t('other')} placeholder={t('find')} except={customerId} />
        </Form.Item>
      </Form>
      {add.isError && <ProblemMessage error={add.error} />}
    </Modal>
  )
}

const RelationRow = ({
  relation,
  customerId,
}: {
  readonly relation: CustomerRelation
  readonly customerId: string
}) => {
  const t = relationTexts.useTexts()
  const { tell, complain } = useTell()
  const client = useQueryClient()
  const mayWrite = useMay('customer.write')
  const add = useRelate(customerId)
  const { id, kind, otherId, otherName } = relation
  const remove = useMutation({
    mutationFn: () => call(relationRoutes.remove, { params: { id } }),
    onError: complain,
    onSuccess: async () => {
      tell(t('removed'), { key: id, undo: () => add.mutate({ kind, otherId }) })
      await client.invalidateQueries({ queryKey: customersKey })
    },
  })
  return (
    <li className={styles['line']}>
      <span className={styles['text']}>
        <Link to="/customers/$customerId" params={{ customerId: otherId }}>
          {otherName}
        </Link>
        <span className={styles['quiet']}>{t(`of.${kind}`)}</span>
      </span>
      {mayWrite && (
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined />}
          aria-label={t('remove', { name: otherName })}
          loading={remove.isPending}
          onClick={() => remove.mutate()}
        />
      )}
    </li>
  )
}

/** Whom a customer is related to, and how. */
export const RelationsPanel = ({ customerId, name }: { readonly customerId: string; readonly name: string }) => {
  const t = relationTexts.useTexts()
  const mayWrite = useMay('customer.write')
  const [adding, setAdding] = useState(false)
  const query = useQuery(relationsQuery(customerId))
  return (
    <Panel
      title={t('title')}
      extra={
        mayWrite && (
          <Button type="link" size="small" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            {t('add')}
          </Button>
        )
      }
    >
      {query.isError && <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && <p className={styles['quiet']}>{t('empty')}</p>}
      <ul className={styles['lines']}>
        {query.data?.items.map((relation) => (
          <RelationRow key={relation.id} relation={relation} customerId={customerId} />
        ))}
      </ul>
      {adding && <RelationDialog customerId={customerId} name={name} onClose={() => setAdding(false)} />}
    </Panel>
  )
}
