import { errors } from './errors.ts'
import type { RunStatus } from './types.ts'
import { STATUS_WORDS } from './view/words.ts'

/** For other programs: identities are texts, as everywhere in the product's JSON. */
export const asJson = (value: unknown): string =>
  JSON.stringify(value, (_key, one: unknown) => (typeof one === 'bigint' ? String(one) : one), 2)

/** @throws BusinessError E_JOBS_RUN_UNKNOWN for what is no number. */
export function runNumber(text: string): bigint {
  if (!/^\d{1,18}$/.test(text)) throw errors.E_JOBS_RUN_UNKNOWN({ id: text })
  return BigInt(text)
}

export const wantedStatus = (text: string | undefined): RunStatus | null =>
  text !== undefined && text in STATUS_WORDS ? (text as RunStatus) : null
