import {
  builtInObjects,
  customerParts,
  fixedPart,
  layoutRoutes,
  recordParts,
  type CustomerPart,
  type FieldObject,
  type PageLayout,
} from '@candor/api'
import { Panel, ProblemMessage, SkeletonRows } from '@candor/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { ArrangedList } from '../../components/arranged-list.tsx'
import { call } from '../../lib/api.ts'
import { inOrder } from '../../lib/in-order.ts'
import { layoutFor, layoutsQuery } from '../../lib/layouts.ts'
import { useBilingual } from '../../lib/own-fields.ts'
import { useDefinedObjects } from '../../lib/own-objects.ts'
import { useNameOf } from '../../lib/rights.ts'
import { rolesQuery } from '../../lib/staff.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { layoutsTexts } from './layouts-texts.ts'
import { definedQuery } from './queries.ts'
import styles from './fields.module.css'

/** Stands for everybody among the roles. */
const everybody = ''

const partsOf = (object: FieldObject): readonly CustomerPart[] =>
  object === 'customer' ? customerParts : object === 'company' ? [] : recordParts

const nothing = { parts: [], hiddenParts: [], fields: [], hiddenFields: [] }

interface LayoutEditorProps {
  readonly object: FieldObject
  readonly role: string | null
  readonly version: number
  readonly layouts: readonly PageLayout[]
}

/** The layout of one page for one role. */
const LayoutEditor = ({ object, role, version, layouts }: LayoutEditorProps) => {
  const t = layoutsTexts.useTexts()
  const say = useBilingual()
  const client = useQueryClient()
  const { tell, complain } = useTell(() => client.invalidateQueries({ queryKey: layoutsQuery.queryKey }))
  const { data: defined } = useQuery(definedQuery(object))
  const own = layouts.find((one) => one.object === object && one.role === role)
  const [layout, setLayout] = useState<PageLayout>(() => ({
    ...(layoutFor(layouts, object, role) ?? nothing),
    object,
    role,
  }))
  const save = useMutation({
    mutationFn: (next: PageLayout | undefined) => {
      const others = layouts.filter((one) => one !== own)
      return call(layoutRoutes.set, { body: { version, layouts: next ? [...others, next] : others } })
    },
    onSuccess: async (_, next) => {
      tell(t(next ? 'saved' : 'gone'), { key: 'layout' })
      await client.invalidateQueries({ queryKey: layoutsQuery.queryKey })
    },
    onError: complain,
  })
  const parts = inOrder(
    partsOf(object).map((name) => ({ name, label: t(`part.${name}`) })),
    layout.parts,
  )
  const fields = inOrder(
    (defined?.items ?? [])
      .filter(({ archivedAt }) => archivedAt === null)
      .map(({ key, label }) => ({ name: key, label: say(label) })),
    layout.fields,
  )
  const partNames = (names: readonly string[]) => customerParts.filter((part) => names.includes(part))
  return (
    <>
      <p className={styles['quiet']}>{t(own ? 'own' : 'usual')}</p>
      {parts.length > 0 && (
        <Panel title={t('parts')}>
          <ArrangedList
            label={t('parts')}
            items={parts}
            hidden={layout.hiddenParts}
            fixed={[fixedPart]}
            onChange={({ order, hidden }) =>
              setLayout({
                ...layout,
                parts: order.flatMap((name) => partNames([name])),
                hiddenParts: partNames(hidden),
              })
            }
          />
        </Panel>
      )}
      <Panel title={t('fields')}>
        {fields.length === 0 && <p className={styles['quiet']}>{t('noFields')}</p>}
        <ArrangedList
          label={t('fields')}
          items={fields}
          hidden={layout.hiddenFields}
          onChange={({ order, hidden }) => setLayout({ ...layout, fields: [...order], hiddenFields: [...hidden] })}
        />
      </Panel>
      <div className={styles['bar']}>
        <Button disabled={!own} onClick={() => save.mutate(undefined)}>
          {t('reset')}
        </Button>
        <Button type="primary" loading={save.isPending} onClick={() => save.mutate(layout)}>
          {t('save')}
        </Button>
      </div>
    </>
  )
}

/** How pages of customers, companies and own objects are laid out for each role. */
export const LayoutsSettings = () => {
  const t = layoutsTexts.useTexts()
  const say = useBilingual()
  const nameOf = useNameOf()
  const objects = useDefinedObjects()
  const { data: roles } = useQuery(rolesQuery)
  const query = useQuery(layoutsQuery)
  const [object, setObject] = useState<FieldObject>('customer')
  const [role, setRole] = useState(everybody)
  return (
    <>
      <p className={styles['quiet']}>{t('lead')}</p>
      <div className={styles['bar']}>
        <Select
          aria-label={t('object')}
          value={object}
          popupMatchSelectWidth={false}
          onChange={setObject}
          options={[
            ...builtInObjects.map((name) => ({ value: name as FieldObject, label: t(name) })),
            ...objects.map(({ key, plural }) => ({ value: key, label: say(plural) })),
          ]}
        />
        <Select
          aria-label={t('role')}
          value={role}
          popupMatchSelectWidth={false}
          onChange={setRole}
          options={[
            { value: everybody, label: t('everybody') },
            ...(roles?.items ?? []).map((one) => ({ value: one.key, label: nameOf(one) })),
          ]}
        />
      </div>
      {query.isPending && <SkeletonRows rows={8} height={40} />}
      {query.isError && <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <LayoutEditor
          key={`${object} ${role} ${query.data.version}`}
          object={object}
          role={role === everybody ? null : role}
          version={query.data.version}
          layouts={query.data.layouts}
        />
      )}
    </>
  )
}
