import { type CivilDate, firstDay, lastDay } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import {
  type Bridge,
  type BridgeDocument,
  type BridgeScope,
  type BridgeTerm,
  MOST_DOCUMENTS,
} from '#core/reports/index'
import { premiseFacts } from '#plugins/registry/api'

interface Sums {
  readonly opening: bigint
  readonly issued: bigint
  readonly late: bigint
  readonly settled: bigint
  readonly transferred: bigint
  readonly forgiven: bigint
  readonly withheld: bigint
  readonly credited: bigint
  readonly arranged: bigint
  readonly cancelled: bigint
  readonly replaced: bigint
  readonly written: bigint
  readonly closing: bigint
}

/** The items of a month's bridge, and what closed some of each. */
const ITEMS = `
  items as (
    select i.* from receivables_items i
     where i.municipality_id = :municipality and i.premise_id = any(:premises::bigint[]) and i.reference <= :reference),
  closings as (
    select s.item_id, s.posted_on as on_date, s.amount_cents as settled, s.transferred_cents as transferred,
           s.forgiven_cents as forgiven, s.withheld_cents as withheld, 0 as credited, 0 as arranged
      from receivables_settlements s join items i on i.id = s.item_id
    union all
    select u.item_id, u.used_on, 0, 0, 0, 0, u.amount_cents, 0
      from receivables_credit_uses u join items i on i.id = u.item_id
     where u.municipality_id = :municipality
    union all
    select a.item_id, a.arranged_on, 0, 0, 0, 0, 0, a.amount_cents
      from receivables_arranged_items a join items i on i.id = a.item_id)`

/** Items whose open amount is not what their closings leave of them. */
const UNEVEN = `
  with ${ITEMS},
  sides as (
    select i.id, i.state, i.open_cents as "right", i.written_off_cents,
           i.amount_cents - coalesce((select sum(settled + transferred + forgiven + withheld + credited + arranged)
                                        from closings c where c.item_id = i.id), 0) as rest
      from items i),
  told as (
    select id, "right", (case when state in ('cancelled', 'replaced') then 0 else rest end - written_off_cents)::bigint as "left"
      from sides)
  select 'Débito ' || id as title, '/receivables/items/' || id as path, "left", "right"
    from told where "left" <> "right" order by id limit ${MOST_DOCUMENTS}`

/**
 * What each item lost, by cause. Closings of older items before the month are part of the opening balance; everything after
 * is a term of the month.
 */
const SQL = `
  with ${ITEMS},
  dated as (
    select c.*, i.reference < :reference and c.on_date < :first as is_before
      from closings c join items i on i.id = c.item_id),
  withdrawn as (
    select coalesce(sum(i.amount_cents - coalesce(c.total, 0)) filter (where i.state = 'cancelled'), 0) as cancelled,
           coalesce(sum(i.amount_cents - coalesce(c.total, 0)) filter (where i.state = 'replaced'), 0) as replaced
      from items i left join (select item_id, sum(settled + transferred + forgiven + withheld + credited + arranged) as total
                                from closings group by item_id) c on c.item_id = i.id
     where i.state in ('cancelled', 'replaced'))
  select (select coalesce(sum(amount_cents), 0) from items where reference < :reference)
           - (select coalesce(sum(settled + transferred + forgiven + withheld + credited + arranged), 0) from dated where is_before) as opening,
         (select coalesce(sum(amount_cents), 0) from items
           where reference = :reference and component = 'principal') as issued,
         (select coalesce(sum(amount_cents), 0) from items
           where reference = :reference and component <> 'principal') as late,
         (select coalesce(sum(settled), 0) from dated where not is_before) as settled,
         (select coalesce(sum(transferred), 0) from dated where not is_before) as transferred,
         (select coalesce(sum(forgiven), 0) from dated where not is_before) as forgiven,
         (select coalesce(sum(withheld), 0) from dated where not is_before) as withheld,
         (select coalesce(sum(credited), 0) from dated where not is_before) as credited,
         (select coalesce(sum(arranged), 0) from dated where not is_before) as arranged,
         (select cancelled from withdrawn) as cancelled,
         (select replaced from withdrawn) as replaced,
         (select coalesce(sum(written_off_cents), 0) from items) as written,
         (select coalesce(sum(open_cents), 0) from items) as closing`

function bound({ municipalityId, reference }: BridgeScope, premises: readonly bigint[]) {
  const values: Record<string, bigint | string | CivilDate | readonly bigint[]> = {
    municipality: municipalityId,
    premises,
    reference,
    first: firstDay(reference),
  }
  return (text: string) => {
    const bindings: (typeof values)[string][] = []
    const sql = text.replace(/(?<!:):([a-z]+)/g, (_whole, name: string) => {
      bindings.push(values[name]!)
      return '?'
    })
    return [sql, bindings] as const
  }
}

async function sums(tx: Tx, scope: BridgeScope, premises: readonly bigint[]): Promise<Sums> {
  const [row] = await query<Record<keyof Sums, string>>(tx, ...bound(scope, premises)(SQL))
  return Object.fromEntries(
    Object.entries(row!).map(([name, value]) => [name, BigInt(value)])
  ) as unknown as Sums
}

async function premisesOf(
  tx: Tx,
  { municipalityId, billingGroupId, reference }: BridgeScope
): Promise<bigint[]> {
  const premises = await premiseFacts(tx, {
    ...{ municipalityId, billingGroupId, on: lastDay(reference) },
  })
  return premises.map(({ premiseId }) => premiseId)
}

/** Opening + issued + late charges − everything that closed items = what is still open, item by item. */
const balance: Bridge = {
  name: 'receivables.balance',
  title: 'Contas a receber',
  unit: 'cents',
  async terms(tx: Tx, scope: BridgeScope): Promise<BridgeTerm[]> {
    const sum = await sums(tx, scope, await premisesOf(tx, scope))
    return [
      { name: 'opening', label: 'Saldo no início do mês', sign: '+', value: sum.opening },
      { name: 'issued', label: 'Emitido na referência', sign: '+', value: sum.issued },
      { name: 'late', label: 'Multas e juros emitidos', sign: '+', value: sum.late },
      { name: 'settled', label: 'Baixado por pagamento', sign: '-', value: sum.settled },
      { name: 'credited', label: 'Pago com créditos', sign: '-', value: sum.credited },
      {
        name: 'transferred',
        label: 'Diferenças levadas à próxima fatura',
        sign: '-',
        value: sum.transferred,
      },
      { name: 'forgiven', label: 'Diferenças perdoadas', sign: '-', value: sum.forgiven },
      { name: 'withheld', label: 'Tributos retidos pelo pagador', sign: '-', value: sum.withheld },
      { name: 'arranged', label: 'Levado a parcelamentos', sign: '-', value: sum.arranged },
      { name: 'cancelled', label: 'Cancelado', sign: '-', value: sum.cancelled },
      {
        name: 'replaced',
        label: 'Substituído por outra versão da fatura',
        sign: '-',
        value: sum.replaced,
      },
      {
        name: 'written_off',
        label: 'Baixado por ato, sem recebimento',
        sign: '-',
        value: sum.written,
      },
      { name: 'closing', label: 'Débitos em aberto', sign: '=', value: sum.closing },
    ]
  },
  async documents(tx, scope) {
    const premises = await premisesOf(tx, scope)
    return query<BridgeDocument>(tx, ...bound(scope, premises)(UNEVEN))
  },
}

export default balance
