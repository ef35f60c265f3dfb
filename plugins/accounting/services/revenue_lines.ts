import { type Actor } from '#core/actions/index'
import { territoriesOf } from '#core/access/index'
import type { CivilDate } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type SqlValue, type Tx, query } from '#core/database/index'
import { type FolderRights, folderRights } from '#core/files/index'
import { EXPORT } from '../configuration/export_parameter.ts'
import { aesbeMapOn, billedIn } from '../reports/revenue_sql.ts'
import { deliveryFolder } from './deliver_exports.ts'

type Reader = Pick<Tx, 'rawQuery'>
type Activity = 'water' | 'sewage' | 'indirect'

/** The revenue of one municipality and activity: what the books hold, and what was billed. */
export interface RevenueLine {
  readonly municipality: string
  readonly activity: Activity
  readonly accounts: string
  /** By itself, with the business. */
  readonly postedCents: bigint
  /** By people, on accounts that they named. */
  readonly manualCents: bigint
  /** Null when it was not asked for. */
  readonly billedCents: bigint | null
}

export interface RevenueException {
  readonly id: bigint
  readonly municipality: string
  readonly on: CivilDate
  readonly debit: string
  readonly credit: string
  readonly cents: bigint
  readonly history: string
  readonly author: string
  readonly decidedBy: string | null
  readonly state: string
}

export interface RevenueReport {
  readonly lines: readonly RevenueLine[]
  readonly exceptions: readonly RevenueException[]
  readonly isDelivered: boolean
  readonly folder: FolderRights
  /** Of practice AC-056 (Projeto Acertar); only what was compared with the billing has one. */
  readonly level: 1 | 2 | 3 | null
}

interface Period {
  readonly from: CivilDate
  readonly until: CivilDate
}

interface Asked extends Period {
  /** What was billed is added up from every charge of the period. */
  readonly isCompared: boolean
}

const BILLED = `
  late as (
    select coalesce(sum(w.amount_cents), 0) as cents from receivables_pending_charges w
      join receivables_beneficiaries b on b.id = w.beneficiary_id and b.kind = 'utility'
     where w.municipality_id = :municipality and w.cause = 'late' and w.state <> 'cancelled'
       and w.created_on between :from and :until),
  base as (select base.water, base.sewage, base.other + late.cents as indirect
             from (${billedIn(':from', ':until')}) base, late)`
const NOT_BILLED =
  'base as (select null::numeric as water, null::numeric as sewage, null::numeric as indirect)'

const linesSql = (billed: string) => `
  with map as (${aesbeMapOn(':until')}),
  activity as (
    select account, case aesbe when '31.110' then 'water' when '31.210' then 'sewage' else 'indirect' end as activity
      from map where aesbe in ('31.110', '31.210', '31.120', '31.220')),
  moved as (
    select a.activity, sum(s.credit_cents - s.debit_cents) filter (where not s.is_manual) as posted,
           sum(s.credit_cents - s.debit_cents) filter (where s.is_manual) as manual
      from accounting_day_sums s join activity a on a.account = s.account
     where s.municipality_id = :municipality and s.posted_on between :from and :until group by a.activity),
  ${billed},
  named as (select activity, string_agg(account, ', ' order by account) as accounts from activity group by activity)
  select b.activity, coalesce(n.accounts, '') as accounts, coalesce(m.posted, 0)::bigint as "postedCents",
         coalesce(m.manual, 0)::bigint as "manualCents", b.cents::bigint as "billedCents"
    from base, lateral (values ('water', base.water, 1), ('sewage', base.sewage, 2), ('indirect', base.indirect, 3))
      b(activity, cents, place)
    left join moved m on m.activity = b.activity left join named n on n.activity = b.activity
   where coalesce(b.cents, 0) <> 0 or coalesce(m.posted, 0) <> 0 or coalesce(m.manual, 0) <> 0
   order by b.place`

async function linesOf(
  tx: Reader,
  { municipalityId, name }: { readonly municipalityId: bigint; readonly name: string },
  { from, until, isCompared }: Asked
): Promise<RevenueLine[]> {
  const given: Readonly<Record<string, SqlValue>> = { municipality: municipalityId, from, until }
  const bindings: SqlValue[] = []
  const template = linesSql(isCompared ? BILLED : NOT_BILLED)
  const sql = template.replaceAll(/(?<!:):(municipality|from|until)\b/g, (_, key: string) => {
    bindings.push(given[key]!)
    return key === 'municipality' ? '?::bigint' : '?::date'
  })
  const lines = await query<Omit<RevenueLine, 'municipality'>>(tx, sql, bindings)
  return lines.map((line) => ({ municipality: name, ...line }))
}

const exceptionsOf = (
  tx: Reader,
  municipalityIds: readonly bigint[],
  { from, until }: Period
): Promise<RevenueException[]> =>
  query(
    tx,
    `select e.id, m.name as municipality, e.posted_on as "on", e.debit_account as debit, e.credit_account as credit,
            e.amount_cents as cents, e.history, e.author, e.decided_by as "decidedBy", e.state
       from accounting_entries e join access_municipalities m on m.id = e.municipality_id
      where e.municipality_id = any(?::bigint[]) and e.is_revenue and e.state <> 'refused' and e.posted_on between ? and ?
      order by m.name, e.posted_on, e.id`,
    [municipalityIds, from, until]
  )

/**
 * The revenue of every municipality that a person works in, by activity, beside what was billed when that is asked for, and how
 * safely it is handed to the accounting system (AC-056).
 */
export async function revenueReport(
  tx: Reader,
  actor: Actor,
  period: Asked
): Promise<RevenueReport> {
  const places = await placesOf(tx, actor)
  const lines: RevenueLine[] = []
  for (const place of places) lines.push(...(await linesOf(tx, place, period)))
  const ids = places.map(({ municipalityId }) => municipalityId)
  const exceptions = await exceptionsOf(tx, ids, period)
  const isDelivered = await parameterWithin<boolean>(tx, {
    ...{ key: EXPORT, municipalityId: actor.municipalityId, date: period.until },
  })
  const folder = await folderRights(deliveryFolder())
  const isPosted = lines.every(({ postedCents, billedCents }) => postedCents === billedCents)
  const isSafe = isDelivered && folder.isProtected === true
  const level = isPosted ? (isSafe ? 3 : 2) : 1
  return { lines, exceptions, isDelivered, folder, level: period.isCompared ? level : null }
}

/** A key of another system, or the system itself, sees only its own municipality. */
async function placesOf(tx: Reader, { userId, municipalityId }: Actor) {
  if (userId !== null) return territoriesOf(userId, tx)
  return query<{ municipalityId: bigint; name: string }>(
    tx,
    'select id as "municipalityId", name from access_municipalities where id = ?',
    [municipalityId]
  )
}
