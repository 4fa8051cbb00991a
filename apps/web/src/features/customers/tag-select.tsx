import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useMay } from '../../lib/rights.ts'
import { tagsQuery, useCreateTag } from './list-queries.ts'
import { listsTexts } from './lists-texts.ts'

interface TagSelectProps {
  readonly label: string
  readonly value: readonly string[]
  readonly onChange: (tagIds: string[]) => void
  /** Offers to make a tag of what was typed. */
  readonly mayCreate?: boolean
  readonly autoFocus?: boolean
}

const isNew = 'new:'

/** Several tags, found by typing; a name that there is not yet becomes a tag. */
export const TagSelect = ({ label, value, onChange, mayCreate = false, autoFocus = false }: TagSelectProps) => {
  const t = listsTexts.useTexts()
  const { data: tags = [] } = useQuery(tagsQuery)
  const [typed, setTyped] = useState('')
  const [open, setOpen] = useState(false)
  const create = useCreateTag()
  const mayWrite = useMay('customer.write')
  const name = typed.trim()
  const known = tags.some((tag) => tag.name.toLowerCase() === name.toLowerCase())
  const offersNew = mayCreate && mayWrite && name !== '' && name.length <= 40 && !known
  const choose = async (chosen: string[]) => {
    setTyped('')
    // What stands below, such as the button that does it, is seen again.
    setOpen(false)
    const made = await Promise.all(
      chosen.map(async (id) => (id.startsWith(isNew) ? (await create.mutateAsync(id.slice(isNew.length))).id : id)),
    )
    onChange(made)
  }
  return (
    <Select
      mode="multiple"
      open={open}
      onOpenChange={setOpen}
      autoFocus={autoFocus}
      aria-label={label}
      placeholder={label}
      style={{ width: '100%', minWidth: 180 }}
      value={[...value]}
      loading={create.isPending}
      showSearch={{ searchValue: typed, onSearch: setTyped, optionFilterProp: 'label' }}
      onChange={(chosen: string[]) => void choose(chosen)}
      options={[
        ...tags.map((tag) => ({ value: tag.id, label: tag.name })),
        ...(offersNew ? [{ value: `${isNew}${name}`, label: t('care.newTag', { name }) }] : []),
      ]}
    />
  )
}
