import { BrandMark, useFormat } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { LanguageButton } from '../../lib/language-button.tsx'
import { Loadable } from '../../lib/loadable.tsx'
import { useLocalName } from '../../lib/local-name.ts'
import { PageTitle } from '../../lib/page-title.tsx'
import { Section } from '../../lib/section.tsx'
import { certificateOptions } from './queries.ts'
import { myDataTexts } from './texts.ts'

/** An address under which the browser gives a text as a file. */
const useFileOf = (text: string | null): string | undefined => {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    if (text === null) return undefined
    const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
    setAddress(url)
    return () => URL.revokeObjectURL(url)
  }, [text])
  return address
}

/** Where the certificate of an erasure is, for whoever has the secret address: nobody is signed in here. */
export const CertificatePage = () => {
  const t = myDataTexts.useTexts()
  const format = useFormat()
  const localName = useLocalName()
  const { token } = useParams({ from: '/erasure/$token' })
  const query = useQuery(certificateOptions(token))
  const { data } = query
  const file = useFileOf(data?.certificate ?? null)
  return (
    <div className="shell">
      <header className="top">
        <span className="brand">
          <BrandMark size={32} />
          <strong>{data ? localName(data.organisation) : ''}</strong>
        </span>
        <div className="top-end">
          <LanguageButton />
        </div>
      </header>
      <main id="main" className="content reading">
        <PageTitle title={t('certificate.title')} />
        <Loadable of={query} rows={3}>
          {data && data.state !== 'done' && <p>{t(`certificate.${data.state}`)}</p>}
          {data?.state === 'done' && (
            <Section>
              <p>
                {t('certificate.done', {
                  organisation: localName(data.organisation),
                  when: data.closedAt ? format.dateTime(data.closedAt) : '',
                })}
              </p>
              <p className="hint">{t('certificate.how')}</p>
              {file === undefined ? (
                <p role="status">{t('certificate.soon')}</p>
              ) : (
                <p>
                  <Button type="primary" href={file} download="erasure.tlog-proof">
                    {t('certificate.load')}
                  </Button>
                </p>
              )}
            </Section>
          )}
        </Loadable>
      </main>
    </div>
  )
}
