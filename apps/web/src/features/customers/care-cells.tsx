import { EditOutlined } from '@ant-design/icons'
import type { CustomerCare } from '@candor/api'
import { useMay } from '../../lib/rights.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { EditInPlace } from './edit-in-place.tsx'
import { useChangeCare, type CareChange } from './list-queries.ts'
import { listsTexts } from './lists-texts.ts'
import { OwnerSelect } from './owner-select.tsx'
import { TagLine } from './tag-chip.tsx'
import { TagSelect } from './tag-select.tsx'
import styles from './lists.module.css'

interface CareProps {
  readonly customer: CustomerCare & { readonly id: string }
  readonly inList?: boolean
}

/** Saves a change, with a word and a way back. */
const useSave = () => {
  const { complain } = useTell()
  const change = useChangeCare()
  return (what: CareChange) => change.mutate(what, { onError: complain })
}

/** Who looks after the customer; changed in place by who may. */
export const OwnerCell = ({ customer: { id, owner }, inList = false }: CareProps) => {
  const t = listsTexts.useTexts()
  const mayWrite = useMay('customer.write')
  const save = useSave()
  const name = owner ? (owner.name ?? t('formerColleague')) : '–'
  if (!mayWrite) return <span>{name}</span>
  return (
    <EditInPlace label={t('care.owner')} empty={owner ? undefined : t('nobody')} shown={name} inList={inList}>
      {(close) => (
        <OwnerSelect
          autoFocus
          label={t('care.owner')}
          value={owner?.id ?? null}
          fallback={owner?.name ?? undefined}
          onChange={(ownerId) => {
            close()
            save({ id, ownerId })
          }}
        />
      )}
    </EditInPlace>
  )
}

/** The customer's tags; changed in place by who may. */
export const TagsCell = ({
  customer: { id, tags },
  most = 2,
  inList = false,
}: CareProps & { readonly most?: number }) => {
  const t = listsTexts.useTexts()
  const mayWrite = useMay('customer.write')
  const save = useSave()
  const shown =
    tags.length === 0 ? <EditOutlined aria-hidden className={styles['reason']} /> : <TagLine tags={tags} most={most} />
  if (!mayWrite) return tags.length === 0 ? <span>–</span> : shown
  const ids = tags.map((tag) => tag.id)
  const empty = tags.length === 0 ? t('care.noTags') : undefined
  return (
    <EditInPlace label={t('care.tags')} empty={empty} shown={shown} inList={inList}>
      {() => (
        <TagSelect
          autoFocus
          mayCreate
          label={t('care.editTags')}
          value={ids}
          onChange={(next) =>
            save({
              id,
              addTags: next.filter((tagId) => !ids.includes(tagId)),
              removeTags: ids.filter((tagId) => !next.includes(tagId)),
            })
          }
        />
      )}
    </EditInPlace>
  )
}
