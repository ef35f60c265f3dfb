import { type CivilDate, parts } from '#core/calendar/index'
import type { Actor } from '#core/actions/index'
import { type Json, type Tx, copyRows, query } from '#core/database/index'
import { issueOnce } from '#core/documents/index'
import { errors } from '../errors.ts'
import { noticeData } from './notice_data.ts'
import type { SelectedDebtor } from './select_debtors.ts'

export const NOTICE = 'bureaus.notices'
export const NOTICE_DOCUMENT = 'bureaus.notice'
/** Of the one letter that a notice has. */
export const LETTER = 'letter'

export interface IssuingNotices {
  readonly municipalityId: bigint
  readonly today: CivilDate
  readonly at: Date
  readonly actor: Pick<Actor, 'userId' | 'name'>
  readonly debtors: readonly SelectedDebtor[]
}

interface NewNotice {
  readonly id: bigint
  readonly sequence: number
}

/** Writes a notice for each debtor, with its debts as they are today, and issues the letters. */
export async function issueNotices(
  tx: Tx,
  { municipalityId, today, at, actor, debtors }: IssuingNotices
): Promise<{ readonly notices: number; readonly totalCents: bigint }> {
  if (debtors.length === 0) return { notices: 0, totalCents: 0n }
  await query(tx, `select pg_advisory_xact_lock(hashtextextended('bureaus.notices', ?))`, [
    municipalityId,
  ])
  const sums = debtors.map(({ debts }) => debts.reduce((sum, one) => sum + one.listingCents, 0n))
  const { year } = parts(today)
  const notices = await query<NewNotice>(
    tx,
    `insert into bureaus_notices (municipality_id, year, sequence, customer_id, premise_id, issued_on, issued_by, state, debt_count,
       amount_cents)
     select ?, ?, u.place + (select coalesce(max(sequence), 0) from bureaus_notices where municipality_id = ? and year = ?),
            u.customer_id, u.premise_id, ?, ?, 'issued', u.debts, u.cents
       from unnest(?::bigint[], ?::bigint[], ?::int[], ?::bigint[]) with ordinality as u (customer_id, premise_id, debts, cents, place)
      order by u.place returning id, sequence`,
    [
      ...[municipalityId, year, municipalityId, year, today, actor.name],
      ...[debtors.map(({ customerId }) => customerId)],
      ...[debtors.map(({ debts }) => debts[0]!.premiseId)],
      ...[debtors.map(({ debts }) => debts.length), sums],
    ]
  )
  const ids = notices.toSorted((a, b) => a.sequence - b.sequence).map(({ id }) => id)
  await copyRows(
    tx,
    'bureaus_notice_debts',
    [
      ...['municipality_id', 'notice_id', 'premise_id', 'origin_type', 'origin_id', 'reference'],
      ...['due_on', 'amount_cents'],
    ],
    debtors.flatMap(({ debts }, index) =>
      debts.map((debt) => [
        ...[municipalityId, ids[index]!, debt.premiseId, debt.origin.type, debt.origin.id],
        ...[debt.reference, debt.dueOn, debt.listingCents],
      ])
    )
  )
  await issueOnce(tx, {
    ...{ municipalityId, template: NOTICE_DOCUMENT, on: today, at, actor },
    wanted: ids.map((id) => ({ subject: { type: NOTICE, id }, key: LETTER })),
    data: async (missing) => {
      const wanted = missing.map(({ subject }) => subject.id)
      return (await noticeData(tx, { municipalityId, ids: wanted, today })) as unknown as Json[]
    },
  })
  return { notices: ids.length, totalCents: sums.reduce((sum, cents) => sum + cents, 0n) }
}

export interface Delivery {
  readonly id: bigint
  readonly channel: string
  readonly on: CivilDate
  readonly proof: string
  readonly by: string
  readonly today: CivilDate
}

export interface Notice {
  readonly id: bigint
  readonly number: string
  readonly state: string
  readonly issued_on: CivilDate
}

async function lockNotice(tx: Tx, municipalityId: bigint, id: bigint): Promise<Notice> {
  const [notice] = await query<Notice>(
    tx,
    'select id, number, state, issued_on from bureaus_notices where municipality_id = ? and id = ? for update',
    [municipalityId, id]
  )
  if (!notice) throw errors.E_BUREAUS_UNKNOWN({ what: 'aviso', id })
  return notice
}

/** The notice went to the debtor: how, when, and what proves it. The days before the listing count from here. */
export async function recordSent(
  tx: Tx,
  municipalityId: bigint,
  { id, channel, on, proof, by, today }: Delivery
): Promise<Notice> {
  const notice = await lockNotice(tx, municipalityId, id)
  const { number } = notice
  if (notice.state !== 'issued') throw errors.E_BUREAUS_NOTICE_SENT({ number, state: notice.state })
  if (on < notice.issued_on || on > today) {
    throw errors.E_BUREAUS_NOTICE_DATE({ number, issued: notice.issued_on, on })
  }
  await query(
    tx,
    `update bureaus_notices set state = 'sent', channel = ?, sent_on = ?, proof = ?, sent_by = ? where id = ?`,
    [channel, on, proof, by, id]
  )
  return notice
}

/** The letter came back: it counts for no listing, and another is issued. */
export async function recordReturned(
  tx: Tx,
  municipalityId: bigint,
  { id, note }: { readonly id: bigint; readonly note: string }
): Promise<Notice> {
  const notice = await lockNotice(tx, municipalityId, id)
  const { number, state } = notice
  if (state !== 'sent') throw errors.E_BUREAUS_NOTICE_SENT({ number, state })
  await query(tx, `update bureaus_notices set state = 'returned', note = ? where id = ?`, [
    note,
    id,
  ])
  return notice
}
