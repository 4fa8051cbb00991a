import { DownOutlined, UpOutlined } from '@ant-design/icons'
import { Panel, ProblemMessage } from '@candor/ui'
import { Button, Switch } from 'antd'
import { settingsTexts } from '../../features/settings/settings-texts.ts'
import { useChoose, usePreferences } from '../../lib/preferences.ts'
import { shellTexts } from '../shell/shell-texts.ts'
import { fixedPages, inOrder, useAllowedPages } from '../shell/visible-pages.ts'
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
  const names = pages.map(({ name }) => name)
  const keep = (next: { order?: string[]; hidden?: string[] }) =>
    choose.mutate({ navigation: { order: names, hidden: [...hidden], ...next } })
  const move = (at: number, by: number) => {
    const moved = [...names]
    const [taken] = moved.splice(at, 1)
    if (taken) moved.splice(at + by, 0, taken)
    keep({ order: moved })
  }
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
      <ol>
        {pages.map((page, at) => {
          const name = shell(`nav.${page.name}`)
          return (
            <li key={page.name} className={styles['line']}>
              <span aria-hidden>{page.icon}</span>
              <span className={styles['name']}>{name}</span>
              <Button
                type="text"
                size="small"
                icon={<UpOutlined />}
                aria-label={t('navigation.up', { name })}
                disabled={at === 0}
                onClick={() => move(at, -1)}
              />
              <Button
                type="text"
                size="small"
                icon={<DownOutlined />}
                aria-label={t('navigation.down', { name })}
                disabled={at === pages.length - 1}
                onClick={() => move(at, 1)}
              />
              <Switch
                size="small"
                aria-label={t('navigation.show', { name })}
                checked={fixedPages.includes(page.name) || !hidden.includes(page.name)}
                disabled={fixedPages.includes(page.name)}
                onChange={(show) =>
                  keep({ hidden: show ? hidden.filter((other) => other !== page.name) : [...hidden, page.name] })
                }
              />
            </li>
          )
        })}
      </ol>
      {choose.isError && <ProblemMessage error={choose.error} />}
    </Panel>
  )
}
