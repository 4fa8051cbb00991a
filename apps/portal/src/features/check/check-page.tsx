import { Link } from '@tanstack/react-router'
import { CopyButton } from '@candor/ui'
import { PageTitle } from '../../lib/page-title.tsx'
import { Section } from '../../lib/section.tsx'
import { Checklist } from './checklist.tsx'
import { checkTexts } from './texts.ts'

const stages = ['recorded', 'sequenced', 'sealed', 'anchored', 'final'] as const
const verifySteps = ['one', 'two', 'three', 'four', 'five'] as const
const limits = ['truth', 'missing', 'alone', 'page'] as const

/** Names of standards, the same in every language. */
const standards = { tree: 'RFC 6962', formats: 'C2SP tlog-checkpoint, C2SP tlog-proof' }

const command = 'npm exec candor -- verify receipt.tlog-proof'

/** How anybody, an accountant included, can check what this company says; and what such a check does not prove. */
export const CheckPage = () => {
  const t = checkTexts.useTexts()
  const rpcUrl = `${globalThis.location.origin}/rpc`
  return (
    <div className="reading">
      <PageTitle title={t('title')} lead={t('lead')} />
      <Section title={t('idea.title')}>
        <p>{t('idea.text')}</p>
      </Section>
      <Section title={t('stages.title')}>
        <ol className="stages">
          {stages.map((stage) => (
            <li key={stage}>
              <strong>{t(`stages.${stage}`)}</strong>
              <p>{t(`stages.${stage}Text`)}</p>
            </li>
          ))}
        </ol>
      </Section>
      <Section title={t('verify.title')}>
        <p>{t('verify.lead')}</p>
        <ol className="numbered">
          {verifySteps.map((step) => (
            <li key={step}>{t(`verify.${step}`)}</li>
          ))}
        </ol>
        <p>{t('verify.result')}</p>
      </Section>
      <Section title={t('receipt.title')}>
        <p>{t('receipt.text')}</p>
        <p>{t('receipt.how')}</p>
        <p className="command">
          <code>{command}</code> <CopyButton text={command} />
        </p>
        <p className="hint">{t('receipt.note')}</p>
      </Section>
      <Section title={t('points.title')}>
        <p>{t('points.text')}</p>
        <p className="example">{t('points.example')}</p>
        <p>{t('points.date')}</p>
        <p className="links">
          <Link to="/points">{t('points.link')}</Link>
        </p>
      </Section>
      <Section title={t('limits.title')} className="limits">
        <p>{t('limits.lead')}</p>
        <dl>
          {limits.map((limit) => (
            <div key={limit}>
              <dt>{t(`limits.${limit}`)}</dt>
              <dd>{t(`limits.${limit}Text`)}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section title={t('privacy.title')}>
        <p>{t('privacy.text')}</p>
      </Section>
      <Section title={t('audit.title')}>
        <Checklist />
      </Section>
      <Section>
        <details>
          <summary>{t('technical.title')}</summary>
          <p>{t('technical.text', standards)}</p>
          <dl className="facts">
            <dt>{t('technical.rpc')}</dt>
            <dd>
              <code>{rpcUrl}</code> <CopyButton text={rpcUrl} />
            </dd>
          </dl>
        </details>
      </Section>
    </div>
  )
}
