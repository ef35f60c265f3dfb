import { todayIn } from '#core/access/index'
import { type CivilDate, formatDate, parts } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { query } from '#core/database/index'
import {
  type ChunkResult,
  type Job,
  type JobContext,
  type JobPlan,
  inParts,
} from '#core/jobs/index'
import type { Issue } from '#core/kernel/index'
import { CLEARANCES, type ClearanceTerms } from '../configuration/parameters.ts'
import { errors } from '../errors.ts'
import { WITHHELD } from '../records/clearance_options.ts'
import { issueClearances } from '../services/issue_clearances.ts'
import type { JudgedYear } from '../services/judge_year.ts'

export interface ClearancesArgs {
  readonly year: number
  /** The day of a scheduled run, or the instant at which somebody asked: one run for each. */
  readonly on: string
}

interface State {
  readonly today: CivilDate
  readonly means: ClearanceTerms['means']
}

const PREMISES_PER_CHUNK = 2000

async function plan(
  { tx, municipalityId }: JobContext,
  { year }: ClearancesArgs
): Promise<JobPlan<bigint[], State>> {
  const today = await todayIn(tx, municipalityId)
  requireEnded(year, today)
  const { means } = await parameterWithin<ClearanceTerms>(tx, {
    ...{ key: CLEARANCES, municipalityId, date: today },
  })
  const rows = await query<{ premise_id: bigint }>(
    tx,
    `select distinct premise_id from receivables_items
      where municipality_id = ? and due_on between make_date(?, 1, 1) and make_date(?, 12, 31) and premise_id is not null
        and origin_type = 'billing.invoice' order by premise_id`,
    [municipalityId, year, year]
  )
  const ids = rows.map((row) => row.premise_id)
  const chunks = inParts(ids, PREMISES_PER_CHUNK)
  return { chunks, total: ids.length, state: { today, means } }
}

/** Errors: E_CERTIFICATES_YEAR. */
export function requireEnded(year: number, today: CivilDate): void {
  if (year >= parts(today).year) throw errors.E_CERTIFICATES_YEAR({ year })
}

async function perform(
  { tx, municipalityId, runId, actor }: JobContext,
  premiseIds: bigint[],
  { today: on, means }: State,
  { year }: ClearancesArgs
): Promise<ChunkResult> {
  const { issued, withheld } = await issueClearances(tx, {
    ...{ municipalityId, year, premiseIds, on, means, runId, by: actor.name },
  })
  return {
    ...{ done: premiseIds.length, parked: 0, issues: withheld.map(notYet) },
    figures: { issued: issued.length, withheld: withheld.length },
    trail: { first: String(issued[0] ?? ''), last: String(issued.at(-1) ?? '') },
  }
}

const notYet = ({ premise_id: id, reason }: JudgedYear): Issue => ({
  ...{ code: reason!, severity: 'warning', path: String(id) },
  message: WITHHELD[reason!],
})

/**
 * Declares the year paid to everybody who paid it, and keeps why the others are not told so yet; repeated, it issues what became
 * possible since, as the law asks in the month after the last payment (Lei 12.007/2009, art. 3).
 */
export const clearancesJob: Job<ClearancesArgs, bigint[], State> = {
  name: 'certificates.clearances',
  title: 'Declarações anuais de quitação',
  permission: 'certificates.issue',
  figures: { issued: 'Declarações emitidas', withheld: 'Ainda não cabem' },
  reasons: WITHHELD,
  key: ({ year, on }) => `${year}/${on}`,
  label: ({ year, on }) => `Ano de ${year} · ${formatDate(on.slice(0, 10) as CivilDate)}`,
  schedule: {
    standing: { cron: '20 4 1 * *' },
    args: ({ date }) => ({ year: parts(date).year - 1, on: date }),
  },
  plan,
  perform,
}
