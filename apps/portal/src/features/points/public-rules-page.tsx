import { ruleChanges, versionInForce } from '@candor/api'
import { BrandMark, useFormat } from '@candor/ui'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { LanguageButton } from '../../lib/language-button.tsx'
import { Loadable } from '../../lib/loadable.tsx'
import { PageTitle } from '../../lib/page-title.tsx'
import { Section } from '../../lib/section.tsx'
import { publicRulesTexts } from './public-rules-texts.ts'
import { readPublishedRules, type PublishedProgramme, type PublishedVersion } from './read-rules.ts'
import { capOf, minimumOf, periodOf, rateOf } from './rule-words.ts'
import { pointsTexts } from './texts.ts'

const publishedOptions = queryOptions({
  queryKey: ['published-rules'],
  queryFn: readPublishedRules,
  staleTime: 30_000,
})

const seconds = (time: string | null): number => (time === null ? 0 : Date.parse(time) / 1000)

/** In what a version differs from the one before it. */
const useChanges = (rule: PublishedVersion, before: PublishedVersion | undefined): string => {
  const t = publicRulesTexts.useTexts()
  const words = pointsTexts.useTexts()
  const format = useFormat()
  if (before === undefined) return t('first')
  const said = {
    rate: () => t('rate', { before: rateOf(before, words, format), after: rateOf(rule, words, format) }),
    minimum: () => t('minimum', { before: minimumOf(before, words, format), after: minimumOf(rule, words, format) }),
    maximum: () => t('minimum', { before: capOf(before, words), after: capOf(rule, words) }),
    dates: () => t('dates'),
  }
  const changes = ruleChanges(rule, before)
    .map((change) => said[change]())
    .join(' · ')
  return t('changed', { version: before.version, changes })
}

interface VersionProps {
  readonly rule: PublishedVersion
  readonly before: PublishedVersion | undefined
  readonly standing: 'now' | 'past' | 'future'
}

const Version = ({ rule, before, standing }: VersionProps) => {
  const t = publicRulesTexts.useTexts()
  const words = pointsTexts.useTexts()
  const format = useFormat()
  const changes = useChanges(rule, before)
  return (
    <li className="rule" data-standing={standing}>
      <p>
        <strong>{rateOf(rule, words, format)}</strong> <span className="chip">{words(`rules.${standing}`)}</span>
      </p>
      <p className="hint">
        {words('line.version', { version: rule.version })}, {periodOf(rule, words, format)} ·{' '}
        {minimumOf(rule, words, format)} · {capOf(rule, words)}
      </p>
      <p className="hint">{changes}</p>
      <p className="hint">
        {t('entry', { block: format.number(rule.blockNumber) })} <code>{rule.transactionHash}</code>
      </p>
    </li>
  )
}

const Programme = ({ programme }: { readonly programme: PublishedProgramme }) => {
  const t = publicRulesTexts.useTexts()
  const now = Date.now() / 1000
  return (
    <Section
      title={programme.name}
      extra={<span className="hint">{t('programme', { number: programme.number })}</span>}
    >
      {programme.merchants.length === 0 && <p className="hint">{t('none')}</p>}
      {programme.merchants.map(({ member, name, versions }) => {
        const periods = versions.map((each) => ({
          version: each.version,
          startsAt: seconds(each.startsAt),
          endsAt: seconds(each.endsAt),
        }))
        const inForce = versionInForce(periods, now)?.version
        return (
          <div key={member} className="rules">
            <h3>{name}</h3>
            <p className="hint">{t('member', { number: member })}</p>
            <ul>
              {versions.map((rule) => (
                <Version
                  key={rule.version}
                  rule={rule}
                  before={versions.find(({ version }) => version === rule.version - 1)}
                  standing={rule.version === inForce ? 'now' : seconds(rule.startsAt) > now ? 'future' : 'past'}
                />
              ))}
            </ul>
          </div>
        )
      })}
    </Section>
  )
}

/** Every version of every rule, for everybody, as this browser reads them from the contract. */
export const PublicRulesPage = () => {
  const t = publicRulesTexts.useTexts()
  const format = useFormat()
  const query = useQuery(publishedOptions)
  return (
    <div className="public-page">
      <div className="sign-in-head">
        <BrandMark size={40} />
        <LanguageButton />
      </div>
      <main id="main">
        <PageTitle title={t('title')} lead={t('lead')} />
        <Loadable of={query}>
          {query.data && (
            <>
              <p className="hint">
                {t('read', { block: format.number(query.data.blockNumber), contract: query.data.contract })}
              </p>
              {query.data.programmes.length === 0 && <p>{t('none')}</p>}
              {query.data.programmes.map((programme) => (
                <Programme key={programme.number} programme={programme} />
              ))}
            </>
          )}
        </Loadable>
        <p>
          <Link to="/sign-in">{t('back')}</Link>
        </p>
      </main>
    </div>
  )
}
