import type { ActionContext } from '#core/actions/index'
import { todayIn } from '#core/access/index'
import type { CivilDate } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Json, query } from '#core/database/index'
import { issueOnce } from '#core/documents/index'
import type { UtilityIdentity } from '#plugins/registry/api'
import { type BoletoData, boletoDocument } from '../../documents/boleto.ts'
import { bankCodeWithDigit, printedLine } from '../../domain/boletos/bank_slip.ts'
import { errors } from '../../errors.ts'

interface Row {
  readonly own_number: string
  readonly due_on: CivilDate
  readonly amount_cents: bigint
  readonly barcode: string
  readonly line: string
  readonly state: string
  readonly number: string
  readonly issued_on: CivilDate
  readonly payer: string
  readonly tax_id: string | null
  readonly address: string | null
  readonly agent_code: string
  readonly agent_name: string
  readonly account: string
  readonly portfolio_code: string
  readonly message: string | null
}

const MESSAGE = 'Multa e juros por atraso vão na fatura seguinte.'

/** The paper of a registered boleto: kept the first time, afterwards as it was. @throws BusinessError E_PAYMENTS_BOLETO_UNREGISTERED */
export async function printBoleto(
  { tx, municipalityId, actor, now }: ActionContext,
  id: bigint
): Promise<{ readonly number: string }> {
  const [boleto] = await query<Row>(
    tx,
    `select b.own_number, b.due_on, b.amount_cents, b.barcode, b.line, b.state, d.number, d.issued_on, c.name as payer,
            c.taxpayer_id as tax_id,
            case when c.street is null then concat_ws(', ', p.street, p.number, p.district)
                 else concat_ws(', ', c.street, c.number, c.district, c.city) end as address,
            a.code as agent_code, a.name as agent_name, t.portfolio_code, t.message,
            concat(t.agency, nullif('-' || t.agency_digit, '-'), ' / ', t.account, nullif('-' || t.account_digit, '-')) as account
       from payments_boletos b join payments_boleto_terms t on t.agreement_id = b.agreement_id
       join payments_agreements g on g.id = b.agreement_id join payments_agents a on a.id = g.agent_id
       join receivables_documents d on d.id = b.document_id join registry_customers c on c.id = d.debtor_id
       left join registry_premises p on p.id = d.premise_id
      where b.municipality_id = ? and b.id = ?`,
    [municipalityId, id]
  )
  if (boleto?.state !== 'registered') throw errors.E_PAYMENTS_BOLETO_UNREGISTERED({ id })
  const on = await todayIn(tx, municipalityId)
  const utility = await parameterWithin<UtilityIdentity>(tx, {
    ...{ key: 'registry.utility_identity', municipalityId, date: on },
  })
  await issueOnce(tx, {
    ...{ municipalityId, template: boletoDocument.name, on, at: now, actor },
    wanted: [{ subject: { type: 'payments.boletos', id }, key: `${id}/${boleto.due_on}` }],
    data: async () => [dataOf(boleto, utility) as unknown as Json],
  })
  return { number: boleto.own_number }
}

const dataOf = (boleto: Row, { name, cnpj, address }: UtilityIdentity): BoletoData => ({
  bank: { code: bankCodeWithDigit(boleto.agent_code), name: boleto.agent_name },
  utility: { name, cnpj, address },
  payer: { name: boleto.payer, tax_id: boleto.tax_id, address: boleto.address ?? '' },
  ...{ number: boleto.number, own_number: boleto.own_number, account: boleto.account },
  ...{ portfolio: boleto.portfolio_code, issued_on: boleto.issued_on, due_on: boleto.due_on },
  ...{ amount_cents: String(boleto.amount_cents), message: boleto.message ?? MESSAGE },
  ...{ line: printedLine(boleto.line), barcode: boleto.barcode },
})
