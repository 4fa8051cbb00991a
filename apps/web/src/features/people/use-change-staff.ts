import { staffRoutes, type RouteInput } from '@candor/api'
import { describeProblem, uiTexts } from '@candor/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { call } from '../../lib/api.ts'
import { staffKey } from '../../lib/staff.ts'
import { peopleTexts } from './people-texts.ts'

type Change = RouteInput<typeof staffRoutes.change>['body'] & { readonly id: string }

/** Changes somebody, says so, and shows what the server has now, also when it refused. */
export const useChangeStaff = () => {
  const t = peopleTexts.useTexts()
  const ui = uiTexts.useTexts()
  const { message } = App.useApp()
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, ...body }: Change) => call(staffRoutes.change, { params: { id }, body }),
    onSuccess: () => void message.success(t('saved')),
    onError: (error) => void message.error(describeProblem(error, ui).message, 6),
    onSettled: () => client.invalidateQueries({ queryKey: staffKey }),
  })
}
