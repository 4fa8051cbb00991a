import { Modal, Switch } from 'antd'
import { useId } from 'react'
import { Kbd } from '../../components/kbd.tsx'
import { useActiveShortcuts, useSingleKeys, type ShortcutGroup } from '../../lib/shortcuts.ts'
import { shellTexts } from './shell-texts.ts'
import styles from './shell.module.css'

const groups: readonly ShortcutGroup[] = ['everywhere', 'go', 'list', 'customer', 'tasks', 'deals', 'tickets']

/** All shortcuts that work on the page behind it. */
export const ShortcutSheet = ({ onClose }: { readonly onClose: () => void }) => {
  const t = shellTexts.useTexts()
  const shortcuts = useActiveShortcuts()
  const [singleKeys, setSingleKeys] = useSingleKeys()
  const id = useId()
  return (
    <Modal open title={t('shortcuts.title')} footer={null} width={640} onCancel={onClose}>
      <div className={styles['sheet']}>
        {groups.map((group) => {
          const members = shortcuts.filter((shortcut) => shortcut.group === group)
          return members.length === 0 ? null : (
            <section key={group}>
              <h3 className={styles['sheetGroup']}>{t(`shortcuts.group.${group}`)}</h3>
              <dl className={styles['sheetList']}>
                {members.map((shortcut) => (
                  <div key={shortcut.keys}>
                    <dt>{shortcut.label}</dt>
                    <dd>
                      <Kbd keys={shortcut.keys} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          )
        })}
      </div>
      <div className={styles['sheetSwitch']}>
        <div>
          <label htmlFor={id}>{t('shortcuts.singleKeys')}</label>
          <p>{t('shortcuts.singleKeysHelp')}</p>
        </div>
        <Switch id={id} checked={singleKeys} onChange={setSingleKeys} />
      </div>
    </Modal>
  )
}
