import { webhookRoutes, type WebhookEndpoint } from '@candor/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { webhooksKey } from './queries.ts'
import { webhooksTexts } from './webhooks-texts.ts'

type Step = 'pause' | 'stopped' | 'now' | 'remove' | 'restore' | 'test'
type Wanted = { readonly id: string; readonly version: number; readonly step: Step }

const send = async ({ id, version, step }: Wanted): Promise<number> => {
  const [params, body] = [{ id }, { version }]
  if (step === 'test') {
    await call(webhookRoutes.test, { params, body: {} })
    return version
  }
  if (step === 'stopped' || step === 'now') {
    return (await call(webhookRoutes.resume, { params, body: { version, from: step } })).version
  }
  return (await call(webhookRoutes[step], { params, body })).version
}

/** What can be done to an endpoint by one press, with the words that say so and a way back. */
export const useEndpointSteps = ({ id, version, description, url }: WebhookEndpoint) => {
  const t = webhooksTexts.useTexts()
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: webhooksKey })
  const { tell, complain } = useTell(refresh)
  const step = useMutation({ mutationFn: send, onSettled: refresh, onError: complain })
  const take = (name: Step, at = version): void =>
    step.mutate(
      { id, version: at, step: name },
      {
        onSuccess: (next) => {
          const key = `webhook-${id}`
          if (name === 'test') tell(t('testSent'), { key })
          else if (name === 'pause') tell(t('paused'), { key, undo: () => take('stopped', next) })
          else if (name === 'remove')
            tell(t('removed', { name: description || url }), { key, undo: () => take('restore', next) })
          else tell(t(name === 'restore' ? 'restored' : 'resumed'), { key })
        },
      },
    )
  return { take, busy: step.isPending ? step.variables.step : undefined }
}
