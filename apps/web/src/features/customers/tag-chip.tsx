import type { CustomerTag } from '@candor/api'
import { Tooltip } from 'antd'
import { Fragment } from 'react'
import { listsTexts } from './lists-texts.ts'
import styles from './lists.module.css'

/** A tag in its colour. */
export const TagChip = ({ tag }: { readonly tag: CustomerTag }) => (
  <span className={styles['tag']} data-colour={tag.colour}>
    {tag.name}
  </span>
)

/** Tags in one line; those that do not fit are counted. */
export const TagLine = ({ tags, most = 2 }: { readonly tags: readonly CustomerTag[]; readonly most?: number }) => {
  const t = listsTexts.useTexts()
  const hidden = tags.slice(most)
  return (
    <span className={styles['tags']}>
      {tags.slice(0, most).map((tag) => (
        // Between two tags there is room for the eye; a blank says the same to who has them read aloud.
        <Fragment key={tag.id}>
          <TagChip tag={tag} />{' '}
        </Fragment>
      ))}
      {hidden.length > 0 && (
        <Tooltip title={hidden.map(({ name }) => name).join(', ')}>
          <span className={styles['moreTags']}>{t('more', { count: hidden.length })}</span>
        </Tooltip>
      )}
    </span>
  )
}
