import { EVMError } from '@ethereumjs/evm'

/** Why a message ended other than by reaching its end. */
export type HaltReason = keyof typeof EVMError.errorMessages

/** Ends the message: all its gas is gone, except where the reason is `REVERT` or `STOP`. */
export const halt = (reason: HaltReason): never => {
  throw new EVMError(EVMError.errorMessages[reason])
}

/** Whether an error is such an end, and not a fault of ours. */
export const isHalt = (error: unknown): error is EVMError => error instanceof EVMError

/** Whether the message ended of its own accord: `STOP`, `RETURN`, `SELFDESTRUCT`. */
export const isStop = ({ error }: EVMError): boolean => error === EVMError.errorMessages.STOP

/** Whether the message took back what it did, and keeps the gas that it has left. */
export const isRevert = ({ error }: EVMError): boolean => error === EVMError.errorMessages.REVERT
