import { portalTicketRoutes, type OwnTicket } from '@candor/api'
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { Choice } from '../../lib/choice.tsx'
import { Problem } from '../../lib/problem.tsx'
import { Section } from '../../lib/section.tsx'
import { useRefreshHelp } from './queries.ts'
import { TextArea } from '../../lib/text-area.tsx'
import { helpTexts } from './texts.ts'

const values = ['1', '2', '3', '4', '5'] as const

/** Asks once how good the help was, and says thanks afterwards. */
export const Rating = ({ request }: { readonly request: OwnTicket }) => {
  const t = helpTexts.useTexts()
  const refresh = useRefreshHelp()
  const [rating, setRating] = useState<(typeof values)[number] | ''>('')
  const [comment, setComment] = useState('')
  const send = useMutation({
    mutationFn: async () =>
      call(portalTicketRoutes.rate, {
        params: { id: request.id },
        body: { rating: Number(rating), comment: comment.trim() || null },
      }),
    onSuccess: refresh,
  })
  if (request.rating !== null) return <p role="status">{t('rate.thanks', { rating: request.rating })}</p>
  return (
    <Section title={t('rate.title')}>
      <div className="form">
        <Choice
          label={t('rate.title')}
          value={rating}
          options={values.map((value) => ({ value, label: t('rate.value', { count: Number(value) }) }))}
          onChange={setRating}
        />
        {rating !== '' && (
          <>
            <TextArea label={t('rate.comment')} rows={2} maxLength={2000} value={comment} onText={setComment} />
            {send.error && <Problem error={send.error} />}
            <p>
              <Button type="primary" size="large" loading={send.isPending} onClick={() => send.mutate()}>
                {t('rate.send')}
              </Button>
            </p>
          </>
        )}
      </div>
    </Section>
  )
}
