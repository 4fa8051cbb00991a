import { witnessRoutes } from '@candor/api'
import {
  answerAddCheckpoint,
  formatWitnessKey,
  largestWitnessRequest,
  parseSignedCheckpoint,
  quorumInWords,
  type Witness,
} from '@candor/journal'
import { organisationOf } from '../../platform/http/access.ts'
import { route } from '../../platform/http/route.ts'
import type { App } from '../../platform/platform.ts'
import type { WitnessAsker } from './asker.ts'
import { witnessErrors } from './errors.ts'
import type { WitnessSettings } from './settings.ts'
import { keptEvidence, witnessedCheckpoint, witnessedLogs } from './store.ts'

const text = 'text/plain; charset=utf-8'
const config = { access: 'public' } as const
const schema = { hide: true }

/** What logs and monitors ask a witness (C2SP tlog-witness), below `/witness`. */
export const registerWitnessProtocol = (app: App, witness: Witness): void => {
  const { owner } = app.platform.db
  void app.register(async (scope) => {
    // The protocol names no type for its requests: whatever is sent is text.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: largestWitnessRequest }, (_request, body, done) =>
      done(null, body),
    )
    scope.post('/witness/add-checkpoint', { config, schema }, async ({ body }, reply) => {
      const answer = await answerAddCheckpoint(typeof body === 'string' ? body : '', witness)
      return reply.code(answer.status).type(answer.type).header('cache-control', 'no-store').send(answer.body)
    })
    scope.get<{ Params: { hash: string } }>(
      '/witness/:hash/checkpoint',
      { config, schema },
      async ({ params }, reply) => {
        const note = /^[0-9a-f]{64}$/.test(params.hash) ? await witnessedCheckpoint(owner, params.hash) : undefined
        if (note === undefined) throw witnessErrors.WITNESS_LOG_UNKNOWN('no checkpoint of this log was cosigned here')
        return reply.type(text).header('cache-control', 'no-cache').send(note)
      },
    )
    scope.get('/witness/key', { config, schema }, async (_request, reply) =>
      reply.type(text).send(`${formatWitnessKey(witness.cosigner.key)}\n`),
    )
  })
}

/** What the page of witnesses shows. */
export type WitnessPage = {
  readonly settings: WitnessSettings
  readonly asker: WitnessAsker
  /** This server as a witness, where it is one. */
  readonly witness: Witness | undefined
  /** Size of the newest checkpoint of an organisation that enough witnesses have signed. */
  readonly witnessedSize: (organisationId: string) => Promise<number>
}

const sizeOf = (note: string): number => parseSignedCheckpoint(note).checkpoint.size

/** Puts the staff's view of witnesses on the server. */
export const registerWitnessPage = (app: App, { settings, asker, witness, witnessedSize }: WitnessPage): void => {
  const { owner } = app.platform.db
  const { policy, logs } = settings
  route(app, witnessRoutes.overview, async ({ request }) => {
    const organisationId = organisationOf(request)
    const [size, seen, evidence] = await Promise.all([
      policy === undefined ? 0 : witnessedSize(organisationId),
      witnessedLogs(owner),
      keptEvidence(owner),
    ])
    const seenAt = new Map(seen.map((row) => [row.origin, row]))
    const origins = new Set([...(logs?.() ?? new Map()).keys(), ...seenAt.keys()])
    return {
      quorum: policy === undefined || policy.quorum === 'none' ? null : quorumInWords(policy),
      witnessedSize: size,
      witnesses: asker.standings(organisationId).map((standing) => ({
        name: standing.witness.name,
        host: new URL(standing.witness.url).host,
        key: standing.witness.vkey,
        state: standing.state === 'nothing' ? 'new' : standing.state,
        problem: standing.problem ?? null,
        size: standing.size,
        cosignedAt: standing.cosignedAt?.toISOString() ?? null,
      })),
      own:
        witness === undefined
          ? null
          : {
              key: formatWitnessKey(witness.cosigner.key),
              logs: [...origins]
                .toSorted((a, b) => (a < b ? -1 : 1))
                .map((origin) => ({
                  origin,
                  size: seenAt.get(origin)?.size ?? null,
                  cosignedAt: seenAt.get(origin)?.cosignedAt.toISOString() ?? null,
                })),
            },
      splitViews: evidence.map(({ id, origin, known, shown, proof, proven, foundAt }) => ({
        id,
        origin,
        known,
        shown,
        knownSize: sizeOf(known),
        shownSize: sizeOf(shown),
        proof: [...proof],
        proven,
        foundAt: foundAt.toISOString(),
      })),
    }
  })
}
