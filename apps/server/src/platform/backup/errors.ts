/** Why a backup cannot be written, read or restored; the same code in the text, in `--json` and in the handbook. */
export type BackupErrorCode =
  | 'BACKUP_EXISTS'
  | 'BACKUP_NOT_FOUND'
  | 'BACKUP_NOT_A_BACKUP'
  | 'BACKUP_WRONG_KEY'
  | 'BACKUP_DAMAGED'
  | 'BACKUP_TRUNCATED'
  | 'BACKUP_TARGET_NOT_EMPTY'
  | 'BACKUP_OF_OTHER_VERSION'
  | 'BACKUP_KEY_UNFIT'

/** A refusal to back up or to restore: what is wrong and how to mend it. Nothing was changed. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
  readonly code: BackupErrorCode
  readonly remedy: string

  constructor(code: BackupErrorCode, problem: string, remedy: string, cause?: unknown) {
    super(problem, cause === undefined ? undefined : { cause })
    this.code = code
    this.remedy = remedy
  }
}
