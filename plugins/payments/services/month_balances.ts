import type { CivilDate } from '#core/calendar/index'
import { type SqlValue, type Tx, query } from '#core/database/index'
import type { MonthItem } from '../domain/month_balances.ts'

export interface AskedBalances {
  readonly municipalityId: bigint
  readonly from: CivilDate
  readonly until: CivilDate
}

interface Balance {
  readonly agentCode: string
  readonly cents: bigint
}

/** `:municipality`, `:from` and `:until` of a statement become bindings. */
function ask<R>(tx: Tx, { municipalityId, from, until }: AskedBalances, sql: string): Promise<R[]> {
  const given: Readonly<Record<string, SqlValue>> = { municipality: municipalityId, from, until }
  const bindings: SqlValue[] = []
  const bound = sql.replaceAll(/(?<!:):(municipality|from|until)\b/g, (_, name: string) => {
    bindings.push(given[name]!)
    return '?'
  })
  return query<R>(tx, bound, bindings)
}

/** Money received in the month, less what was reversed in it, by agent; settlements without cash are no money. */
export const receivedByAgent = (tx: Tx, asked: AskedBalances): Promise<Balance[]> =>
  ask(
    tx,
    asked,
    `select agent_code as "agentCode", sum(cents)::bigint as cents from (
       select agent_code, amount_cents as cents from receivables_receipts
        where municipality_id = :municipality and channel <> 'offset' and posted_on between :from and :until
       union all
       select r.agent_code, -c.amount_cents from receivables_receipt_changes c join receivables_receipts r on r.id = c.receipt_id
        where c.municipality_id = :municipality and r.channel <> 'offset' and c.kind = 'reversed' and c.posted_on between :from and :until) told
      group by agent_code`
  )

/** The agent of each account that an agreement names. */
const OF_ACCOUNT = `left join lateral (
  select min(a.code) as code from payments_agreements g join payments_agents a on a.id = g.agent_id
   where g.municipality_id = l.municipality_id and g.account = l.account) o on true`

/** Credits of the statements that are money of the collection, or may be. */
export const creditedByAgent = (tx: Tx, asked: AskedBalances): Promise<Balance[]> =>
  ask(
    tx,
    asked,
    `select coalesce(o.code, '') as "agentCode", sum(l.amount_cents)::bigint as cents from payments_statement_lines l ${OF_ACCOUNT}
      where l.municipality_id = :municipality and l.on_day between :from and :until and l.state <> 'set_aside' group by 1`
  )

const BANK_ITEMS = `
  select r.agent_code as "agentCode", null::text as "on", 'credited_apart' as kind,
         'Recebido no mês e creditado em outro' as text, -sum(r.amount_cents)::bigint as cents
    from receivables_receipts r
   where r.municipality_id = :municipality and r.channel <> 'offset' and r.posted_on between :from and :until and r.credited_on not between :from and :until
   group by 1
  union all
  select r.agent_code, null, 'received_apart', 'Recebido em outro mês e creditado neste', sum(r.amount_cents)::bigint
    from receivables_receipts r
   where r.municipality_id = :municipality and r.channel <> 'offset' and r.credited_on between :from and :until and r.posted_on not between :from and :until
   group by 1
  union all
  select r.agent_code, null, 'without_credit', 'Recebido à mão ou em caixa, sem crédito informado por banco',
         -sum(r.amount_cents)::bigint
    from receivables_receipts r
   where r.municipality_id = :municipality and r.channel <> 'offset' and r.posted_on between :from and :until and r.credited_on is null group by 1
  union all
  select r.agent_code, null, 'reversed', 'Recebimentos estornados no mês', sum(c.amount_cents)::bigint
    from receivables_receipt_changes c join receivables_receipts r on r.id = c.receipt_id
   where c.municipality_id = :municipality and r.channel <> 'offset' and c.kind = 'reversed' and c.posted_on between :from and :until group by 1
  union all
  select a.code, null, 'fee', 'Tarifas descontadas pelo banco', -sum(d.gross_cents - d.net_cents)::bigint
    from payments_days d join payments_agreements g on g.id = d.agreement_id join payments_agents a on a.id = g.agent_id
   where d.municipality_id = :municipality and d.credited_on between :from and :until and d.gross_cents <> d.net_cents group by 1
  union all
  select a.code, d.credited_on::text, case d.state when 'accepted' then 'day_accepted' else 'day_differs' end,
         'Convênio ' || g.code || ': ' || coalesce(d.justification, 'o banco não creditou o que informou'),
         -d.difference_cents
    from payments_days d join payments_agreements g on g.id = d.agreement_id join payments_agents a on a.id = g.agent_id
   where d.municipality_id = :municipality and d.credited_on between :from and :until and d.difference_cents <> 0
  union all
  select coalesce(o.code, ''), l.on_day::text, 'other_month', 'Crédito do mês que paga dia de outro: ' || l.text, l.amount_cents
    from payments_statement_lines l join payments_days d on d.id = l.day_id ${OF_ACCOUNT}
   where l.municipality_id = :municipality and l.on_day between :from and :until and d.credited_on not between :from and :until
  union all
  select coalesce(o.code, ''), l.on_day::text, 'other_month', 'Dia do mês pago por crédito de outro: ' || l.text, -l.amount_cents
    from payments_statement_lines l join payments_days d on d.id = l.day_id ${OF_ACCOUNT}
   where l.municipality_id = :municipality and d.credited_on between :from and :until and l.on_day not between :from and :until
  union all
  select coalesce(o.code, ''), l.on_day::text, 'not_identified', 'Crédito não identificado: ' || l.text, l.amount_cents
    from payments_statement_lines l ${OF_ACCOUNT}
   where l.municipality_id = :municipality and l.on_day between :from and :until and l.state = 'waiting'`

/** What leads from the receipts of the month to the credits of the statements. */
export async function bankItems(tx: Tx, asked: AskedBalances): Promise<MonthItem[]> {
  const rows = await ask<Omit<MonthItem, 'side'>>(
    tx,
    asked,
    `select * from (${BANK_ITEMS}) items where cents <> 0 order by "agentCode", "on" nulls first, kind, text`
  )
  return rows.map((row) => ({ side: 'bank', ...row }))
}

export interface NamedAgent {
  readonly code: string
  readonly name: string
  readonly accounts: string
}

/** The agents with the accounts that their agreements credit. */
export const agentsWithAccounts = (tx: Tx, municipalityId: bigint): Promise<NamedAgent[]> =>
  query(
    tx,
    `select a.code, a.name, coalesce(string_agg(distinct g.account, ', ' order by g.account), '') as accounts
       from payments_agents a left join payments_agreements g on g.agent_id = a.id and g.account <> ''
      where a.municipality_id = ? group by a.code, a.name`,
    [municipalityId]
  )
