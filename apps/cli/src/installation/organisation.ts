import type { Database } from '@candor/server/platform/db/index'
import { CliError, exitCodes } from '../errors.ts'

type Organisation = { readonly id: string; readonly slug: string; readonly name: string }

/** How a person names an organisation. */
export const organisationOption = {
  organisation: {
    type: 'string',
    value: 'id',
    help: 'id or short name of the organisation; the only one unless given',
  },
} as const

const all = async ({ owner }: Database): Promise<Organisation[]> => {
  const { rows } = await owner.query<Organisation>('select id, slug, name from organisation order by slug')
  return rows
}

/**
 * The organisations meant: the one named by id or short name, or all.
 * @throws CliError (usage) when there is none of that name
 */
export const organisationsMeant = async (db: Database, named: string | undefined): Promise<Organisation[]> => {
  const organisations = await all(db)
  const fitting = organisations.filter(({ id, slug }) => named === undefined || id === named || slug === named)
  if (fitting.length > 0 || named === undefined) return fitting
  throw new CliError(
    'NO_SUCH_ORGANISATION',
    `There is no organisation ${JSON.stringify(named)}.`,
    `There are: ${organisations.map(({ slug, name }) => `${slug} (${name})`).join(', ')}.`,
    exitCodes.usage,
  )
}

/** The one organisation meant. @throws CliError (usage) when it is not clear which */
export const oneOrganisation = async (db: Database, named: string | undefined): Promise<Organisation> => {
  const [first, ...others] = await organisationsMeant(db, named)
  if (first === undefined) {
    throw new CliError(
      'NO_ORGANISATION',
      'There is no organisation yet.',
      'Start the server once: npm start.',
      exitCodes.usage,
    )
  }
  if (others.length === 0) return first
  const list = [first, ...others].map(({ slug, name }) => `${slug} (${name})`).join(', ')
  throw new CliError(
    'WHICH_ORGANISATION',
    'There are several organisations.',
    `Say which with --organisation: ${list}.`,
    exitCodes.usage,
  )
}
