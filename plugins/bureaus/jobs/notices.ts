import { todayIn } from '#core/access/index'
import { type CivilDate, clock } from '#core/calendar/index'
import { loadPack } from '#core/configuration/index'
import {
  type ChunkResult,
  type Job,
  type JobContext,
  type JobPlan,
  inParts,
} from '#core/jobs/index'
import { issueNotices } from '../services/notices.ts'
import { selectDebtors } from '../services/select_debtors.ts'
import { listingPack, listingTerms } from '../services/terms.ts'

export interface NoticesArgs {
  /** The day of a scheduled run, or the instant at which somebody asked: one run for each. */
  readonly on: string
}

interface State {
  readonly today: CivilDate
  readonly packId: bigint
}

const CHUNK = 200

async function plan({ tx, municipalityId }: JobContext): Promise<JobPlan<bigint[], State>> {
  const today = await todayIn(tx, municipalityId)
  const pack = await listingPack(tx, municipalityId, today)
  const terms = listingTerms(pack, today)
  const { chosen } = await selectDebtors(tx, { municipalityId, today, pack, terms, bureau: null })
  const ids = chosen.map(({ customerId }) => customerId)
  const chunks = inParts(ids, CHUNK)
  return { chunks, total: ids.length, state: { today, packId: pack.id } }
}

/** Who paid between the plan and here has no notice: the debts are read again. */
async function perform(
  { tx, municipalityId, actor }: JobContext,
  debtorIds: bigint[],
  { today, packId }: State
): Promise<ChunkResult> {
  const pack = await loadPack(packId, tx)
  const terms = listingTerms(pack, today)
  const selecting = { municipalityId, today, pack, terms, bureau: null, debtorIds }
  const { chosen } = await selectDebtors(tx, selecting)
  const { notices, totalCents } = await issueNotices(tx, {
    ...{ municipalityId, today, at: clock.now(), actor, debtors: chosen },
  })
  return {
    ...{ done: debtorIds.length, parked: 0, issues: [] },
    figures: { notices, total_cents: totalCents },
  }
}

/** Previous notices to who would be listed but for them. */
export const noticesJob: Job<NoticesArgs, bigint[], State> = {
  name: 'bureaus.notices',
  title: 'Avisos prévios de negativação',
  permission: 'bureaus.notify',
  figures: { notices: 'Avisos emitidos', total_cents: 'Valor avisado' },
  key: ({ on }) => on,
  label: ({ on }) => `Avisos prévios de ${on.slice(0, 10)}`,
  results: () =>
    Promise.resolve([{ title: 'Avisos a enviar', path: '/bureaus/notices?state=issued' }]),
  schedule: { args: ({ date }) => ({ on: date }) },
  plan,
  perform,
}
