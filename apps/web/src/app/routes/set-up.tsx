import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { SetUpPage } from '../../features/set-up/set-up-page.tsx'

const SetUpRoute = () => {
  const { token = '' } = Route.useSearch()
  const navigate = useNavigate()
  return <SetUpPage token={token} onDone={() => void navigate({ to: '/', replace: true })} />
}

export const Route = createFileRoute('/set-up')({
  validateSearch: (search): { token?: string } =>
    typeof search['token'] === 'string' ? { token: search['token'] } : {},
  component: SetUpRoute,
})
