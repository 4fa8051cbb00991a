import { DownloadOutlined } from '@ant-design/icons'
import { consentPaths, type ConsentQuotedTerm, type ConsentStanding } from '@candor/api'
import { useFormat, useLanguage } from '@candor/ui'
import { Button, Switch } from 'antd'
import { useState } from 'react'
import { Problem } from '../../lib/problem.tsx'
import type { AskedFor, Choice } from './queries.ts'
import { consentTexts } from './texts.ts'
import { TermPicker } from './term-picker.tsx'
import { taken, useDecide, type Wanted } from './use-decide.ts'

type T = ReturnType<typeof consentTexts.useTexts>

const ids = (terms: readonly ConsentQuotedTerm[]): string[] => terms.map(({ id }) => id)

/** Where it stands, in one sentence. */
const useStateSentence = (standing: ConsentStanding | null, t: T): string => {
  const format = useFormat()
  if (standing === null) return t('state.none')
  const date = format.date(standing.decidedAt)
  if (standing.state !== 'granted') return t(`state.${standing.state}`, { date })
  const { validUntil, inForce, ledger } = standing
  if (inForce) {
    return validUntil === null
      ? t('state.granted', { date })
      : t('state.grantedUntil', { date, until: format.date(validUntil) })
  }
  if (ledger.state === 'refused') return t('state.ledgerRefused')
  const isOver = validUntil !== null && Date.parse(validUntil) <= Date.now()
  return isOver ? t('state.ended', { date: format.date(validUntil) }) : t('state.renew')
}

type Scope = Pick<Wanted, 'categories' | 'channels'>

const noTicks: Scope = { categories: [], channels: [] }

/** Only what the notice still offers: what was ticked under an older one may be gone. */
const stillOffered = ({ notice }: AskedFor, { categories, channels }: Scope): Scope => ({
  categories: ids(notice.categories).filter((id) => categories.includes(id)),
  channels: ids(notice.channels).filter((id) => channels.includes(id)),
})

/** What switching on allows: what was ticked, or all that is listed where nothing was. */
const ticksOrAll = ({ notice }: AskedFor, { categories, channels }: Scope): Scope => ({
  categories: categories.length > 0 ? categories : ids(notice.categories),
  channels: channels.length > 0 ? channels : ids(notice.channels),
})

interface ChoiceRowProps {
  readonly item: AskedFor
  readonly choice: Choice
}

/** One recipient of one purpose: the switch, what it covers, where it stands, and the way back. */
export const ChoiceRow = ({ item, choice }: ChoiceRowProps) => {
  const t = consentTexts.useTexts()
  const [language] = useLanguage()
  const { notice } = item
  const { standing } = choice
  const { decide, wanted, error, done } = useDecide(item, choice)
  // Nothing is ticked beforehand: what is allowed was chosen by the person.
  const [picked, setPicked] = useState(noTicks)
  const inForce = standing?.inForce === true ? standing : undefined
  const isOn = wanted === undefined ? inForce !== undefined : wanted.state === 'granted'
  const chosen = isOn ? stillOffered(item, wanted ?? inForce ?? noTicks) : picked
  const isPart = notice.categories.length > 1 || notice.channels.length > 1
  const sentence = useStateSentence(standing, t)
  const names = { recipient: choice.recipient.name[language], purpose: notice.title[language] }
  const pick = (change: Partial<Scope>): void => {
    const { categories, channels } = { ...chosen, ...change }
    if (isOn) decide({ state: 'granted', categories, channels })
    else setPicked({ categories, channels })
  }
  return (
    <div className="consent-choice" data-on={isOn || undefined}>
      <div className="consent-head">
        <Switch
          checked={isOn}
          loading={wanted !== undefined}
          aria-label={t('allow', names)}
          onChange={(on) => decide(on ? { ...ticksOrAll(item, picked), state: 'granted' } : taken('withdrawn'))}
        />
        <div>
          <p className="consent-recipient">{t('for', names)}</p>
          <p className="hint">{sentence}</p>
        </div>
      </div>
      <TermPicker
        label={t('what')}
        hint={isOn ? t('atLeastOne') : undefined}
        terms={notice.categories}
        chosen={chosen.categories}
        disabled={wanted !== undefined}
        onChange={(categories) => pick({ categories })}
      />
      <TermPicker
        label={t('channels')}
        hint={isOn ? t('atLeastOne') : undefined}
        terms={notice.channels}
        chosen={chosen.channels}
        disabled={wanted !== undefined}
        onChange={(channels) => pick({ channels })}
      />
      {!isOn && isPart && <p className="hint">{t('allOrPart')}</p>}
      {inForce && inForce.noticeVersion !== notice.version && (
        <p className="note">{t('newer', { version: inForce.noticeVersion })}</p>
      )}
      <div aria-live="polite" className="consent-done">
        {done && (
          <p className="result" data-tone={done.state === 'granted' ? 'good' : undefined}>
            {t(`done.${done.state}`)}{' '}
            {done.back && (
              <button type="button" className="link-button" onClick={() => done.back && decide(done.back)}>
                {t('undo')}
              </button>
            )}
          </p>
        )}
      </div>
      {error && <Problem error={error} />}
      <p className="consent-foot">
        {standing === null ? (
          <Button
            size="small"
            disabled={wanted !== undefined}
            aria-label={t('refuseOf', names)}
            onClick={() => decide(taken('refused'))}
          >
            {t('refuse')}
          </Button>
        ) : (
          <>
            <span className="hint">{t(`ledger.${standing.ledger.state}`)}</span>
            <a
              className="link-button"
              href={consentPaths.record(standing.entryId)}
              download
              aria-label={t('recordOf', names)}
            >
              <DownloadOutlined aria-hidden /> {t('record')}
            </a>
          </>
        )}
      </p>
    </div>
  )
}
