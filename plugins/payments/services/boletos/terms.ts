import { type Tx, query } from '#core/database/index'
import { errors } from '../../errors.ts'

/** What an agreement of registered boletos writes on them. */
export interface BoletoTerms {
  readonly id: bigint
  readonly agreement_id: bigint
  readonly code: string
  readonly agent_code: string
  readonly agent_name: string
  readonly agency: string
  readonly agency_digit: string
  readonly account: string
  readonly account_digit: string
  readonly portfolio: string
  readonly portfolio_code: string
  readonly kind_code: string
  readonly own_number_template: string
  readonly free_field_template: string
  readonly write_off_days: number | null
  readonly message: string | null
  readonly last_number: bigint
  readonly last_sequence: number
}

/** Locked: numbers and files of an agreement follow each other. @throws BusinessError E_PAYMENTS_BOLETO_TERMS */
export async function lockTerms(
  tx: Tx,
  municipalityId: bigint,
  agreementId: bigint
): Promise<BoletoTerms> {
  const [terms] = await query<BoletoTerms>(
    tx,
    `select t.*, g.code, a.code as agent_code, a.name as agent_name
       from payments_boleto_terms t join payments_agreements g on g.id = t.agreement_id
       join payments_agents a on a.id = g.agent_id
      where t.municipality_id = ? and t.agreement_id = ? and g.kind = 'registered_boleto' for update of t`,
    [municipalityId, agreementId]
  )
  if (!terms) throw errors.E_PAYMENTS_BOLETO_TERMS({ id: agreementId })
  return terms
}
