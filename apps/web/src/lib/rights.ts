import { useSession } from './session.ts'

/** Owners and agents change things; auditors read and verify. The server enforces it, the screen only does not offer it. */
export const useCanWork = (): boolean => useSession().role !== 'auditor'

export const useIsOwner = (): boolean => useSession().role === 'owner'
