import { useQuery } from '@tanstack/react-query'
import { useMay } from '../../lib/rights.ts'
import { customersOverviewQuery } from './queries.ts'

/** Figures of all customers, from which filters take what there is to choose; nothing without the right to them. */
export const useOverview = () => useQuery({ ...customersOverviewQuery, enabled: useMay('figures.read') }).data
