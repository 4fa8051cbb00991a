import { customerImportRoutes } from '@candor/api'
import { ProblemMessage } from '@candor/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { useMay } from '../../lib/rights.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { customerImportsTexts } from './customer-imports-texts.ts'
import { customerImportsKey } from './queries.ts'

interface FixRowProps {
  readonly importId: string
  readonly row: number
  readonly columns: readonly string[]
  readonly cells: readonly string[]
}

/** Corrects the cells of one row in place. */
export const FixRow = ({ importId, row, columns, cells }: FixRowProps) => {
  const t = customerImportsTexts.useTexts()
  const client = useQueryClient()
  const canWork = useMay('import.run')
  const { tell } = useTell()
  const [draft, setDraft] = useState<Readonly<Record<string, string>>>()
  const save = useMutation({
    mutationFn: (changed: Readonly<Record<string, string>>) =>
      call(customerImportRoutes.fixRow, { params: { id: importId, row }, body: { cells: { ...changed } } }),
    onSuccess: async () => {
      // The dialog stays until what lies below it is true again: nothing is started from what was before.
      await Promise.all([
        client.invalidateQueries({ queryKey: customerImportsKey }),
        client.invalidateQueries({ queryKey: ['customer-import-preview', importId] }),
      ])
      setDraft(undefined)
      tell(t('report.saved', { row }))
    },
  })
  if (!canWork) return null
  return (
    <>
      <Button size="small" onClick={() => setDraft({})} aria-label={t('report.fixTitle', { row })}>
        {t('report.fix')}
      </Button>
      <Modal
        open={draft !== undefined}
        title={t('report.fixTitle', { row })}
        okText={t('report.save')}
        confirmLoading={save.isPending}
        onOk={() => save.mutate(draft ?? {})}
        onCancel={() => setDraft(undefined)}
        destroyOnHidden
      >
        <Form layout="vertical" component="div">
          {columns.map((column, at) => (
            <Form.Item key={column} label={column} htmlFor={`cell-${row}-${at}`}>
              <Input
                id={`cell-${row}-${at}`}
                value={draft?.[column] ?? cells[at] ?? ''}
                onChange={(event) => setDraft({ ...draft, [column]: event.target.value })}
              />
            </Form.Item>
          ))}
        </Form>
        {save.isError && <ProblemMessage error={save.error} />}
      </Modal>
    </>
  )
}
