import { todayIn } from '#core/access/index'
import type { ActionContext } from '#core/actions/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { type Tx, query, takeIds } from '#core/database/index'
import { liftMarks, marksOf, setMarks } from '#plugins/receivables/api'
import { caseNumber } from '../domain/case_number.ts'
import { errors } from '../errors.ts'
import { changeEntries } from './change_entries.ts'
import { type Entry, entryName, lockEntries, originsOf, requireInscribed } from './entry_rows.ts'
import { keepPrescription } from './keep_prescription.ts'
import { actDone } from './processes.ts'
import { policyOf } from './settings.ts'

export const CASE = 'debt_register.court_cases'

export interface Filing {
  readonly certificateId: bigint
  readonly caseNumber: string
  readonly court: string
  readonly filedOn: CivilDate
  readonly protestWaiver: string | undefined
  readonly remarks: string | undefined
}

export interface CourtCase {
  readonly id: bigint
  readonly case_number: string
  readonly entries: number
  readonly total_cents: bigint
  readonly premise_id: bigint | null
}

interface Certificate {
  readonly number: string
  readonly kind: string
  readonly process_id: bigint
  readonly debtor_id: bigint
  readonly premise_id: bigint | null
  readonly issued_on: CivilDate
}

/**
 * The debts of a certificate that are still in active debt go to court: they stay out of the books that follow, and their
 * situation is followed there. @throws the refusals of its number, date, certificate and protest
 */
export async function fileCase(context: ActionContext, filing: Filing): Promise<CourtCase> {
  const { tx, municipalityId, actor, now: at } = context
  const today = await todayIn(tx, municipalityId)
  const number = await freeNumber(tx, municipalityId, filing.caseNumber)
  const certificate = await readCertificate(tx, municipalityId, filing.certificateId)
  const { issued_on: issued, process_id: processId } = certificate
  const { filedOn: on, protestWaiver: waiver, remarks, court } = filing
  if (on < issued || on > today) {
    throw errors.E_DEBT_REGISTER_CASE_DATE({
      ...{ on: formatDate(on), issued: formatDate(issued), today: formatDate(today) },
    })
  }
  const entries = await certifiedEntries(tx, municipalityId, filing.certificateId)
  await requireProtest(tx, municipalityId, { entries, waiver })
  const [id] = await takeIds(tx, 'debt_register_court_cases', 1)
  const [filed] = await query<CourtCase>(
    tx,
    `insert into debt_register_court_cases (id, municipality_id, case_number, process_id, certificate_id, debtor_id, premise_id,
       court, filed_on, situation, situation_on, remarks, protest_waiver, entries, total_cents, filed_by) overriding system value
     select ?, ?, ?, ?, ?, ?, ?::bigint, ?, ?::date, 'filed', ?::date, ?, ?, ?,
            coalesce(sum(total_cents), 0)::bigint, ?
       from debt_register_paper_entries where paper_id = ? and entry_id = any(?::bigint[])
     returning id, case_number, entries, total_cents, premise_id`,
    [
      ...[id!, municipalityId, number, processId, filing.certificateId, certificate.debtor_id],
      ...[certificate.premise_id, court, on, on, remarks ?? null, waiver ?? null, entries.length],
      ...[actor.name, filing.certificateId, entries.map((one) => one.id)],
    ]
  )
  await query(
    tx,
    'update debt_register_entries set court_case_id = ? where municipality_id = ? and id = any(?::bigint[])',
    [id!, municipalityId, entries.map((one) => one.id)]
  )
  await setMarks(tx, context, {
    ...{ kind: 'in_court', source: { type: CASE, id: id! }, origins: originsOf(entries), on },
  })
  await changeEntries(tx, entries, {
    ...{ municipalityId, operation: 'file', to: 'inscribed', on, at, by: actor.name },
    reason: `Execução ${number}`,
  })
  const filedEntries = entries.map((one) => ({ ...one, court_case_id: id!, filed_on: on }))
  await keepPrescription(tx, { municipalityId, today }, filedEntries)
  await actDone(
    tx,
    { municipalityId, on, by: actor.name },
    { act: 'court', processIds: [processId] }
  )
  return filed!
}

async function freeNumber(tx: Tx, municipalityId: bigint, text: string): Promise<string> {
  const number = caseNumber(text)
  if (number === null) throw errors.E_DEBT_REGISTER_CASE_NUMBER({ number: text })
  const known = await query(
    tx,
    'select from debt_register_court_cases where municipality_id = ? and case_number = ?',
    [municipalityId, number]
  )
  if (known.length) throw errors.E_DEBT_REGISTER_CASE_KNOWN({ number })
  return number
}

async function readCertificate(tx: Tx, municipalityId: bigint, id: bigint): Promise<Certificate> {
  const [paper] = await query<Certificate>(
    tx,
    `select number, kind, process_id, debtor_id, premise_id, issued_on from debt_register_papers
      where municipality_id = ? and id = ?`,
    [municipalityId, id]
  )
  if (!paper) throw errors.E_DEBT_REGISTER_PAPER_UNKNOWN({ id })
  if (paper.kind !== 'certificate') {
    throw errors.E_DEBT_REGISTER_NOT_CERTIFICATE({ number: paper.number })
  }
  return paper
}

/** Those of a certificate that are still owed and in no court. */
async function certifiedEntries(tx: Tx, municipalityId: bigint, paperId: bigint): Promise<Entry[]> {
  const rows = await query<{ id: bigint }>(
    tx,
    `select e.id from debt_register_paper_entries p join debt_register_entries e on e.id = p.entry_id
      where p.municipality_id = ? and p.paper_id = ? and e.state = 'inscribed' and e.court_case_id is null
        and e.arrangement = 'none'`,
    [municipalityId, paperId]
  )
  if (rows.length === 0) {
    throw errors.E_DEBT_REGISTER_NO_ENTRIES({
      why: 'os da certidão foram pagos, baixados, estão em acordo ou já em execução',
    })
  }
  return requireInscribed(
    tx,
    municipalityId,
    rows.map(({ id }) => id)
  )
}

async function requireProtest(
  tx: Tx,
  municipalityId: bigint,
  { entries, waiver }: { readonly entries: readonly Entry[]; readonly waiver: string | undefined }
): Promise<void> {
  const { asks_protest: isAsked } = await policyOf(tx, municipalityId)
  if (!isAsked || waiver) return
  const marks = await marksOf(tx, municipalityId, originsOf(entries))
  const protested = new Set(
    marks
      .filter(({ kind }) => kind === 'protested')
      .map(({ origin }) => `${origin.type}/${origin.id}`)
  )
  const missing = entries.find((one) => !protested.has(`${one.origin_type}/${one.origin_id}`))
  if (missing) throw errors.E_DEBT_REGISTER_PROTEST({ entry: entryName(missing) })
}

export interface Following {
  readonly id: bigint
  readonly situation: string
  readonly situationOn: CivilDate
  readonly remarks: string | undefined
}

export interface Followed extends CourtCase {
  readonly title: string
}

/** Where a case stands now; one that ends gives its debts back to the register. */
export async function followCase(
  context: ActionContext,
  { id, situation: code, situationOn: on, remarks }: Following
): Promise<Followed> {
  const { tx, municipalityId, actor, now: at } = context
  const [found] = await query<CourtCase & { filed_on: CivilDate; situation_on: CivilDate }>(
    tx,
    `select id, case_number, entries, total_cents, premise_id, filed_on, situation_on from debt_register_court_cases
      where municipality_id = ? and id = ? for update`,
    [municipalityId, id]
  )
  if (!found) throw errors.E_DEBT_REGISTER_CASE_UNKNOWN({ id })
  const today = await todayIn(tx, municipalityId)
  if (on < found.situation_on || on > today) {
    throw errors.E_DEBT_REGISTER_CASE_DATE({
      ...{ on: formatDate(on), issued: formatDate(found.situation_on), today: formatDate(today) },
    })
  }
  const [situation] = await query<{ title: string; is_over: boolean }>(
    tx,
    'select title, is_over from debt_register_court_situations where municipality_id = ? and code = ? and is_active',
    [municipalityId, code]
  )
  if (!situation) throw errors.E_DEBT_REGISTER_SITUATION({ code })
  await query(
    tx,
    'update debt_register_court_cases set situation = ?, situation_on = ?, remarks = coalesce(?, remarks) where id = ?',
    [code, on, remarks ?? null, id]
  )
  if (situation.is_over) {
    await leaveCourt(context, { id, on, at, by: actor.name, why: situation.title })
  }
  return { ...found, title: situation.title }
}

interface Leaving {
  readonly id: bigint
  readonly on: CivilDate
  readonly at: Date
  readonly by: string
  readonly why: string
}

async function leaveCourt(context: ActionContext, { id, on, at, by, why }: Leaving): Promise<void> {
  const { tx, municipalityId } = context
  const entries = await lockEntries(tx, municipalityId, { caseId: id })
  await liftMarks(tx, context, { source: { type: CASE, id }, kind: 'in_court', on, why })
  await query(
    tx,
    'update debt_register_entries set court_case_id = null where municipality_id = ? and court_case_id = ?',
    [municipalityId, id]
  )
  await query(
    tx,
    `insert into debt_register_operations (municipality_id, entry_id, operation, before, after, done_on, done_at, done_by, reason)
     select municipality_id, id, 'leave_court', state, state, ?::date, ?::timestamptz, ?, ?
       from debt_register_entries where municipality_id = ? and id = any(?::bigint[])`,
    [on, at, by, why, municipalityId, entries.map((one) => one.id)]
  )
}
