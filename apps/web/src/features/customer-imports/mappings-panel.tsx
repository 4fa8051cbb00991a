import { DeleteOutlined, EditOutlined } from '@ant-design/icons'
import { customerImportMappingRoutes, type CustomerImportMapping } from '@candor/api'
import { EmptyState, Instant, Panel, ProblemMessage } from '@candor/ui'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Modal, Popconfirm } from 'antd'
import { useId, useState } from 'react'
import { LoadMore } from '../../components/load-more.tsx'
import { call } from '../../lib/api.ts'
import { useMay } from '../../lib/rights.ts'
import { customerImportsTexts } from './customer-imports-texts.ts'
import { importMappingsKey, importMappingsQuery } from './queries.ts'
import styles from './customer-imports.module.css'

const useChanged = () => {
  const client = useQueryClient()
  return async () => client.invalidateQueries({ queryKey: importMappingsKey })
}

const NameDialog = ({
  mapping,
  onClose,
}: {
  readonly mapping: CustomerImportMapping
  readonly onClose: () => void
}) => {
  const t = customerImportsTexts.useTexts()
  const [name, setName] = useState(mapping.name)
  const nameId = useId()
  const changed = useChanged()
  const rename = useMutation({
    mutationFn: () => call(customerImportMappingRoutes.rename, { params: { id: mapping.id }, body: { name } }),
    onSuccess: async () => {
      await changed()
      onClose()
    },
  })
  return (
    <Modal
      open
      title={t('mappings.rename', { name: mapping.name })}
      okText={t('mappings.save')}
      cancelText={t('mappings.keep')}
      okButtonProps={{ disabled: name.trim() === '', loading: rename.isPending }}
      onOk={() => rename.mutate()}
      onCancel={onClose}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() !== '') rename.mutate()
        }}
      >
        <label htmlFor={nameId}>{t('mappings.name')}</label>
        <Input id={nameId} autoFocus maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />
        {rename.isError && <ProblemMessage error={rename.error} />}
      </form>
    </Modal>
  )
}

const Row = ({ mapping }: { readonly mapping: CustomerImportMapping }) => {
  const t = customerImportsTexts.useTexts()
  const mayWork = useMay('import.run')
  const [isNaming, setNaming] = useState(false)
  const changed = useChanged()
  const forget = useMutation({
    mutationFn: () => call(customerImportMappingRoutes.forget, { params: { id: mapping.id } }),
    onSuccess: changed,
  })
  const { name } = mapping
  return (
    <li className={styles['exportRow']}>
      <span className={styles['grow']}>
        {name}
        <br />
        <span className={styles['quiet']}>
          {Object.keys(mapping.options.mapping).join(', ')} · <Instant at={mapping.usedAt} style="relative" />
        </span>
      </span>
      {mayWork && (
        <>
          <Button
            type="text"
            size="small"
            icon={<EditOutlined />}
            aria-label={t('mappings.rename', { name })}
            onClick={() => setNaming(true)}
          />
          <Popconfirm
            title={t('mappings.sure')}
            okText={t('mappings.forget')}
            cancelText={t('mappings.keep')}
            onConfirm={() => forget.mutate()}
          >
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={t('mappings.forgetNamed', { name })}
              loading={forget.isPending}
            />
          </Popconfirm>
        </>
      )}
      {forget.isError && <ProblemMessage error={forget.error} />}
      {isNaming && <NameDialog mapping={mapping} onClose={() => setNaming(false)} />}
    </li>
  )
}

/** Matchings of columns that are remembered for the next file. */
export const MappingsPanel = () => {
  const t = customerImportsTexts.useTexts()
  const query = useInfiniteQuery(importMappingsQuery)
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Panel title={t('mappings.title')} flush>
      {query.isError && <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && items.length === 0 ? (
        <EmptyState title={t('mappings.none')} />
      ) : (
        <ul>
          {items.map((mapping) => (
            <Row key={mapping.id} mapping={mapping} />
          ))}
        </ul>
      )}
      <LoadMore query={query} label={t('more')} />
    </Panel>
  )
}
