import { decimalOf, minorOf } from '@candor/ui'

/** Whether a text is an amount of zero or more. */
export const isAmount = (typed: string, currency: string): boolean =>
  /^\d{1,15}$/.test(minorOf(typed.trim(), currency) ?? '')

/** An amount as it is typed: whole currency with decimals; empty for none. */
export const typedAmount = (minor: string | null, currency: string): string =>
  minor === null ? '' : decimalOf(minor, (minorOf('1', currency) ?? '100').length - 1)

/** Minor units of what was typed; null for nothing. */
export const amountOf = (typed: string, currency: string): string | null =>
  typed.trim() === '' ? null : (minorOf(typed.trim(), currency) ?? null)
