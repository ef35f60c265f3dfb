import { query } from '#core/database/index'
import type { Bridge, BridgeTerm } from '#core/reports/index'
import { beneficiaries } from '#plugins/receivables/api'
import { unevenInvoices } from './invoice_of_bridge.ts'

interface Sums {
  readonly own: string
  readonly third: string
  readonly credits: string
  readonly carried_in: string
  readonly carried_out: string
  readonly cancelled: string
  readonly replaced: string
  readonly standing: string
}

/**
 * Charges − credits applied − carried out + carried in − cancelled − replaced = what stands: lines on one side, documents on the
 * other.
 */
const issued: Bridge = {
  name: 'billing.issued',
  title: 'Faturamento',
  unit: 'cents',
  async terms(tx, { municipalityId, billingGroupId, reference }): Promise<BridgeTerm[]> {
    const known = await beneficiaries(tx, municipalityId)
    const own = [...known.values()].flatMap(({ id, kind }) => (kind === 'utility' ? [id] : []))
    const [sums] = await query<Sums>(
      tx,
      `with invoices as (
         select i.* from billing_invoices i join billing_runs r on r.id = i.run_id
          where r.municipality_id = ? and r.billing_group_id = ? and r.reference = ?),
       charges as (
         select c.beneficiary_id, sum(c.amount_cents) as cents
           from invoices i
           join billing_charges c on c.municipality_id = i.municipality_id and c.invoice_id = i.id
          group by c.beneficiary_id)
       select coalesce((select sum(cents) from charges where beneficiary_id = any(?::bigint[])), 0) as own,
              coalesce((select sum(cents) from charges where beneficiary_id <> all(?::bigint[])), 0) as third,
              coalesce(sum(credits_cents), 0) as credits, coalesce(sum(carried_in_cents), 0) as carried_in,
              coalesce(sum(carried_out_cents), 0) as carried_out,
              coalesce(sum(total_cents) filter (where settlement = 'cancelled'), 0) as cancelled,
              coalesce(sum(total_cents) filter (where settlement = 'replaced'), 0) as replaced,
              coalesce(sum(total_cents) filter (where settlement not in ('cancelled', 'replaced')), 0) as standing
         from invoices`,
      [municipalityId, billingGroupId, reference, own, own]
    )
    return termsOf(sums!)
  },
  documents: (tx, scope) =>
    unevenInvoices(
      tx,
      scope,
      `select i.id, i.number, i.total_cents as "right",
              (coalesce(sum(c.amount_cents), 0) + i.carried_in_cents - i.credits_cents - i.carried_out_cents)::bigint as "left"
         from invoices i
         left join billing_charges c on c.municipality_id = i.municipality_id and c.invoice_id = i.id
        group by i.id, i.number, i.total_cents, i.carried_in_cents, i.credits_cents, i.carried_out_cents`
    ),
}

function termsOf(sums: Sums): BridgeTerm[] {
  const cents = (name: keyof Sums) => BigInt(sums[name])
  return [
    { name: 'own', label: 'Cobranças do prestador', sign: '+', value: cents('own') },
    { name: 'third_party', label: 'Cobranças de terceiros', sign: '+', value: cents('third') },
    {
      name: 'carried_in',
      label: 'Vindo de meses anteriores',
      sign: '+',
      value: cents('carried_in'),
    },
    { name: 'credits', label: 'Créditos aplicados', sign: '-', value: cents('credits') },
    {
      name: 'carried_out',
      label: 'Abaixo do mínimo, levado à próxima fatura',
      sign: '-',
      value: cents('carried_out'),
    },
    {
      name: 'cancelled',
      label: 'Faturas canceladas',
      sign: '-',
      value: cents('cancelled'),
    },
    {
      name: 'replaced',
      label: 'Faturas substituídas por outra versão',
      sign: '-',
      value: cents('replaced'),
    },
    { name: 'issued', label: 'Faturas que valem', sign: '=', value: cents('standing') },
  ]
}

export default issued
