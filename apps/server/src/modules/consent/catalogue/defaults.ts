import type { NewConsentNotice, NewConsentTerm } from '@candor/api'
import type { Tx } from '../../../platform/db/index.ts'
import type { ConsentNeeds } from '../needs.ts'
import { defaultPurposes } from './default-purposes.ts'
import { defaultTerms } from './default-terms.ts'
import { addPurpose, purposesOf } from './notices.ts'
import { addTerm } from './terms.ts'

/** A purpose whose terms go by their short names. */
export type DefaultPurpose = {
  readonly slug: string
  readonly dpv: string
  readonly notice: Omit<NewConsentNotice, 'categories' | 'recipients' | 'channels'> & {
    readonly categories: readonly string[]
    readonly recipients: readonly string[]
    readonly channels: readonly string[]
  }
}

const keyOf = (kind: NewConsentTerm['kind'], slug: string): string => `${kind}/${slug}`

/**
 * Makes the usual catalogue of an organisation that has none: terms, purposes and the first version of their notices.
 * @returns how many purposes were made; 0 where there are some already
 */
export const ensureCatalogue = async (tx: Tx, needs: Pick<ConsentNeeds, 'record'>, actor: string): Promise<number> => {
  // Two that ask at once see each other.
  const { name, nameZh } = await tx.one<{ name: string; nameZh: string }>({
    text: `select name, name_zh as "nameZh", pg_advisory_xact_lock(hashtextextended('consent-catalogue:' || id, 0))::text
             from organisation where id = $1`,
    values: [tx.organisationId],
  })
  if ((await purposesOf(tx)).length > 0) return 0
  const ids = new Map<string, string>()
  for (const term of defaultTerms({ en: name, zh: nameZh })) {
    ids.set(keyOf(term.kind, term.slug), (await addTerm(tx, needs, term, actor)).id)
  }
  const idsOf = (kind: NewConsentTerm['kind'], slugs: readonly string[]): string[] =>
    slugs.flatMap((slug) => ids.get(keyOf(kind, slug)) ?? [])
  for (const { notice, ...purpose } of defaultPurposes) {
    const terms = {
      categories: idsOf('category', notice.categories),
      recipients: idsOf('recipient', notice.recipients),
      channels: idsOf('channel', notice.channels),
    }
    await addPurpose(tx, needs, { ...purpose, notice: { ...notice, ...terms } }, actor)
  }
  return defaultPurposes.length
}
