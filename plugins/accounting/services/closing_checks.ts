import type { Actor } from '#core/actions/index'
import { ParticipantRefusal, participate } from '#core/actions/index'
import { todayIn } from '#core/access/index'
import {
  type CivilDate,
  type RefMonth,
  clock,
  firstDay,
  formatRefMonth,
  lastDay,
  nextMonth,
  refMonth,
} from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { Issue } from '#core/kernel/index'
import { format } from '#core/web/index'
import type { CheckState, ClosingCheck, MonthClosing } from '../domain/closing.ts'
import { bridgeChecks } from './bridge_checks.ts'
import { wrongSums } from './day_sums.ts'
import { frozenDifferences, lastClosed } from './frozen_months.ts'

export interface AskedMonth {
  readonly municipalityId: bigint
  readonly reference: RefMonth
  readonly actor: Actor
}

/** What is looked at before a month is closed, each with where to put it right. */
export async function closingChecks(tx: Tx, asked: AskedMonth): Promise<ClosingCheck[]> {
  return [...(await ownChecks(tx, asked)), ...(await wholeChecks(tx, asked))]
}

/** What a screen may ask at any time. */
export async function ownChecks(tx: Tx, asked: AskedMonth): Promise<ClosingCheck[]> {
  const { municipalityId, reference } = asked
  const until = lastDay(reference)
  return [
    await overCheck(tx, asked, until),
    await orderCheck(tx, asked),
    await unpostedCheck(tx, municipalityId, until),
    await entriesCheck(tx, municipalityId, until),
    await provisionCheck(tx, asked),
    ...(await othersChecks(tx, asked, until)),
  ]
}

/** What adds up all postings and what the business says of itself: seconds at a large utility. */
export async function wholeChecks(
  tx: Tx,
  { municipalityId, reference }: AskedMonth
): Promise<ClosingCheck[]> {
  return [
    ...(await frozenCheck(tx, municipalityId)),
    await sumsCheck(tx, municipalityId, reference),
    ...(await bridgeChecks(tx, municipalityId, reference)),
  ]
}

const stateOf = (isFine: boolean, otherwise: CheckState): CheckState =>
  isFine ? 'good' : otherwise

async function overCheck(
  tx: Tx,
  { municipalityId, reference }: AskedMonth,
  until: CivilDate
): Promise<ClosingCheck> {
  const isOver = (await todayIn(tx, municipalityId)) > until
  return {
    ...{ name: 'over', title: 'O mês terminou', path: null },
    state: stateOf(isOver, 'stops'),
    detail: isOver
      ? `${formatRefMonth(reference)} terminou.`
      : `${formatRefMonth(reference)} ainda não terminou: feche a partir do dia 1º do mês seguinte.`,
  }
}

/** The first month that can be closed: after the last one closed, or the first one with postings. */
export async function nextToClose(tx: Tx, municipalityId: bigint): Promise<RefMonth | null> {
  const [row] = await query<{ closed: string | null; first: string | null }>(
    tx,
    `select (select max(reference) from accounting_periods where municipality_id = ? and state <> 'open') as closed,
            (select to_char(min(posted_on), 'YYYY-MM') from accounting_postings where municipality_id = ?) as first`,
    [municipalityId, municipalityId]
  )
  if (row!.closed !== null) return nextMonth(refMonth(row!.closed))
  return row!.first === null ? null : refMonth(row!.first)
}

async function orderCheck(
  tx: Tx,
  { municipalityId, reference }: AskedMonth
): Promise<ClosingCheck> {
  const next = await nextToClose(tx, municipalityId)
  const isNext = next === null || next === reference
  return {
    ...{ name: 'order', title: 'Os meses anteriores estão fechados', path: '/accounting/closing' },
    state: stateOf(isNext, 'stops'),
    detail: isNext
      ? 'Nenhum mês anterior ficou aberto.'
      : `O próximo mês a fechar é ${formatRefMonth(next)}.`,
  }
}

/** What was frozen of the month before is still what its postings come to. */
async function frozenCheck(tx: Tx, municipalityId: bigint): Promise<ClosingCheck[]> {
  const period = await lastClosed(tx, municipalityId)
  if (!period) return []
  const different = await frozenDifferences(tx, municipalityId, period)
  const month = formatRefMonth(period.reference)
  const accounts = different.map(({ account }) => account).join(', ')
  return [
    {
      ...{ name: 'frozen', title: 'O mês fechado continua como foi congelado' },
      path: `/accounting/periods/${period.id}`,
      state: stateOf(different.length === 0, 'stops'),
      detail: different.length
        ? `Os lançamentos de ${month} não somam mais o que foi congelado: ${accounts}. Alguém alterou os livros por fora do sistema: apure, e reabra esse mês para fechá-lo de novo.`
        : `Os lançamentos de ${month} somam o que foi congelado.`,
    },
  ]
}

/** What screens add up is what the postings come to; the closing writes it anew from them. */
async function sumsCheck(
  tx: Tx,
  municipalityId: bigint,
  reference: RefMonth
): Promise<ClosingCheck> {
  const days = { municipalityId, from: firstDay(reference), until: lastDay(reference) }
  const wrong = await wrongSums(tx, days)
  return {
    ...{ name: 'sums', title: 'As somas do balancete são as dos lançamentos' },
    path: '/accounting/trial-balance',
    state: stateOf(wrong.length === 0, 'attention'),
    detail: wrong.length
      ? `O balancete difere dos lançamentos nas contas ${wrong.join(', ')}: alguém alterou os livros por fora do sistema. O fechamento refaz as somas.`
      : 'Conferem, conta por conta e dia por dia.',
  }
}

interface Sum {
  readonly n: bigint
  readonly cents: bigint
}

async function unpostedCheck(
  tx: Tx,
  municipalityId: bigint,
  until: CivilDate
): Promise<ClosingCheck> {
  const [sum] = await query<Sum>(
    tx,
    `select count(*) as n, coalesce(sum(amount_cents), 0)::bigint as cents from accounting_unposted
      where municipality_id = ? and state = 'waiting' and posted_on <= ?`,
    [municipalityId, until]
  )
  const { n, cents } = sum!
  return {
    ...{
      name: 'unposted',
      title: 'Movimentos sem conta',
      path: '/accounting/unposted?state=waiting',
    },
    state: stateOf(n === 0n, 'attention'),
    detail:
      n === 0n
        ? 'Tudo o que houve tem lançamento.'
        : `${format.integer(n)} movimento(s), ${format.money(cents)}, esperam conta; o fechamento tenta lançá-los e o que sobrar entra no mês aberto.`,
  }
}

async function entriesCheck(
  tx: Tx,
  municipalityId: bigint,
  until: CivilDate
): Promise<ClosingCheck> {
  const [sum] = await query<Sum>(
    tx,
    `select count(*) as n, 0::bigint as cents from accounting_entries
      where municipality_id = ? and state = 'waiting' and posted_on <= ?`,
    [municipalityId, until]
  )
  const { n } = sum!
  return {
    ...{ name: 'entries', title: 'Lançamentos manuais revisados' },
    path: '/accounting/entries?state=waiting',
    state: stateOf(n === 0n, 'stops'),
    detail:
      n === 0n
        ? 'Nenhum lançamento manual espera aprovação.'
        : `${format.integer(n)} lançamento(s) manual(is) do mês esperam aprovação: aprove ou recuse.`,
  }
}

async function provisionCheck(
  tx: Tx,
  { municipalityId, reference }: AskedMonth
): Promise<ClosingCheck> {
  const [found] = await query<{ state: string }>(
    tx,
    `select state from accounting_provisions where municipality_id = ? and reference = ? and state <> 'discarded'`,
    [municipalityId, reference]
  )
  const details: Readonly<Record<string, string>> = {
    posted: 'Calculada, revisada e lançada.',
    computed: 'Calculada, mas ainda não revisada: o lançamento não está no mês.',
  }
  return {
    ...{ name: 'provision', title: 'Provisão de devedores duvidosos' },
    path: '/accounting/provisions',
    state: found?.state === 'posted' ? 'good' : found ? 'stops' : 'attention',
    detail: details[found?.state ?? ''] ?? 'Não foi calculada neste mês.',
  }
}

/** What other modules have to say of the month: a critical issue stops it. */
async function othersChecks(
  tx: Tx,
  { municipalityId, reference, actor }: AskedMonth,
  until: CivilDate
): Promise<ClosingCheck[]> {
  const payload: MonthClosing = { reference, until }
  const found = await participate('accounting.month_closing', payload, {
    ...{ tx, municipalityId, actor, now: clock.now() },
  }).catch((error: unknown) => {
    if (error instanceof ParticipantRefusal) return error.issues
    throw error
  })
  return found.map(({ code, severity, message, path }: Issue) => ({
    name: code,
    title: 'Outros módulos',
    state: severity === 'critical' ? ('stops' as const) : ('attention' as const),
    detail: message,
    path: path.startsWith('/') ? path : null,
  }))
}
