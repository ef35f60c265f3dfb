import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { EFFECTS } from '../domain/effects.ts'
import { MANUAL_ENTRY } from '../domain/event.ts'
import { chartOn } from './balances.ts'

export interface AskedMovement {
  readonly municipalityId: bigint
  readonly from: CivilDate
  readonly until: CivilDate
}

export interface CashItem {
  readonly side: 'books'
  /** Empty: of no agent. */
  readonly agentCode: string
  readonly on: string | null
  readonly kind: 'passed_on' | 'refunded' | 'posted_apart' | 'manual_entry' | 'unposted'
  readonly text: string
  readonly cents: bigint
}

/** What cash and banks gain by each event. */
const CASH_EFFECTS: readonly (readonly [string, number])[] = Object.entries(EFFECTS).flatMap(
  ([event, { cash }]) => (cash === undefined ? [] : [[event, cash] as const])
)

const cashAccounts = async ({ municipalityId, until }: AskedMovement): Promise<string[]> => {
  const chart = await chartOn(municipalityId, until)
  return chart.accounts.filter(({ purpose }) => purpose === 'cash').map(({ code }) => code)
}

/** Postings that touch cash and banks, each with what it brings to them. Bindings: accounts three times, municipality. */
const MOVED = `
  select p.*, coalesce(f.facts::jsonb->>'agent', '') as agent,
         case when p.debit_account = any(c.codes) then p.amount_cents else 0 end
         - case when p.credit_account = any(c.codes) then p.amount_cents else 0 end as cents
    from (select ?::text[] as codes) c
    join accounting_postings p on p.debit_account = any(c.codes) or p.credit_account = any(c.codes)
    join accounting_facts f on f.id = p.facts_id
   where p.municipality_id = ?`

/** What cash and banks moved in a period, by agent; empty code: of no agent. */
export async function cashMovement(
  tx: Tx,
  asked: AskedMovement
): Promise<{ readonly agentCode: string; readonly cents: bigint }[]> {
  return query(
    tx,
    `select agent as "agentCode", sum(cents)::bigint as cents from (${MOVED} and p.posted_on between ? and ?) moved group by agent`,
    [await cashAccounts(asked), asked.municipalityId, asked.from, asked.until]
  )
}

/** What stands in cash and banks that is no receipt of the period, or lacks of those that are. */
export async function cashItems(tx: Tx, asked: AskedMovement): Promise<CashItem[]> {
  const { municipalityId, from, until } = asked
  const codes = await cashAccounts(asked)
  const rows = await query<Omit<CashItem, 'side'>>(
    tx,
    `with moved as (${MOVED} and (p.posted_on between ? and ? or p.moved_from between ? and ?))
     select * from (
       select agent as "agentCode", null::text as "on", 'passed_on' as kind, 'Repasses a terceiros' as text,
              sum(cents)::bigint as cents
         from moved where event = 'third_party_passed' and posted_on between ? and ? group by agent
       union all
       select agent, null, 'refunded', 'Créditos devolvidos a clientes', sum(cents)::bigint
         from moved where event = 'credit_refunded' and posted_on between ? and ? group by agent
       union all
       select agent, m.posted_on::text, 'manual_entry', 'Lançamento manual: ' || h.template, m.cents
         from moved m join accounting_histories h on h.id = m.history_id
        where event = '${MANUAL_ENTRY}' and posted_on between ? and ?
       union all
       select agent, null, 'posted_apart', 'De outro mês, lançado neste', sum(cents)::bigint
         from moved where posted_on between ? and ? and moved_from not between ? and ? group by agent
       union all
       select agent, null, 'posted_apart', 'Deste mês, lançado em outro', -sum(cents)::bigint
         from moved where moved_from between ? and ? and posted_on not between ? and ? group by agent
       union all
       select coalesce(f.facts::jsonb->>'agent', ''), u.posted_on::text, 'unposted', 'Movimento sem conta contábil: ' || u.reason,
              -(u.amount_cents * e.effect)::bigint
         from accounting_unposted u join accounting_facts f on f.id = u.facts_id
         join unnest(?::text[], ?::int[]) as e(event, effect) on e.event = u.event
        where u.municipality_id = ? and u.state = 'waiting' and u.posted_on between ? and ?
          and coalesce(f.facts::jsonb->>'money', '') <> 'unidentified') items
      where cents <> 0 order by "agentCode", kind, "on" nulls first`,
    [
      ...[codes, municipalityId, from, until, from, until],
      ...[from, until, from, until, from, until],
      ...[from, until, from, until],
      ...[from, until, from, until],
      ...[CASH_EFFECTS.map(([event]) => event), CASH_EFFECTS.map(([, effect]) => effect)],
      ...[municipalityId, from, until],
    ]
  )
  return rows.map((row) => ({ side: 'books', ...row }))
}
