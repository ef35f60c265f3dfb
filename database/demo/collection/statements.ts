import { runAction } from '#core/actions/index'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, addDays, dayOfWeek } from '#core/calendar/index'
import { query } from '#core/database/index'
import { BusinessError } from '#core/kernel/index'
import { detailOf, runStep } from '../steps.ts'
import {
  type BankLine,
  DEPOSIT,
  type TakenMoney,
  creditsOf,
  csvStatement,
  ofxStatement,
  withTroubles,
} from './bank_ledger.ts'
import { keepObject } from './bring_file.ts'
import { debitedMoney } from './debits.ts'
import type { PlayedMonth } from './month.ts'
import type { BankDay } from './returns.ts'

/** The first bank day of each week, and the last of the month, bring the statements of the days before. */
export function isStatementDay({ banks, until }: PlayedMonth, day: CivilDate): boolean {
  return day === until || dayOfWeek(banks.addBusinessDays(day, -1)) > dayOfWeek(day)
}

/** What each bank says that it credited since its last statement; the first account's as OFX, the others as CSV. */
export async function bringStatements(month: PlayedMonth, { day }: BankDay): Promise<void> {
  const { agreements, debit, banks } = month
  const all = debit ? [...agreements, debit] : agreements
  const accountOf = new Map(all.map(({ id, account }) => [id, account]))
  const accounts = [...new Set(agreements.map(({ account }) => account))]
  const taken = await takenMoney(month)
  for (const [place, account] of accounts.entries()) {
    const own = creditsOf(
      taken.filter(({ agreement }) => accountOf.get(agreement.id) === account),
      banks
    )
    const { feeCents } = agreements[0]!
    const lines = place === 0 ? withTroubles(own, { banks, feeCents }) : own
    await bringStatement(month, { account, place, day, lines })
  }
}

async function takenMoney(month: PlayedMonth): Promise<TakenMoney[]> {
  const { plan, agreements } = month
  const atBanks = plan.payments
    .filter(({ behaviour }) => behaviour !== 'notified_pix')
    .map(({ bank, paidOn, amountCents }) => ({
      ...{ agreement: agreements[bank]!, kind: 'file' as const, paidOn, amountCents },
    }))
  const byPix = plan.pix.map(({ bank, paidOn, document }) => ({
    ...{ agreement: agreements[bank]!, kind: 'pix' as const, paidOn },
    amountCents: document.amount_cents,
  }))
  return [...atBanks, ...byPix, ...(await debitedMoney(month))]
}

interface Statement {
  readonly account: string
  readonly place: number
  readonly day: CivilDate
  readonly lines: readonly BankLine[]
}

async function bringStatement(month: PlayedMonth, one: Statement): Promise<void> {
  const { on, municipalityId, reference } = month
  const step = `cycle/${reference}/statement/${one.place}/${one.day}`
  const until = addDays(one.day, -1)
  const from = addDays(lastStatementDay(month, one.day), 0)
  const lines = one.lines.filter((line) => line.on >= from && line.on <= until)
  if (!lines.length) return
  const isOfx = one.place === 0
  const name = `extrato-${one.account.slice(0, 3)}-${one.day}.${isOfx ? 'ofx' : 'csv'}`
  await runStep(municipalityId, step, async (tx) => {
    const text = isOfx ? ofxStatement(lines, { from, until }) : csvStatement(lines)
    const content = new TextEncoder().encode(text)
    on.keep(name, content)
    return { fileObjectId: String(await keepObject(tx, municipalityId, { name, content })) }
  })
  const kept = (await detailOf(db, municipalityId, step)) as { fileObjectId: string }
  await readStatement(month, { account: one.account, name, isOfx, ...kept })
}

/** The day of the statement before, whose own day was not over then. */
function lastStatementDay(month: PlayedMonth, day: CivilDate): CivilDate {
  let before = addDays(day, -1)
  while (
    before > month.from &&
    !(month.banks.isBusinessDay(before) && isStatementDay(month, before))
  )
    before = addDays(before, -1)
  return before
}

interface Reading {
  readonly account: string
  readonly name: string
  readonly isOfx: boolean
  readonly fileObjectId: string
}

async function readStatement(
  { on, municipalityId }: PlayedMonth,
  { account, name, isOfx, fileObjectId }: Reading
): Promise<void> {
  const [layout] = await query<{ id: bigint }>(
    db,
    'select id from payments_statement_layouts where municipality_id = ? order by id limit 1',
    [municipalityId]
  )
  const input = { account, name, file_object_id: fileObjectId }
  await runAction('payments.import_statement', {
    actor: on.actor,
    input: isOfx ? input : { ...input, layout_id: String(layout!.id) },
  }).catch((error: unknown) => {
    // Imported before the month was interrupted.
    if (!(error instanceof BusinessError) || error.code !== 'E_PAYMENTS_STATEMENT_KNOWN')
      throw error
  })
}

/** So many days are left for the bank to complete a credit. */
const PATIENCE_DAYS = 7

/** A person looks at what was left: what is no collection is set aside, and a difference that the bank does not mend is answered for. */
export async function decideDifferences(month: PlayedMonth, day: CivilDate): Promise<void> {
  const { on, municipalityId } = month
  const strange = await query<{ id: bigint }>(
    db,
    `select id from payments_statement_lines where municipality_id = ? and state = 'waiting' and text = ? order by id`,
    [municipalityId, DEPOSIT]
  )
  for (const { id } of strange) {
    await runAction('payments.set_aside_statement_line', {
      ...{ actor: on.actor, input: { id: Number(id) } },
      reason: 'Repasse do convênio estadual de obras: não é arrecadação',
    })
  }
  const short = await query<{ id: bigint }>(
    db,
    `select id from payments_days where municipality_id = ? and state = 'divergent' and not is_stale and credited_on <= ? order by id`,
    [municipalityId, addDays(day, -PATIENCE_DAYS)]
  )
  for (const { id } of short) {
    await runAction('payments.accept_day', {
      ...{ actor: on.actor, input: { id: Number(id) } },
      reason: 'O banco reteve uma tarifa a mais; contestada por ofício',
    })
  }
}
