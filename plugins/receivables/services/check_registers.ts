import type { ActionContext } from '#core/actions/index'
import { query } from '#core/database/index'
import type { ProposedChange } from '#core/records/index'
import { errors } from '../errors_of_registers.ts'
import { OWN_CODES } from './register_defaults.ts'

const CODE = /^[a-z0-9_]+$/
const SWITCHES = ['counts_for_cut', 'counts_for_listing']

/** Rules, parameters and what was billed name rows by their codes. @throws E_RECEIVABLES_CODE, E_RECEIVABLES_CODE_FIXED */
function requireCode({ before, changes: { code } }: ProposedChange): void {
  if (code === undefined || code === before?.code) return
  if (before) throw errors.E_RECEIVABLES_CODE_FIXED({ code: String(before.code) })
  if (!CODE.test(String(code))) throw errors.E_RECEIVABLES_CODE({ code: String(code) })
}

/**
 * The utility's debts always count, a donation's never; what has charges keeps its nature.
 * @throws E_RECEIVABLES_CODE, E_RECEIVABLES_CODE_FIXED, E_RECEIVABLES_UTILITY_COUNTS, E_RECEIVABLES_DONATION_COUNTS,
 * E_RECEIVABLES_NATURE_FIXED
 */
export async function checkBeneficiary(
  { tx, municipalityId }: ActionContext,
  change: ProposedChange
): Promise<void> {
  requireCode(change)
  const { id, before, changes } = change
  const row: Readonly<Record<string, unknown>> = { ...before, ...changes }
  const { kind = 'third_party', nature } = row
  if (kind === 'utility' && !SWITCHES.every((name) => row[name]))
    throw errors.E_RECEIVABLES_UTILITY_COUNTS()
  if (nature === 'donation' && (kind === 'utility' || SWITCHES.some((name) => row[name])))
    throw errors.E_RECEIVABLES_DONATION_COUNTS()
  if (id === null || nature === before?.nature) return
  const [used] = await query(
    tx,
    `select 1 where exists (select from receivables_items where municipality_id = ? and beneficiary_id = ?)
                 or exists (select from receivables_pending_charges where municipality_id = ? and beneficiary_id = ?)`,
    [municipalityId, id, municipalityId, id]
  )
  if (used) throw errors.E_RECEIVABLES_NATURE_FIXED({ name: String(row.name) })
}

/** What is the utility's alone stays so. @throws E_RECEIVABLES_CODE, E_RECEIVABLES_CODE_FIXED, E_RECEIVABLES_TYPE_OWN */
export async function checkChargeType(
  { tx, municipalityId }: ActionContext,
  change: ProposedChange
): Promise<void> {
  requireCode(change)
  const row: Readonly<Record<string, unknown>> = { ...change.before, ...change.changes }
  if (!OWN_CODES.has(String(row.code))) return
  const [other] = await query<{ name: string }>(
    tx,
    `select name from receivables_beneficiaries where municipality_id = ? and id = ? and kind <> 'utility'`,
    [municipalityId, BigInt(String(row.beneficiary_id))]
  )
  if (other)
    throw errors.E_RECEIVABLES_TYPE_OWN({ type: String(row.name), beneficiary: other.name })
}
