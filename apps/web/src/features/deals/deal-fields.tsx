import { dealSources, type Deal, type DealChangesInput } from '@candor/api'
import { Panel, useFormat } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { CompanySelect } from '../../components/company-select.tsx'
import { CustomerSelect } from '../../components/customer-select.tsx'
import { InlineField } from '../../components/inline-field.tsx'
import inline from '../../components/inline-field.module.css'
import { useBilingual } from '../../lib/own-fields.ts'
import { useMay } from '../../lib/rights.ts'
import { amountOf, isAmount, typedAmount } from '../../lib/amounts.ts'
import { DealParty, daysSince } from './deal-parts.tsx'
import { dealsTexts } from './deals-texts.ts'
import { dealOwnersQuery, useDealSettings } from './queries.ts'
import type { DealWork } from './use-deal-work.ts'
import styles from './deals.module.css'

interface DealFieldsProps {
  readonly deal: Deal
  readonly work: DealWork
}

interface PartyDialogProps extends DealFieldsProps {
  readonly onClose: () => void
}

/** Chooses with whom a deal is. */
const PartyDialog = ({ deal, work, onClose }: PartyDialogProps) => {
  const t = dealsTexts.useTexts()
  const [chosen, setChosen] = useState<{ readonly customer?: string | null; readonly company?: string | null }>({})
  const before = { customer: deal.customer?.id ?? null, company: deal.company?.id ?? null }
  return (
    <Modal
      open
      title={t('form.party')}
      okText={t('form.save')}
      okButtonProps={{ disabled: Object.keys(chosen).length === 0 }}
      onOk={() => {
        work.change(deal, chosen, t('field.party'), before)
        onClose()
      }}
      onCancel={onClose}
    >
      {(['customer', 'company'] as const).map((kind) => {
        const Choice = kind === 'customer' ? CustomerSelect : CompanySelect
        const isNobody = chosen[kind] === null || (chosen[kind] === undefined && before[kind] === null)
        return (
          <div key={kind} className={styles['choice']}>
            <span>{t(`field.${kind}`)}</span>
            <Choice
              label={t(`field.${kind}`)}
              placeholder={deal[kind]?.name && chosen[kind] !== null ? deal[kind].name : t(`field.${kind}Hint`)}
              value={chosen[kind] ?? undefined}
              onChange={(id) => setChosen({ ...chosen, [kind]: id })}
            />
            <Button type="link" size="small" disabled={isNobody} onClick={() => setChosen({ ...chosen, [kind]: null })}>
              {t('form.none')}
            </Button>
          </div>
        )
      })}
    </Modal>
  )
}

const noFault = () => undefined

/** What is known of a deal; a click on a value changes it. */
export const DealFields = ({ deal, work }: DealFieldsProps) => {
  const t = dealsTexts.useTexts()
  const say = useBilingual()
  const format = useFormat()
  const settings = useDealSettings()
  const { data: owners } = useQuery(dealOwnersQuery)
  const [mayWrite, seesParties] = [useMay('deal.write'), useMay('customer.read')]
  const [choosing, setChoosing] = useState(false)
  const canEdit = mayWrite && deal.state === 'open' && !deal.removed
  const { currency, amount, closeDay, owner, source, nextStep, reason, reasonText, competitor } = deal
  const save = (field: string, changes: DealChangesInput, before: DealChangesInput) =>
    work.change(deal, changes, field, before)
  const texts = (field: string) => ({ edit: t('form.edit', { field }), empty: t('form.empty') })
  const people = owners?.items ?? []
  const amountName = t('field.amount', { currency })
  const found = settings?.reasons.find(({ key }) => key === reason)
  const ends: readonly (readonly [name: string, value: string | null])[] = [
    [t('field.reason'), found ? say(found.name) : reason],
    [t('field.competitor'), competitor],
    [t('field.reasonText'), reasonText],
  ]
  return (
    <Panel title={t('page.details')}>
      <dl className={`${inline['fields']} ${styles['fields']}`}>
        {deal.state !== 'open' &&
          ends
            .filter(([, value]) => value !== null)
            .map(([name, value]) => (
              <div key={name} className={inline['field']}>
                <dt>{name}</dt>
                <dd>
                  <span className={inline['plain']}>{value}</span>
                </dd>
              </div>
            ))}
        <InlineField
          name={t('field.title')}
          value={deal.title}
          shown={deal.title}
          canEdit={canEdit}
          texts={texts(t('field.title'))}
          faultOf={(text) => (text.trim() === '' ? t('form.needed') : undefined)}
          onSave={(title) => save(t('field.title'), { title }, { title: deal.title })}
        />
        <div className={inline['field']}>
          <dt>{t('column.party')}</dt>
          <dd className={styles['partyLine']}>
            <DealParty deal={deal} />
            {canEdit && seesParties && (
              <Button type="link" size="small" onClick={() => setChoosing(true)}>
                {t('form.change')}
              </Button>
            )}
          </dd>
        </div>
        <InlineField
          name={amountName}
          value={typedAmount(amount, currency)}
          shown={amount === null ? '' : format.money(amount, currency)}
          canEdit={canEdit}
          texts={texts(amountName)}
          faultOf={(text) => (text.trim() === '' || isAmount(text, currency) ? undefined : t('form.amountWrong'))}
          onSave={(text) => save(amountName, { amount: amountOf(text, currency) }, { amount })}
        />
        <InlineField
          name={t('field.closeDay')}
          type="date"
          value={closeDay ?? ''}
          shown={closeDay === null ? '' : format.date(`${closeDay}T12:00:00`)}
          canEdit={canEdit}
          texts={texts(t('field.closeDay'))}
          faultOf={(text) => (/^(\d{4}-\d{2}-\d{2})?$/.test(text) ? undefined : t('form.dayWrong'))}
          onSave={(text) => save(t('field.closeDay'), { closeDay: text || null }, { closeDay })}
        />
        <InlineField
          name={t('field.owner')}
          value={owner.id}
          shown={owner.name ?? t('nobody')}
          canEdit={canEdit}
          texts={texts(t('field.owner'))}
          options={people.map(({ id, name }) => ({ value: id, label: name }))}
          faultOf={noFault}
          onSave={(id) => save(t('field.owner'), { owner: id }, { owner: owner.id })}
        />
        <InlineField
          name={t('field.source')}
          value={source ?? ''}
          shown={source ? t(`source.${source}`) : ''}
          canEdit={canEdit}
          texts={texts(t('field.source'))}
          options={dealSources.map((value) => ({ value, label: t(`source.${value}`) }))}
          faultOf={noFault}
          onSave={(text) =>
            save(t('field.source'), { source: dealSources.find((name) => name === text) ?? null }, { source })
          }
        />
        <InlineField
          name={t('field.nextStep')}
          value={nextStep ?? ''}
          shown={nextStep ?? ''}
          canEdit={canEdit}
          texts={texts(t('field.nextStep'))}
          faultOf={noFault}
          onSave={(text) => save(t('field.nextStep'), { nextStep: text.trim() || null }, { nextStep })}
        />
        <div className={inline['field']}>
          <dt>{t('column.idle')}</dt>
          <dd>
            <span className={inline['plain']}>{t('days', { count: daysSince(deal.stageSince) })}</span>
          </dd>
        </div>
      </dl>
      {choosing && <PartyDialog deal={deal} work={work} onClose={() => setChoosing(false)} />}
    </Panel>
  )
}
