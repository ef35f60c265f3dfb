import type { Widget } from '#core/reports/index'
import { type CivilDate, firstDay, monthOf } from '#core/calendar/index'
import { query } from '#core/database/index'
import { format } from '#core/web/index'
import { expectedBoard } from '../services/expected_board.ts'
import { horizonOf } from '../services/horizon.ts'

/** What the banks owe: files, credits, and how far the collection is known. */
export const bankSide: Widget = {
  name: 'payments.bank_side',
  title: 'Bancos: arquivos e conciliação',
  permission: 'payments.read',
  size: 'small',
  place: 32,
  path: '/payments/board',
  async load({ tx, actor, municipalityId }) {
    if (actor.scope?.localities) return null
    const board = await expectedBoard(tx, municipalityId)
    const { on } = await horizonOf(tx, municipalityId, board)
    const late = board.agreements.flatMap(({ files }) =>
      files.filter((one) => one.state === 'late')
    )
    const [open] = await query<{ days: bigint; cents: bigint; lines: bigint }>(
      tx,
      `select count(*) as days, coalesce(sum(difference_cents), 0)::bigint as cents,
              (select count(*) from payments_statement_lines l where l.municipality_id = ? and l.state = 'waiting') as lines
         from payments_days where municipality_id = ? and state in ('open', 'divergent')`,
      [municipalityId, municipalityId]
    )
    return {
      kind: 'list',
      rows: rowsOf({ on, late: late.length, ...open! }),
      empty: 'Nenhum arquivo falta e nada há por conciliar.',
    }
  },
}

interface Owed {
  readonly on: CivilDate | null
  readonly late: number
  readonly days: bigint
  readonly cents: bigint
  readonly lines: bigint
}

const UNSETTLED = '/payments/days?state=open&state=divergent'

function rowsOf({ on, late, days, cents, lines }: Owed) {
  const row = (text: string, value: string, path: string) => ({ text, value, path })
  const bad = (text: string, count: number | bigint, path: string) => ({
    ...row(text, format.integer(count), path),
    tone: 'attention' as const,
  })
  return [
    ...(on ? [row('Tudo conhecido até', format.date(on), '/payments/board')] : []),
    ...(late ? [bad('Arquivos atrasados', late, '/payments/board')] : []),
    ...(days > 0n
      ? [
          bad('Dias por conciliar', days, UNSETTLED),
          row('Diferença', format.money(cents), UNSETTLED),
        ]
      : []),
    ...(lines > 0n
      ? [bad('Créditos do extrato sem destino', lines, '/payments/statement-lines?state=waiting')]
      : []),
  ]
}

/** Today and the month so far, agent by agent. */
export const receivedByAgent: Widget = {
  name: 'payments.received_by_agent',
  title: 'Arrecadação do mês por agente',
  permission: 'payments.read',
  size: 'large',
  place: 31,
  path: '/reports/payments.daily_agents',
  async load({ tx, actor, municipalityId, today }) {
    if (actor.scope?.localities) return null
    const agents = await query<{ agent: string; today: bigint; month: bigint }>(
      tx,
      `select coalesce((select a.code || ' ' || a.name from payments_agents a
                 where a.municipality_id = r.municipality_id and a.code = r.agent_code), r.agent_code) as agent,
              coalesce(sum(r.amount_cents) filter (where r.paid_on = ?), 0)::bigint as today,
              sum(r.amount_cents)::bigint as month
         from receivables_receipts r
        where r.municipality_id = ? and r.posted_on >= ? and r.paid_on between ? and ? and r.state <> 'reversed'
        group by r.municipality_id, r.agent_code order by 3 desc limit 8`,
      [today, municipalityId, firstDay(monthOf(today)), firstDay(monthOf(today)), today]
    )
    if (!agents.length) return null
    const total = agents.reduce((sum, { month }) => sum + month, 0n)
    const ofToday = agents.reduce((sum, one) => sum + one.today, 0n)
    return {
      kind: 'bars',
      bars: agents.map(({ agent, month, today: cents }) => ({
        ...{ label: agent, size: Number(month) },
        text: `${format.money(month)} (hoje ${format.money(cents)})`,
      })),
      note: `${format.money(ofToday)} hoje, ${format.money(total)} no mês`,
    }
  },
}
