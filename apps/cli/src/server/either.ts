import type { Candor } from '@candor/server'
import { existingSettings } from '../installation/environment.ts'
import { runningServer } from '../installation/running.ts'
import { withServerInside } from '../installation/server-inside.ts'
import type { Io } from '../io.ts'
import { refusalOf, signIn, type Session } from './session.ts'

/** Asks the running server, or one inside this process where none runs. */
export const either = async <Result>(
  values: Parameters<typeof signIn>[1] & { readonly server?: string },
  io: Io,
  throughServer: (session: Session) => Promise<Result>,
  inProcess: (candor: Candor) => Promise<Result>,
): Promise<Result> => {
  const server = values.server ?? (await runningServer(existingSettings(io)))
  if (server === undefined) return withServerInside(existingSettings(io), inProcess)
  const session = await signIn(server, values, io)
  try {
    return await throughServer(session)
  } catch (error) {
    throw refusalOf(error)
  } finally {
    await session.end().catch(() => undefined)
  }
}
