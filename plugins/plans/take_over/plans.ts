import { query } from '#core/database/index'
import { LEGACY_ORIGIN, chargeTypes, ownersOf } from '#plugins/receivables/api'
import {
  type TakeOverEntity,
  type TakeOverLoading,
  type TakeOverRow,
  readRows,
} from '#plugins/registry/api'
import { sumOf } from '../domain/schedule.ts'
import { PLANS } from '../services/standing_plan.ts'
import { instalmentsOf, wordsOf } from './lists.ts'
import { standingBefore } from './one_of_each.ts'
import { type BilledItem, readPlan } from './read_plan.ts'
import { writePlans } from './write_plans.ts'

/** What the instalments to come of a line ask for; zero when it cannot be read. */
function restOf(text: string | undefined): bigint {
  const [read] = readRows([text], instalmentsOf)
  return sumOf(read?.value ?? [], (one) => one.principalCents + one.interestCents)
}

/** Plans in force of the system before: what was agreed, what was paid there and what each instalment to come asks for. */
export const legacyPlans: TakeOverEntity = {
  name: 'plans',
  title: 'Parcelamentos em vigor',
  order: 68,
  columns: [
    { name: 'key', isRequired: true, help: 'Código do parcelamento no sistema anterior' },
    { name: 'premise_key', isRequired: true, help: 'Código do imóvel' },
    { name: 'customer_key', help: 'Código de quem paga; vazio: o titular de hoje' },
    { name: 'number', help: 'Número impresso no termo, como 123/2024; vazio: o código' },
    { name: 'kind', help: 'parcelamento ou reparcelamento; vazio: parcelamento' },
    { name: 'signed_on', isRequired: true, help: 'Assinatura' },
    {
      ...{ name: 'negotiated', isRequired: true },
      help: 'Dívida negociada: débitos e encargos, menos o desconto',
    },
    { name: 'discount', help: 'Desconto concedido' },
    { name: 'discount_law', help: 'Lei do desconto' },
    { name: 'down', help: 'Entrada; vazio: sem entrada' },
    { name: 'down_due_on', help: 'Vencimento da entrada' },
    { name: 'down_paid_on', help: 'Pagamento da entrada' },
    { name: 'method', help: 'Juros das parcelas: price, sac, simples, iguais ou sem_juros' },
    { name: 'monthly_percent', help: 'Juros ao mês, como 1,5' },
    { name: 'instalments', isRequired: true, help: 'Quantas parcelas foram combinadas' },
    { name: 'paid_instalments', isRequired: true, help: 'Quantas já foram pagas' },
    {
      name: 'billed_item_keys',
      help: 'Códigos dos débitos em aberto que já cobram parcelas, com espaço entre eles',
    },
    {
      name: 'rest',
      isRequired: true,
      help: 'Parcelas a faturar, em ordem, como principal+juros: 85,50+3,20 85,50+2,80 85,50',
    },
    { name: 'next_reference', help: 'Mês da fatura que cobra a primeira delas' },
    {
      name: 'debts',
      help: 'Débitos parcelados, se conhecidos: tipo|referência|vencimento|valor+multa+juros+correção, com espaço entre eles; vazio: um débito do todo, vencido na assinatura',
    },
  ],
  amount: {
    title: 'Parcelas a faturar',
    unit: 'cents',
    of: ({ rest }) => restOf(rest),
    async loaded({ tx, municipalityId, system, fileId }) {
      const [row] = await query<{ total: string }>(
        tx,
        `select coalesce(sum(p.amount_cents), 0)::text as total
           from registry_legacy_keys k
           join receivables_pending_charges p on p.municipality_id = k.municipality_id and p.source_type = '${PLANS}'
                and p.source_id = k.record_id and p.billed_origin_type is distinct from '${LEGACY_ORIGIN}'
          where k.municipality_id = ? and k.system = ? and k.entity = 'plans' and k.file_id = ?`,
        [municipalityId, system, fileId]
      )
      return BigInt(row!.total)
    },
  },
  searched: ['plans.agreements'],
  async load(context, rows) {
    const known = {
      ownerOf: await ownersOf(context, rows),
      types: await chargeTypes(context.tx, context.municipalityId),
      items: await billedItems(context, rows),
    }
    const alone = await standingBefore(context)
    return writePlans(
      context,
      known.types,
      readRows(rows, (row) => alone(readPlan(row, known)))
    )
  },
}

/** The debts that lines name as asking for instalments, by their codes. */
async function billedItems(
  context: TakeOverLoading,
  rows: readonly TakeOverRow[]
): Promise<ReadonlyMap<string, BilledItem>> {
  const ids = await context.idsOf(
    'open_items',
    rows.flatMap(({ values }) => wordsOf(values.billed_item_keys))
  )
  const found = await query<BilledItem>(
    context.tx,
    `select id, origin_id, premise_id, debtor_id, charge_type, component, reference, due_on, amount_cents
       from receivables_items where municipality_id = ? and id = any(?::bigint[]) and state = 'open'`,
    [context.municipalityId, [...ids.values()]]
  )
  const items = new Map(found.map((item) => [item.id, item]))
  return new Map(
    [...ids].flatMap(([key, id]) => (items.has(id) ? [[key, items.get(id)!] as const] : []))
  )
}
