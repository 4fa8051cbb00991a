import { timingSafeEqual } from 'node:crypto'
import type { Role } from '@candor/api'
import type { Database, Tx } from '../../../platform/db/index.ts'
import type { Language } from '../../../platform/errors.ts'
import type { StaffSession } from '../../../platform/http/access.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Mail } from '../../../platform/mail/mail.ts'
import { platformErrors } from '../../../platform/platform-errors.ts'
import { identityErrors } from '../errors.ts'
import type { Record } from '../needs.ts'
import { keyOf, roleByKey, storedRole } from '../roles/role.ts'
import { requireOwnerFor } from './change.ts'
import { invitationMail } from './invitation-mail.ts'
import { hashOf, newToken, readToken, writeToken, type LinkToken } from './link-token.ts'
import { lockPeople, staffPeople } from './people.ts'

/** How long the link of an invitation opens, in days. */
export const invitationDays = 7

/** An invitation as it is stored. */
export type Invitation = {
  readonly id: string
  readonly email: string
  readonly role: Role | null
  readonly roleId: string | null
  readonly invitedBy: string | null
  readonly createdAt: Date
  readonly expiresAt: Date
}

const columns = `id, email, role, role_id as "roleId", invited_by as "invitedBy", created_at as "createdAt",
  expires_at as "expiresAt"`

/** Invitations whose link still opens, the newest first. */
export const openInvitations = async (tx: Tx): Promise<Invitation[]> =>
  tx.rows<Invitation>({
    name: 'identity-invitations',
    text: `select ${columns} from staff_invitation where organisation_id = $1 and expires_at > now()
            order by created_at desc, id desc`,
    values: [tx.organisationId],
  })

const entry = (tx: Tx, kind: `staff.${string}`, actor: string, body: { [name: string]: string }) => ({
  subject: tx.organisationId,
  kind,
  actor,
  purpose: 'administration',
  body,
})

/** Who is asked to join, as what, and where the link leads. */
export type NewInvitation = {
  readonly email: string
  readonly role: string
  readonly language: Language
  readonly publicUrl: string
}

/**
 * Asks somebody to join. An earlier invitation of the same address opens nothing any more.
 * @throws IDENTITY_ALREADY_HERE, IDENTITY_NO_SUCH_ROLE, IDENTITY_OWNERS_ONLY
 */
export const invite = async (
  tx: Tx,
  mail: Mail,
  record: Record,
  by: StaffSession,
  { email, role, language, publicUrl }: NewInvitation,
): Promise<{ id: string; expiresAt: string }> => {
  await lockPeople(tx)
  requireOwnerFor(by, role)
  const address = email.toLowerCase()
  const { key } = await roleByKey(tx, role)
  if ((await staffPeople(tx)).some((person) => person.email === address && person.deactivatedAt === null)) {
    throw identityErrors.IDENTITY_ALREADY_HERE('somebody with this address works here already', {
      errors: [{ path: '/body/email', message: 'belongs to somebody who works here already' }],
    })
  }
  const token = newToken(tx.organisationId, uuidv7())
  const stored = storedRole(key)
  const { expiresAt } = await tx.one<{ expiresAt: Date }>({
    text: `insert into staff_invitation
             (organisation_id, id, email, role, role_id, token_hash, invited_by, expires_at)
           values ($1, $2, $3, $4, $5, $6, $7, now() + make_interval(days => $8))
           on conflict (organisation_id, email) do update set id = excluded.id, role = excluded.role,
             role_id = excluded.role_id, token_hash = excluded.token_hash, invited_by = excluded.invited_by,
             created_at = now(), expires_at = excluded.expires_at
           returning expires_at as "expiresAt"`,
    values: [
      tx.organisationId,
      token.id,
      address,
      stored.role,
      stored.roleId,
      hashOf(token),
      by.userId,
      invitationDays,
    ],
  })
  const { name, nameZh } = await tx.one<{ name: string; nameZh: string }>({
    text: 'select name, name_zh as "nameZh" from organisation where id = $1',
    values: [tx.organisationId],
  })
  const organisation = language === 'zh-CN' ? nameZh : name
  const link = `${publicUrl}/join/${writeToken(token)}`
  const content = invitationMail(language, { organisation, link, days: invitationDays })
  await mail.send(tx, { ...content, to: address, subjectId: tx.organisationId, secret: true })
  await record(tx, entry(tx, 'staff.invited', by.actor, { email: address, role: key }))
  return { id: token.id, expiresAt: expiresAt.toISOString() }
}

/** Takes an invitation back. @throws NOT_FOUND */
export const withdrawInvitation = async (tx: Tx, record: Record, by: StaffSession, id: string): Promise<void> => {
  const gone = await tx.maybe<{ email: string; role: Role | null }>({
    text: 'delete from staff_invitation where organisation_id = $1 and id = $2 returning email, role',
    values: [tx.organisationId, id],
  })
  if (gone === undefined) throw platformErrors.NOT_FOUND('there is no such invitation in this organisation')
  requireOwnerFor(by, gone.role ?? undefined)
  await record(tx, entry(tx, 'staff.invitation-withdrawn', by.actor, { email: gone.email }))
}

const dead = () => identityErrors.IDENTITY_LINK_DEAD('this link was used, taken back, has expired or never was')

const invitationOf = async (tx: Tx, token: LinkToken, forUse: boolean): Promise<Invitation> => {
  const row = await tx.maybe<Invitation & { tokenHash: Buffer }>({
    text: `select ${columns}, token_hash as "tokenHash" from staff_invitation
            where organisation_id = $1 and id = $2 and expires_at > now() ${forUse ? 'for update' : ''}`,
    values: [tx.organisationId, token.id],
  })
  if (row === undefined || !timingSafeEqual(row.tokenHash, hashOf(token))) throw dead()
  return row
}

/** Opens the invitation that a link stands for, in a transaction of its organisation. @throws IDENTITY_LINK_DEAD */
const withInvitation = async <T>(
  db: Database,
  text: string,
  forUse: boolean,
  run: (tx: Tx, invitation: Invitation) => Promise<T>,
): Promise<T> => {
  const token = readToken(text)
  if (token === undefined) throw dead()
  return db.inOrganisation(token.organisationId, async (tx) => run(tx, await invitationOf(tx, token, forUse)))
}

/** What a link invites to. @throws IDENTITY_LINK_DEAD */
export const shownInvitation = async (db: Database, text: string) =>
  withInvitation(db, text, false, async (tx, invitation) => ({
    email: invitation.email,
    expiresAt: invitation.expiresAt.toISOString(),
    organisation: await tx.one<{ id: string; slug: string; name: string; nameZh: string }>({
      text: 'select id, slug, name, name_zh as "nameZh" from organisation where id = $1',
      values: [tx.organisationId],
    }),
    role: await roleByKey(tx, keyOf(invitation)),
  }))

/** Who comes, with a password that is hashed already. */
export type Joining = {
  readonly name: string
  readonly passwordHash: string
  readonly language: Language | null
}

/**
 * Makes the invited person a member and uses the link up.
 * @returns user id and address
 * @throws IDENTITY_LINK_DEAD; IDENTITY_WORKS_ELSEWHERE, and then the link still opens
 */
export const acceptInvitation = async (
  db: Database,
  record: Record,
  text: string,
  { name, passwordHash, language }: Joining,
): Promise<{ userId: string; email: string }> =>
  withInvitation(db, text, true, async (tx, invitation) => {
    const { email, role, roleId } = invitation
    const { userId } = await tx.one<{ userId: string | null }>({
      text: 'select staff_join($1, $2, $3, $4, $5, $6, $7) as "userId"',
      values: [uuidv7(), name, email, passwordHash, language, role, roleId],
    })
    if (userId === null) {
      throw identityErrors.IDENTITY_WORKS_ELSEWHERE('the account of this address works for another organisation')
    }
    await tx.rows({
      text: 'delete from staff_invitation where organisation_id = $1 and id = $2',
      values: [tx.organisationId, invitation.id],
    })
    await record(tx, entry(tx, 'staff.joined', `staff:${userId}`, { staff: userId, email, role: keyOf(invitation) }))
    return { userId, email }
  })
