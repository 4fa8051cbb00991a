import { Panel, ProblemMessage } from '@candor/ui'
import { Button } from 'antd'
import { ArrangedList } from '../../components/arranged-list.tsx'
import { settingsTexts } from '../../features/settings/settings-texts.ts'
import { inOrder } from '../../lib/in-order.ts'
import { useChoose, usePreferences } from '../../lib/preferences.ts'
import { shellTexts } from '../shell/shell-texts.ts'
import { fixedPages, useAllowedPages } from '../shell/visible-pages.ts'
import styles from './settings-sections.module.css'

const nothing = { order: [], hidden: [] }

/** The order of one's navigation, and what it leaves out. */
export const NavigationPanel = () => {
  const t = settingsTexts.useTexts()
  const shell = shellTexts.useTexts()
  const { data } = usePreferences()
  const choose = useChoose()
  const { order, hidden } = data?.navigation ?? nothing
  const pages = inOrder(useAllowedPages(), order)
  return (
    <Panel
      title={t('navigation.title')}
      extra={
        <Button size="small" disabled={!data?.navigation} onClick={() => choose.mutate({ navigation: null })}>
          {t('navigation.reset')}
        </Button>
      }
    >
      <p className={styles['help']}>{t('navigation.text')}</p>
      <ArrangedList
        items={pages.map(({ name, icon }) => ({ name, icon, label: shell(`nav.${name}`) }))}
        hidden={hidden}
        fixed={fixedPages}
        onChange={(next) => choose.mutate({ navigation: { order: [...next.order], hidden: [...next.hidden] } })}
      />
      {choose.isError && <ProblemMessage error={choose.error} />}
    </Panel>
  )
}
