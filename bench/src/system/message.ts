/** What a server process says once it answers. */
export type Ready = {
  readonly url: string
  readonly port: number
  readonly organisationId: string
  /** Session of an owner, for the `cookie` header. */
  readonly cookie: string
}
