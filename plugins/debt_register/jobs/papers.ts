import { type CivilDate, clock, formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import type { ChunkResult, Job, JobContext, JobPlan } from '#core/jobs/index'
import { PAPER_KINDS, labelOf } from '../records/options.ts'
import { issuePapers } from '../services/issue_papers.ts'

export interface PapersArgs {
  readonly kind: 'notice' | 'certificate'
  readonly on: string
}

interface Subject {
  readonly debtorId: bigint
  readonly premiseId: bigint | null
}

const SUBJECTS_PER_CHUNK = 100

/** What lacks a paper: a notice that lists the entry, or a certificate of what was notified and is in a book. */
const MISSING: Readonly<Record<PapersArgs['kind'], string>> = {
  notice: `not exists (select from debt_register_paper_entries l join debt_register_papers p on p.id = l.paper_id
                        where l.entry_id = e.id and p.kind = 'notice')`,
  certificate: 'e.notified_on is not null and e.line is not null and e.certified_on is null',
}

async function plan(
  { tx, municipalityId }: JobContext,
  { kind }: PapersArgs
): Promise<JobPlan<readonly Subject[], object>> {
  const subjects = await query<Subject>(
    tx,
    `select distinct e.debtor_id as "debtorId", e.premise_id as "premiseId" from debt_register_entries e
      where e.municipality_id = ? and e.state = 'inscribed' and e.arrangement = 'none' and ${MISSING[kind]}
      order by 2, 1`,
    [municipalityId]
  )
  const count = Math.ceil(subjects.length / SUBJECTS_PER_CHUNK)
  const chunks = Array.from({ length: count }, (_, at) =>
    subjects.slice(at * SUBJECTS_PER_CHUNK, (at + 1) * SUBJECTS_PER_CHUNK)
  )
  return { chunks, total: subjects.length, state: {} }
}

async function perform(
  { tx, municipalityId, actor }: JobContext,
  subjects: readonly Subject[],
  _state: object,
  { kind }: PapersArgs
): Promise<ChunkResult> {
  // A notice lists all that is owed for the premise; a certificate only what lacks one.
  const which = kind === 'notice' ? '' : ` and ${MISSING.certificate}`
  const rows = await query<{ id: bigint }>(
    tx,
    `select e.id from debt_register_entries e
       join unnest(?::bigint[], ?::bigint[]) as u (debtor, premise)
         on u.debtor = e.debtor_id and u.premise = coalesce(e.premise_id, 0)
      where e.municipality_id = ? and e.state = 'inscribed' and e.arrangement = 'none'${which}`,
    [
      subjects.map(({ debtorId }) => debtorId),
      subjects.map(({ premiseId }) => premiseId ?? 0n),
      municipalityId,
    ]
  )
  const entryIds = rows.map(({ id }) => id)
  const context = { tx, municipalityId, actor, now: clock.now() }
  const papers = await issuePapers(context, { kind, entryIds, leavesOut: true })
  return {
    ...{ done: subjects.length, parked: 0, issues: [] },
    figures: {
      papers: papers.length,
      entries: papers.reduce((sum, { entries }) => sum + entries, 0),
      total_cents: papers.reduce((sum, { totalCents }) => sum + totalCents, 0n),
    },
  }
}

/** Notices, or certificates, of all debtors that lack one. */
export const papersJob: Job<PapersArgs, readonly Subject[], object> = {
  name: 'debt_register.papers',
  title: 'Emitir notificações ou certidões de dívida ativa',
  permission: 'debt_register.issue',
  figures: { papers: 'Documentos', entries: 'Débitos', total_cents: 'Valor' },
  key: ({ kind, on }) => `${kind}/${on}`,
  label: ({ kind, on }) =>
    `${labelOf(PAPER_KINDS, kind)} · ${formatDate(on.slice(0, 10) as CivilDate)}`,
  plan,
  perform,
}
