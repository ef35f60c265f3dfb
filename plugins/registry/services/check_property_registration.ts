import { errors as vineErrors } from '@vinejs/vine'
import type { ActionContext } from '#core/actions/index'
import { query } from '#core/database/index'
import { customerChecks } from './check_customer.ts'

/** Refuses a property registration (inscrição imobiliária) that another premise has, by parameter `registry.customer_checks`. */
export async function checkPropertyRegistration(
  { tx, municipalityId }: Pick<ActionContext, 'tx' | 'municipalityId'>,
  { id, number }: { readonly id: bigint | null; readonly number: unknown }
): Promise<void> {
  if (typeof number !== 'string' || !number) return
  const { property_registration_repeated: level } = await customerChecks(tx, municipalityId)
  if (level !== 'refuse') return
  const [other] = await query<{ id: bigint; registration_number: string }>(
    tx,
    `select id, registration_number from registry_premises
      where municipality_id = ? and property_tax_number = ? and id <> ? order by id limit 1`,
    [municipalityId, number, id ?? 0n]
  )
  if (!other) return
  const shown = other.registration_number.replace(/(\d)$/, '-$1')
  throw new vineErrors.E_VALIDATION_ERROR([
    {
      field: 'property_tax_number',
      rule: 'property_registration_repeated',
      message: `Esta inscrição imobiliária já é do imóvel ${shown} (/registry/premises/${other.id}). Confira o carnê do IPTU.`,
    },
  ])
}
