import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { Config } from './config.ts'
import type { Database } from './db/types.ts'
import type { Events } from './http/events.ts'
import type { Health } from './http/health.ts'
import type { Jobs } from './jobs/jobs.ts'
import type { Mail } from './mail/mail.ts'

/** The HTTP server on which modules put their routes and hooks. */
export type App = FastifyInstance

/** Structured log; secrets and personal data are taken out before a line is written. */
export type Log = FastifyBaseLogger

/** What every module is given. */
export interface Platform {
  readonly config: Config
  readonly db: Database
  readonly log: Log
  readonly events: Events
  readonly jobs: Jobs
  readonly mail: Mail
  /** Where a part says whether it is well. */
  readonly health: Health
}
