import { staffRoutes, type RouteInput } from '@candor/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { staffKey } from '../../lib/staff.ts'
import { useTell } from '../../lib/use-tell.tsx'
import { peopleTexts } from './people-texts.ts'

type Change = RouteInput<typeof staffRoutes.change>['body'] & { readonly id: string }

/** Changes somebody, says so, and shows what the server has now, also when it refused. */
export const useChangeStaff = () => {
  const t = peopleTexts.useTexts()
  const { tell, complain } = useTell()
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, ...body }: Change) => call(staffRoutes.change, { params: { id }, body }),
    onSuccess: () => tell(t('saved')),
    onError: complain,
    onSettled: () => client.invalidateQueries({ queryKey: staffKey }),
  })
}
