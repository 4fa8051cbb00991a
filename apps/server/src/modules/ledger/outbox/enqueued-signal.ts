type Listener = (organisationId: string) => void

const listeners = new Set<Listener>()

/** Tells the sender of this process that an organisation has a new call. Called after the commit. */
export const signalEnqueued = (organisationId: string): void => {
  for (const listener of listeners) listener(organisationId)
}

/** Listens for {@link signalEnqueued}; gives the function that ends it. */
export const onEnqueued = (listener: Listener): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
