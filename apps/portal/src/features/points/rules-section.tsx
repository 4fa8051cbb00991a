import { loyaltyRoutes, versionInForce, type EarnRule } from '@candor/api'
import { useFormat } from '@candor/ui'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { call } from '../../lib/api.ts'
import { Loadable } from '../../lib/loadable.tsx'
import { Section } from '../../lib/section.tsx'
import { useMe, useMerchantNames } from '../../lib/session.ts'
import { capOf, minimumOf, periodOf, rateOf } from './rule-words.ts'
import { pointsTexts } from './texts.ts'

const rulesOptions = (organisationId: string) =>
  queryOptions({
    queryKey: ['points', 'rules', organisationId],
    queryFn: async ({ signal }) => call(loyaltyRoutes.rules, { query: { organisationId } }, { signal }),
  })

const seconds = (instant: string | null): number => (instant ? Date.parse(instant) / 1000 : 0)

const periodsOf = (rules: readonly EarnRule[]) =>
  rules.map((rule) => ({ version: rule.version, startsAt: seconds(rule.startsAt), endsAt: seconds(rule.endsAt) }))

const Version = ({ rule, standing }: { readonly rule: EarnRule; readonly standing: 'now' | 'past' | 'future' }) => {
  const t = pointsTexts.useTexts()
  const format = useFormat()
  return (
    <li className="rule" data-standing={standing}>
      <p>
        <strong>{rateOf(rule, t, format)}</strong> <span className="chip">{t(`rules.${standing}`)}</span>
      </p>
      <p className="hint">
        {t('line.version', { version: rule.version })}, {periodOf(rule, t, format)} · {minimumOf(rule, t, format)} ·{' '}
        {capOf(rule, t)}
      </p>
    </li>
  )
}

/** Every version of every shop's rule, newest first, with the one in force now marked. */
export const RulesSection = () => {
  const t = pointsTexts.useTexts()
  const { organisation } = useMe()
  const merchantName = useMerchantNames()
  const query = useQuery(rulesOptions(organisation.id))
  const byMerchant = Map.groupBy(query.data?.items ?? [], (rule) => rule.merchantId)
  const now = Date.now() / 1000
  return (
    <Section title={t('rules.title')}>
      <p>
        {t('rules.lead')} <Link to="/rules">{t('rules.all')}</Link>
      </p>
      <Loadable of={query}>
        {byMerchant.size === 0 && <p className="hint">{t('rules.empty')}</p>}
        {[...byMerchant].map(([merchantId, rules]) => {
          const inForce = versionInForce(periodsOf(rules), now)?.version
          return (
            <div key={merchantId} className="rules">
              <h3>{merchantName(merchantId, rules[0]?.merchantName ?? '')}</h3>
              <ul>
                {rules.map((rule) => (
                  <Version
                    key={rule.version}
                    rule={rule}
                    standing={rule.version === inForce ? 'now' : seconds(rule.startsAt) > now ? 'future' : 'past'}
                  />
                ))}
              </ul>
            </div>
          )
        })}
      </Loadable>
    </Section>
  )
}
