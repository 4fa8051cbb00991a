import { AppstoreOutlined } from '@ant-design/icons'
import { EmptyState } from '@candor/ui'
import { Link } from '@tanstack/react-router'
import { ObjectIcon } from '../../components/object-icon.tsx'
import { Page } from '../../components/page.tsx'
import { useBilingual } from '../../lib/own-fields.ts'
import { useOwnObjects } from '../../lib/own-objects.ts'
import { objectsTexts } from './objects-texts.ts'
import styles from './objects.module.css'

/** What the company keeps beside customers and companies. */
export const ObjectsPage = ({ title }: { readonly title: string }) => {
  const t = objectsTexts.useTexts()
  const say = useBilingual()
  const objects = useOwnObjects()
  return (
    <Page title={title} subtitle={t('lead')}>
      {objects.length === 0 ? (
        <EmptyState icon={<AppstoreOutlined />} title={t('none')}>
          {t('noneText')}
        </EmptyState>
      ) : (
        <ul className={styles['cards']}>
          {objects.map(({ key, icon, plural }) => (
            <li key={key}>
              <Link to="/objects/$object" params={{ object: key }} className={styles['card']}>
                <ObjectIcon name={icon} />
                {say(plural)}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Page>
  )
}
