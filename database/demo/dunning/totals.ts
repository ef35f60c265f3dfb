import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { formatMoney } from '#core/money/index'
import type { TotalRow } from '../cycle/totals.ts'

interface Sum {
  readonly name: string
  readonly n: bigint
  readonly cents: bigint | null
}

const WORDS: Readonly<Record<string, string>> = {
  'notice/cut_notice': 'Notificações de corte',
  'notice/debt_notice': 'Notificações de débito',
  'notice/letter': 'Cartas de cobrança',
  'notice/paid': '  encerradas por pagamento',
  'notice/agreed': '  encerradas por acordo',
  'promise': 'Promessas de pagamento na mesa de cobrança',
  'promise/kept': '  cumpridas',
  'promise/broken': '  não cumpridas',
  'hold': 'Comprovantes à espera do banco',
  'case': 'Ordens de corte',
  'case/recalled': '  recolhidas (pagamento, acordo, comprovante)',
  'case/executed': 'Cortes feitos',
  'case/reconnected': 'Religações feitas',
  'plan': 'Parcelamentos assinados',
  'plan/active': '  em vigor (entrada paga ou sem entrada)',
  'lot': 'Lotes de negativação',
  'listing': '  registros enviados',
  'listing/excluded': '  retirados ou em retirada',
  'entry': 'Débitos inscritos em dívida ativa',
  'entry/paid': '  pagos depois da inscrição',
  'certificate': 'Certidões de dívida ativa',
}

const SUMS = `
  with given as (select ?::bigint as place),
  notices as (select n.* from dunning_notices n, given where n.municipality_id = place),
  cases as (select c.* from dunning_cases c, given where c.municipality_id = place)
  select name, n, cents::bigint as cents from (
    select 'notice/' || kind as name, count(*) as n, sum(amount_cents) as cents from notices group by kind
    union all
    select 'notice/' || state, count(*), sum(amount_cents) from notices where kind = 'cut_notice' group by state
    union all
    select 'hold', count(*), null from billing_invoice_holds h, given where h.municipality_id = place and kind = 'bank_confirmation'
    union all
    select 'promise', count(*), sum(amount_cents) from collections_promises p, given where p.municipality_id = place
    union all
    select 'promise/' || state, count(*), sum(amount_cents) from collections_promises p, given
     where p.municipality_id = place group by state
    union all
    select 'case', count(*), sum(amount_cents) from cases
    union all
    select 'case/' || state, count(*), sum(amount_cents) from cases where state in ('recalled', 'reconnected') group by state
    union all
    select 'case/executed', count(*), sum(amount_cents) from cases where executed_on is not null
    union all
    select 'plan', count(*), sum(negotiated_cents) from plans_agreements a, given where a.municipality_id = place
    union all
    select 'plan/active', count(*), sum(negotiated_cents) from plans_agreements a, given
     where a.municipality_id = place and state in ('active', 'settled')
    union all
    select 'lot', count(*), sum(total_cents) from bureaus_lots l, given where l.municipality_id = place and state = 'confirmed'
    union all
    select 'listing', count(*), null from bureaus_listings l, given where l.municipality_id = place and state not in ('simulated', 'dropped')
    union all
    select 'listing/excluded', count(*), null from bureaus_listings l, given
     where l.municipality_id = place and state in ('removing', 'excluded')
    union all
    select 'entry', count(*), sum(total_cents) from debt_register_entries e, given
     where e.municipality_id = place and state not in ('proposed', 'dropped')
    union all
    select 'entry/paid', count(*), sum(total_cents) from debt_register_entries e, given where e.municipality_id = place and state = 'paid'
    union all
    select 'certificate', count(*), sum(total_cents) from debt_register_papers p, given
     where p.municipality_id = place and kind = 'certificate') sums`

/** What collection of debts came to until now, read back from the tables. */
export async function dunningTotals(municipalityId: bigint): Promise<TotalRow[]> {
  const { plugins } = registries()
  const needed = ['dunning', 'plans', 'bureaus', 'debt_register', 'collections']
  if (!needed.every((wanted) => plugins.some(({ name }) => name === wanted))) return []
  const sums = await query<Sum>(db, SUMS, [municipalityId])
  return Object.entries(WORDS).flatMap(([name, words]): TotalRow[] => {
    const sum = sums.find((one) => one.name === name)
    if (!sum || sum.n === 0n) return []
    return [
      [words, sum.n.toLocaleString('pt-BR'), sum.cents === null ? '' : formatMoney(sum.cents)],
    ]
  })
}
