/** Hashes a password as sign-in expects it (scrypt), for programs that work beside the server. */
export { hashPassword } from 'better-auth/crypto'
