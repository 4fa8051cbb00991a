type Listener = (organisationId: string) => void

const listeners = new Set<Listener>()

/** Tells the sequencers of this process that an organisation has a new entry. Called after the commit. */
export const signalRecorded = (organisationId: string): void => {
  for (const listener of listeners) listener(organisationId)
}

/** Listens for {@link signalRecorded}; gives the function that ends it. */
export const onRecorded = (listener: Listener): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
