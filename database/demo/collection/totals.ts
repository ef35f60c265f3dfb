import db from '@adonisjs/lucid/services/db'
import { type RefMonth, addDays, firstDay, lastDay, nextMonth } from '#core/calendar/index'
import { query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import type { TotalRow } from '../cycle/totals.ts'
import { hasDebits } from './set_up.ts'

interface Sum {
  readonly name: string
  readonly n: bigint
  readonly cents: bigint
}

const WORDS: Readonly<Record<string, string>> = {
  'file/imported': 'Arquivos importados',
  'file/rejected': 'Arquivos recusados inteiros (incompletos)',
  'file/quarantined': 'Arquivos em quarentena (NSA já recebido)',
  'file/repeated': 'Arquivos repetidos, reconhecidos',
  'line/settled': '  linhas baixadas',
  'line/joined': '  linhas de dinheiro já recebido',
  'line/duplicate': '  linhas pagas em dobro',
  'line/unidentified': '  linhas a identificar',
  'line/returned': '  linhas de débitos não feitos',
  'line/rejected': '  linhas recusadas',
  'debit/debited': 'Débitos em conta feitos',
  'debit/refused': 'Débitos em conta recusados pelo banco',
  'debit/withdrawn': 'Débitos em conta retirados antes do envio',
  'day/reconciled': 'Dias de crédito conciliados',
  'day/accepted': 'Dias encerrados com justificativa (diferença)',
  'day/divergent': 'Dias com diferença a explicar',
  'day/open': 'Dias ainda sem extrato',
  'statement/set_aside': 'Lançamentos de extrato que não são arrecadação',
  'statement/waiting': 'Lançamentos de extrato por explicar',
  'passed/issued': 'Repasses apurados',
  'passed/transferred': 'Repasses feitos',
  'closed/collection': 'Arrecadação fechada: recebimentos',
  'closed/pending': 'Arrecadação fechada: pendente no fim do mês',
}

const DEBITS = `
  union all
  select 'debit/' || state, count(*), sum(amount_cents) from debits_orders o, given
   where o.municipality_id = place and o.reference = month group by state`

/** What became of the money of a month that was played, read back from the tables. */
export async function collectionTotals(
  municipalityId: bigint,
  reference: RefMonth
): Promise<TotalRow[]> {
  const [from, until] = [firstDay(reference), addDays(lastDay(nextMonth(reference)), 7)]
  const sums = await query<Sum>(
    db,
    `with given as (select ?::bigint as place, ?::text as month, ?::date as first, ?::date as last),
     made as (
       select (detail::json ->> 'fileObjectId')::bigint as id from demo_steps, given
        where municipality_id = place and step like 'cycle/' || month || '/%' and detail like '%fileObjectId%'),
     files as (select f.* from payments_files f join made on made.id = f.file_object_id)
     select name, n, coalesce(cents, 0)::bigint as cents from (
       select 'file/' || status as name, count(*) as n, sum(total_cents) as cents from files group by status
       union all
       select 'line/' || l.fate, count(*), sum(l.amount_cents) from payments_file_lines l join files on files.id = l.file_id
        where files.status = 'imported' group by l.fate
       ${hasDebits() ? DEBITS : ''}
       union all
       select 'day/' || state, count(*), sum(case when state = 'reconciled' then net_cents else difference_cents end)
         from payments_days d, given where d.municipality_id = place and d.credited_on between first and last group by state
       union all
       select 'statement/' || state, count(*), sum(amount_cents) from payments_statement_lines l, given
        where l.municipality_id = place and l.on_day between first and last and state <> 'matched' group by state
       union all
       select 'passed/' || state, count(*), sum(due_cents) from receivables_statements s, given
        where s.municipality_id = place and s.month = given.month group by state
       union all
       select 'closed/collection', receipts, paid_cents from payments_closings c, given where c.municipality_id = place and reference = month
       union all
       select 'closed/pending', null, pending_cents from payments_closings c, given where c.municipality_id = place and reference = month) sums`,
    [municipalityId, reference, from, until]
  )
  return Object.entries(WORDS).flatMap(([name, words]): TotalRow[] => {
    const sum = sums.find((one) => one.name === name)
    return sum ? [[words, sum.n?.toLocaleString('pt-BR') ?? '', formatMoney(sum.cents)]] : []
  })
}
