import { municipalityOf } from '#core/access/index'
import { type BusinessCalendar, type CivilDate, addDays, clock, parts } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { municipalCalendar } from '#core/holidays/index'
import { type FileRule, type FileTerms, expectedDays } from '../domain/expected_files.ts'

type Reader = Pick<Tx, 'rawQuery'>

/** `late`: not here at the time agreed; `arrived_late`: here, after it. */
export type ExpectedState = 'arrived' | 'arrived_late' | 'declared' | 'waiting' | 'late'

export interface ExpectedFile {
  readonly day: CivilDate
  readonly state: ExpectedState
  /** The file that came, or the one that came and could not be taken. */
  readonly fileId: bigint | null
  readonly fileStatus: string | null
  /** `AAAA-MM-DD HH:MM` on the municipality's clocks. */
  readonly arrivedAt: string | null
  readonly declarationId: bigint | null
}

export interface BoardAgreement {
  readonly id: bigint
  readonly code: string
  readonly agentCode: string
  readonly agentName: string
  readonly account: string
  readonly fileBy: string
  readonly pixFrom: CivilDate | null
  readonly hasPix: boolean
  readonly terms: FileTerms
  /** Every day since the first, in order. */
  readonly files: readonly ExpectedFile[]
}

export interface Board {
  readonly today: CivilDate
  readonly banks: BusinessCalendar
  readonly agreements: readonly BoardAgreement[]
}

interface AgreementRow extends Omit<BoardAgreement, 'terms' | 'files'> {
  readonly rule: FileRule
  readonly from: CivilDate | null
  readonly days: number
  readonly validUntil: CivilDate | null
}

interface CameRow {
  readonly agreement_id: bigint
  readonly id: bigint
  readonly generated_on: CivilDate
  readonly status: string
  readonly arrived_at: string
}

interface DeclaredRow {
  readonly agreement_id: bigint
  readonly id: bigint
  readonly day: CivilDate
}

/** The files that agreements owe, since each began to be expected, with what became of each. */
export async function expectedBoard(
  tx: Reader,
  municipalityId: bigint,
  { on, agreementId }: { readonly on?: CivilDate; readonly agreementId?: bigint } = {}
): Promise<Board> {
  const { timeZone } = await municipalityOf(municipalityId, tx)
  const today = on ?? clock.today(timeZone)
  const now = localMoment(today, timeZone)
  const agreements = await agreementsOf(tx, municipalityId, agreementId ?? null)
  const firsts = agreements.flatMap(({ from }) => (from === null ? [] : [from]))
  const firstYear = Math.min(parts(today).year, ...firsts.map((day) => parts(day).year))
  const banks = await municipalCalendar(tx, {
    ...{ municipalityId, kind: 'bank', firstYear, lastYear: parts(today).year + 1 },
  })
  const came = await filesThatCame(tx, { municipalityId, timeZone, until: today })
  const declared = await declaredDays(tx, municipalityId)
  return {
    ...{ today, banks },
    agreements: agreements.map(({ rule, from, days, validUntil, ...agreement }) => {
      const terms: FileTerms = { rule, from, days, validUntil }
      const mine = came.filter((one) => one.agreement_id === agreement.id)
      const without = declared.filter((one) => one.agreement_id === agreement.id)
      const due = expectedDays(terms, banks, today)
      const files = due.map((day, index) => {
        // What was generated on a day without a file, a Saturday for instance, is of the next one.
        const after = due[index - 1] ?? addDays(day, -7)
        const ofDay = mine.filter((one) => one.generated_on > after && one.generated_on <= day)
        const declaration = without.find((one) => one.day === day)
        return fileOfDay({ day, ofDay, declaration, by: `${day} ${agreement.fileBy}`, now })
      })
      return { ...agreement, terms, files }
    }),
  }
}

/** Now, when the board is today's; the end of the day, when it is looked back at. */
function localMoment(today: CivilDate, timeZone: string): string {
  if (today !== clock.today(timeZone)) return `${today} 24:00`
  const time = new Intl.DateTimeFormat('pt-BR', {
    ...{ timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  }).format(clock.now())
  return `${today} ${time}`
}

function fileOfDay({
  day,
  ofDay,
  declaration,
  by,
  now,
}: {
  readonly day: CivilDate
  readonly ofDay: readonly CameRow[]
  readonly declaration: DeclaredRow | undefined
  readonly by: string
  readonly now: string
}): ExpectedFile {
  const good = ofDay.find(({ status }) => status === 'imported' || status === 'importing')
  const shown = good ?? ofDay.at(-1)
  return {
    day,
    state: stateOf({ good, declaration, by, now }),
    fileId: shown?.id ?? null,
    fileStatus: shown?.status ?? null,
    arrivedAt: shown?.arrived_at ?? null,
    declarationId: good ? null : (declaration?.id ?? null),
  }
}

function stateOf({
  good,
  declaration,
  by,
  now,
}: {
  readonly good: CameRow | undefined
  readonly declaration: DeclaredRow | undefined
  readonly by: string
  readonly now: string
}): ExpectedState {
  if (good) return good.arrived_at > by ? 'arrived_late' : 'arrived'
  if (declaration) return 'declared'
  return now > by ? 'late' : 'waiting'
}

function agreementsOf(
  tx: Reader,
  municipalityId: bigint,
  id: bigint | null
): Promise<AgreementRow[]> {
  return query<AgreementRow>(
    tx,
    `select g.id, g.code, a.code as "agentCode", a.name as "agentName", g.account, g.file_by as "fileBy",
            g.pix_from as "pixFrom", g.pix_token_hash is not null as "hasPix", g.file_rule as rule, g.files_from as "from",
            g.file_days::int as days, g.valid_until as "validUntil"
       from payments_agreements g join payments_agents a on a.id = g.agent_id
      where g.municipality_id = ? and (?::bigint is null or g.id = ?) order by a.code, g.code`,
    [municipalityId, id, id]
  )
}

function filesThatCame(
  tx: Reader,
  {
    municipalityId,
    timeZone,
    until,
  }: { readonly municipalityId: bigint; readonly timeZone: string; readonly until: CivilDate }
): Promise<CameRow[]> {
  return query<CameRow>(
    tx,
    `select f.agreement_id, f.id, f.generated_on, f.status,
            to_char(f.imported_at at time zone ?, 'YYYY-MM-DD HH24:MI') as arrived_at
       from payments_files f join payments_agreements g on g.id = f.agreement_id
      where f.municipality_id = ? and f.generated_on between g.files_from - 7 and ? and f.status <> 'repeated'
      order by f.id`,
    [timeZone, municipalityId, until]
  )
}

function declaredDays(tx: Reader, municipalityId: bigint): Promise<DeclaredRow[]> {
  return query<DeclaredRow>(
    tx,
    `select agreement_id, id, day from payments_no_movements where municipality_id = ? and withdrawn_at is null`,
    [municipalityId]
  )
}
