import { StarFilled, StarOutlined } from '@ant-design/icons'
import { useIsPhone } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import { Button, Tooltip } from 'antd'
import { useTell } from '../../lib/use-tell.tsx'
import { followingTexts } from './following-texts.ts'
import { followingQuery, useFollow, type Followable } from './queries.ts'

/** Has whoever presses it told of what happens to a record; shows who else is. */
export const FollowButton = ({ object, id }: Followable) => {
  const t = followingTexts.useTexts()
  const isPhone = useIsPhone()
  const { tell, complain } = useTell()
  const { data } = useQuery(followingQuery({ object, id }))
  const follow = useFollow()
  if (!data) return null
  const { following, others } = data
  const press = (on: boolean): void =>
    follow.mutate(
      { object, id, on },
      {
        onSuccess: () =>
          tell(t(on ? 'followed' : 'unfollowed'), { key: `follow-${id}`, undo: on ? undefined : () => press(true) }),
        onError: complain,
      },
    )
  return (
    <Tooltip title={others.length > 0 && t('others', { names: others.map(({ name }) => name).join(', ') })}>
      <Button
        icon={following ? <StarFilled /> : <StarOutlined />}
        aria-label={t(following ? 'following' : 'follow')}
        loading={follow.isPending}
        onClick={() => press(!following)}
      >
        {isPhone ? null : t(following ? 'following' : 'follow')}
      </Button>
    </Tooltip>
  )
}
