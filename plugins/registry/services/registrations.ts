import { type Tx, query } from '#core/database/index'
import {
  type RegistrationRule,
  composeRegistration,
  DEFAULT_REGISTRATION_RULE,
} from '../domain/registration_number.ts'

/**
 * The number of the next premise. The counter's row stays locked until the transaction ends, so two operators at once get
 * two numbers and a refused creation leaves no gap.
 */
export async function nextRegistration(
  tx: Tx,
  municipalityId: bigint,
  rule: RegistrationRule = DEFAULT_REGISTRATION_RULE
): Promise<string> {
  const [number] = await takeRegistrations(tx, municipalityId, { count: 1, rule })
  return number!
}

/** As `nextRegistration`, for batches: `count` numbers in ascending order of sequence. */
export async function takeRegistrations(
  tx: Tx,
  municipalityId: bigint,
  { count, rule }: { readonly count: number; readonly rule: RegistrationRule }
): Promise<string[]> {
  if (count <= 0) return []
  const [counter] = await query<{ value: bigint }>(
    tx,
    `insert into registry_counters as c (municipality_id, name, value) values (?, 'registration', ?)
     on conflict (municipality_id, name) do update set value = c.value + excluded.value
     returning value`,
    [municipalityId, count]
  )
  const last = counter!.value
  const first = last - BigInt(count) + 1n
  return Array.from({ length: count }, (_, index) =>
    composeRegistration(first + BigInt(index), rule)
  )
}
