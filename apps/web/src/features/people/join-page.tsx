import { staffRoutes, type RouteOutput } from '@candor/api'
import { EmptyState, ProblemMessage, SkeletonRows, useLanguage } from '@candor/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { Entrance } from '../../components/entrance.tsx'
import { LinkButton } from '../../components/link-button.tsx'
import { NewPasswordItem } from '../../components/new-password-item.tsx'
import { call } from '../../lib/api.ts'
import { useNameOf } from '../../lib/rights.ts'
import { useEnter } from '../../lib/session.ts'
import { joinTexts } from './join-texts.ts'

interface JoinPageProps {
  readonly token: string
  /** @param signedIn false where the account has a second factor, and signing in comes next */
  readonly onJoined: (signedIn: boolean) => void
}

interface Joining {
  readonly name: string
  readonly password: string
}

const JoinForm = ({ token, email, onJoined }: JoinPageProps & { readonly email: string }) => {
  const t = joinTexts.useTexts()
  const [language] = useLanguage()
  const enter = useEnter()
  const join = useMutation({
    mutationFn: (body: Joining) =>
      call(staffRoutes.accept, {
        params: { token },
        body: { ...body, language: language === 'zh' ? 'zh-CN' : 'en' },
      }),
    onSuccess: ({ staff }) => {
      if (staff) enter(staff)
      onJoined(staff !== null)
    },
  })
  return (
    <Form<Joining> layout="vertical" requiredMark={false} size="large" onFinish={(body) => join.mutate(body)}>
      <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
      <Form.Item name="name" label={t('name')} rules={[{ required: true, whitespace: true, message: t('needed') }]}>
        <Input autoComplete="name" maxLength={120} autoFocus />
      </Form.Item>
      <NewPasswordItem name="password" />
      {join.isError && <ProblemMessage error={join.error} />}
      <Button type="primary" htmlType="submit" block loading={join.isPending} style={{ marginTop: 16 }}>
        {t('submit')}
      </Button>
    </Form>
  )
}

type Invitation = RouteOutput<typeof staffRoutes.invitation>

const useTitles = (invitation: Invitation | undefined) => {
  const t = joinTexts.useTexts()
  const nameOf = useNameOf()
  if (!invitation) return { title: t('dead'), lead: undefined }
  const { organisation, role, email } = invitation
  return {
    title: t('title', { organisation: nameOf(organisation) }),
    lead: t('lead', { role: nameOf(role), email }),
  }
}

/** Where the link of an invitation leads: a name and a password, and one is in. */
export const JoinPage = ({ token, onJoined }: JoinPageProps) => {
  const t = joinTexts.useTexts()
  const query = useQuery({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => call(staffRoutes.invitation, { params: { token } }, { signal }),
    retry: false,
    refetchOnWindowFocus: false,
  })
  const { title, lead } = useTitles(query.data)
  if (query.isPending)
    return (
      <Entrance title="Candor">
        <SkeletonRows rows={4} />
      </Entrance>
    )
  return (
    <Entrance title={title} lead={lead}>
      {query.isError ? (
        <EmptyState title={t('dead')} actions={<LinkButton to="/sign-in">{t('signIn')}</LinkButton>}>
          {t('deadText')}
        </EmptyState>
      ) : (
        <JoinForm token={token} email={query.data.email} onJoined={onJoined} />
      )}
    </Entrance>
  )
}
