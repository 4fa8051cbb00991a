import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { JoinPage } from '../../features/people/join-page.tsx'

const JoinRoute = () => {
  const { token } = Route.useParams()
  const navigate = useNavigate()
  return (
    <JoinPage
      token={token}
      onJoined={(signedIn) => void navigate({ to: signedIn ? '/' : '/sign-in', replace: true })}
    />
  )
}

export const Route = createFileRoute('/join/$token')({ component: JoinRoute })
