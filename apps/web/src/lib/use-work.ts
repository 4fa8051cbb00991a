import { useMutation } from '@tanstack/react-query'
import { useTell } from './use-tell.tsx'

/**
 * Work on records that several people hold open: one thing after the other, each said with its way back.
 * @param refresh asks again for what is shown, after each and where somebody else was faster (409)
 * @returns run: does one thing; done: says that it is done, `undo` takes it back.
 */
export const useWork = (refresh: () => Promise<unknown>) => {
  const { tell, complain } = useTell(refresh)
  const { mutate: run, isPending: busy } = useMutation({
    mutationFn: (work: () => Promise<void>) => work(),
    onSuccess: refresh,
    onError: complain,
  })
  const done = (text: string, undo: () => Promise<unknown>): void =>
    tell(text, { undo: () => void undo().then(refresh).catch(complain) })
  return { busy, run, done }
}
