import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'
import { agreedFee } from './fees.ts'

export interface ServiceOfPeriod {
  readonly receipts: bigint
  readonly cents: bigint
}

/**
 * What the agreements of an agent have for the receipts that it told of and credited in a period: by way of paying and day
 * of payment. A line that was refused or told of no money is no receipt.
 */
export async function feesOf(
  tx: Tx,
  municipalityId: bigint,
  period: { readonly agentId: bigint; readonly from: CivilDate; readonly until: CivilDate }
): Promise<ServiceOfPeriod> {
  const { agentId, from, until } = period
  const [row] = await query<ServiceOfPeriod>(
    tx,
    `select count(*) as receipts, coalesce(sum(fee), 0)::bigint as cents from (
       select ${agreedFee('g', 'l.capture', 'l.paid_on')} as fee from payments_file_lines l
         join payments_files f on f.id = l.file_id and f.status = 'imported'
         join payments_agreements g on g.id = f.agreement_id and g.agent_id = ?
        where l.municipality_id = ? and l.credited_on between ? and ? and l.receipt_id is not null and l.amount_cents > 0
       union all
       select ${agreedFee('g', `'pix'::text`, 'v.paid_on')} from payments_agreements g
         join receivables_advices v on v.municipality_id = g.municipality_id and v.source_type = 'payments.agreements'
          and v.source_id = g.id and v.credited_on between ? and ?
        where g.municipality_id = ? and g.agent_id = ? and not exists (
          select from payments_file_lines l where l.municipality_id = v.municipality_id and l.receipt_id = v.receipt_id)) told`,
    [agentId, municipalityId, from, until, from, until, municipalityId, agentId]
  )
  return row!
}

export interface FeeInvoice {
  readonly id: bigint
  readonly number: string
  readonly state: string
  readonly amountCents: bigint
  readonly differenceCents: bigint
}

/** @throws BusinessError E_PAYMENTS_FEE_INVOICE_UNKNOWN */
export async function lockFeeInvoice(
  tx: Tx,
  municipalityId: bigint,
  id: bigint
): Promise<FeeInvoice> {
  const [row] = await query<FeeInvoice>(
    tx,
    `select id, number, state, amount_cents as "amountCents", difference_cents as "differenceCents"
       from payments_fee_invoices where municipality_id = ? and id = ? for update`,
    [municipalityId, id]
  )
  if (!row) throw errors.E_PAYMENTS_FEE_INVOICE_UNKNOWN({ id })
  return row
}
