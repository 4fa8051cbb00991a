import { moduleNames, moduleRoutes, type ModuleName } from '@candor/api'
import { Panel, ProblemMessage, SkeletonRows } from '@candor/ui'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Switch } from 'antd'
import { useId } from 'react'
import { call } from '../../lib/api.ts'
import { sessionQuery } from '../../lib/session.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { Setting } from './setting.tsx'
import { settingsTexts } from './settings-texts.ts'
import styles from './settings.module.css'

const modulesQuery = queryOptions({
  queryKey: ['modules'],
  queryFn: ({ signal }) => call(moduleRoutes.get, {}, { signal }),
})

interface ModuleSwitchProps {
  readonly name: ModuleName
  readonly isOn: boolean
  readonly busy: boolean
  readonly onChange: (isOn: boolean) => void
}

const ModuleSwitch = ({ name, isOn, busy, onChange }: ModuleSwitchProps) => {
  const t = settingsTexts.useTexts()
  const id = useId()
  return (
    <Setting name={t(`modules.name.${name}`)} help={t(`modules.help.${name}`)} htmlFor={id}>
      <Switch id={id} checked={isOn} loading={busy} onChange={onChange} />
    </Setting>
  )
}

/** What the company uses of the product; everything else is out of sight and closed. */
export const ModulesPanel = () => {
  const t = settingsTexts.useTexts()
  const { tell, complain } = useTell()
  const client = useQueryClient()
  const query = useQuery(modulesQuery)
  const set = useMutation({
    mutationFn: async ({ name, isOn }: { readonly name: ModuleName; readonly isOn: boolean }) => {
      const known = await client.fetchQuery({ ...modulesQuery, staleTime: 0 })
      const off = isOn ? known.off.filter((other) => other !== name) : [...new Set([...known.off, name])]
      await call(moduleRoutes.set, { body: { version: known.version, off } })
      await client.invalidateQueries({ queryKey: modulesQuery.queryKey })
      // Rights are part of the session: navigation and pages follow at once.
      await client.invalidateQueries({ queryKey: sessionQuery.queryKey })
    },
  })
  const change = (name: ModuleName, isOn: boolean, isUndo = false) =>
    set.mutate(
      { name, isOn },
      {
        onError: complain,
        onSuccess: () =>
          tell(t(isOn ? 'modules.on' : 'modules.off', { name: t(`modules.name.${name}`) }), {
            key: `module-${name}`,
            undo: isUndo ? undefined : () => change(name, !isOn, true),
          }),
      },
    )
  return (
    <Panel title={t('modules.title')}>
      <p className={styles['help']}>{t('modules.text')}</p>
      {query.isPending && <SkeletonRows rows={moduleNames.length} height={44} />}
      {query.isError && <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />}
      {query.data &&
        moduleNames.map((name) => (
          <ModuleSwitch
            key={name}
            name={name}
            isOn={!query.data.off.includes(name)}
            busy={set.isPending && set.variables.name === name}
            onChange={(isOn) => change(name, isOn)}
          />
        ))}
    </Panel>
  )
}
