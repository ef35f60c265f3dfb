import db from '@adonisjs/lucid/services/db'
import { actorOfUser } from '#core/access/index'
import type { Actor } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { type JsonObject, query } from '#core/database/index'
import { issuedHtml, issuedOf, withPrinter } from '#core/documents/index'
import type { PlannedPayment } from '../collection/plan.ts'
import type { PlayedMonth } from '../collection/month.ts'
import { detailOf, runStep } from '../steps.ts'

/** The days on which the debts of a month are collected. */
export interface DunningDays {
  readonly noticed: CivilDate
  /** People answer the notice: they pay, agree, bring a proof. */
  readonly answered: CivilDate
  readonly listed: CivilDate
  readonly returned: CivilDate
  /** The first day on which a cut may be. */
  readonly cutFrom: CivilDate
  readonly inscribed: CivilDate
  readonly received: CivilDate
  readonly certified: CivilDate
  readonly until: CivilDate
}

/** The debts that a played month left, while they are collected. */
export interface DunningMonth {
  readonly played: PlayedMonth
  readonly dates: DunningDays
  /** Decides what another person proposes. */
  readonly officer: Actor
}

const OFFICER = 'diego.admin@demo.aqueduto'

export async function officerOf(municipalityId: bigint): Promise<Actor> {
  const [user] = await query<{ id: bigint }>(
    db,
    'select id from access_users where municipality_id = ? and email = ?',
    [municipalityId, OFFICER]
  )
  return (await actorOfUser(user!.id))!
}

/** Done once, on its day; again, it tells what it left. */
export async function once<T extends object>(
  { played }: DunningMonth,
  name: string,
  work: () => Promise<T>
): Promise<T> {
  const { municipalityId, reference } = played
  const step = `cycle/${reference}/dunning/${name}`
  const done = await detailOf(db, municipalityId, step)
  if (done !== null) return done as T
  const detail = await work()
  await runStep(municipalityId, step, async () => detail as unknown as JsonObject)
  return detail
}

/** A payment that somebody promised: its bank tells of it the bank day after. */
export interface Promised {
  readonly number: string
  readonly cents: string
  readonly paidOn: CivilDate
}

/** Keeps what people say that they will pay, once. */
export const promise = (
  month: DunningMonth,
  name: string,
  work: () => Promise<readonly Promised[]>
) => once(month, `pay/${name}`, async () => ({ payments: await work() }))

/** Not the first bank: what goes wrong with files is shown in the month itself. */
const BANK = 1

export async function promisedPayments({ played }: DunningMonth): Promise<PlannedPayment[]> {
  const rows = await query<{ detail: string }>(
    db,
    `select detail from demo_steps where municipality_id = ? and step like ? order by step`,
    [played.municipalityId, `cycle/${played.reference}/dunning/pay/%`]
  )
  return rows
    .flatMap(({ detail }) => (JSON.parse(detail) as { payments: Promised[] }).payments)
    .map(({ number, cents, paidOn }) => ({
      ...{ number, paidOn, amountCents: BigInt(cents) },
      ...{ behaviour: 'on_time' as const, bank: BANK },
    }))
}

interface Paper {
  readonly subject: { readonly type: string; readonly id: bigint }
  readonly template: string
  /** Of the file. */
  readonly name: string
}

/** The last document of a kind of a record, in the folder of the month. */
export async function keepPaper(
  { played: { on, municipalityId } }: DunningMonth,
  { subject, template, name }: Paper
): Promise<void> {
  const papers = await issuedOf(db, municipalityId, subject)
  const issued = papers.find((one) => one.template === template)
  const html = await issuedHtml(db, issued!)
  const timestamp = issued!.issued_at
  on.keep(
    name,
    await withPrinter((printer) => printer.renderPdf(html, { tagged: true, timestamp }))
  )
}
