import type { OwnObject } from '@candor/api'
import { SkeletonRows } from '@candor/ui'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Page } from '../components/page.tsx'
import { objectsQuery } from '../lib/own-objects.ts'
import { PageMissing } from './page-states.tsx'

interface OwnObjectOfProps {
  readonly name: string
  readonly children: (object: OwnObject) => ReactNode
}

/** The object that an address names; until it is known that it is loading, or that there is none. */
export const OwnObjectOf = ({ name, children }: OwnObjectOfProps) => {
  const query = useQuery(objectsQuery)
  const object = query.data?.items.find(({ key }) => key === name)
  if (object) return children(object)
  if (query.isPending)
    return (
      <Page>
        <SkeletonRows rows={10} />
      </Page>
    )
  return <PageMissing />
}
