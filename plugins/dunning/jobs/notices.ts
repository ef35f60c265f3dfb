import { todayIn } from '#core/access/index'
import { type CivilDate, addDays, clock, formatDate } from '#core/calendar/index'
import { loadPack, resolvePack } from '#core/configuration/index'
import type { ChunkResult, Job, JobContext, JobPlan } from '#core/jobs/index'
import type { Issue } from '#core/kernel/index'
import { formatMoney } from '#core/money/index'
import { debtSubjects } from '#plugins/receivables/api'
import { NOTICES, type NoticeTerms } from '../configuration/parameters.ts'
import { LEFT_OUT } from '../domain/step_reasons.ts'
import { expireNotices } from '../services/end_notices.ts'
import {
  type Skipped,
  type WantedNotice,
  findNotices,
  noticedCents,
} from '../services/find_notices.ts'
import { NOTICE_CONFIGURATION, noticeStep } from '../services/notice_policy.ts'
import { policyKeys } from '../services/policy/local_policy.ts'
import { settleProofs } from '../services/messages/answer_proof.ts'
import { tellDebtors } from '../services/messages/tell_debtors.ts'
import { isMessage } from '../services/messages/within_reach.ts'
import { issueNotices } from '../services/issue_notices.ts'

export interface NoticesArgs {
  /** The day of a scheduled run, or the instant at which somebody asked: one run for each. */
  readonly on: string
  /** Who would be notified; nobody is. */
  readonly isPreview?: boolean
  /** Everybody on paper, also where the policy writes messages. */
  readonly isOnPaper?: boolean
}

interface State {
  readonly today: CivilDate
  readonly packId: bigint
}

const PREMISES_PER_CHUNK = 2000

async function plan({ tx, municipalityId, log }: JobContext): Promise<JobPlan<bigint[], State>> {
  const today = await todayIn(tx, municipalityId)
  const pack = await resolvePack(
    {
      ...{ municipalityId, from: today, until: today, knownAt: clock.now() },
      ...NOTICE_CONFIGURATION,
    },
    tx
  )
  const state = { today, packId: pack.id }
  await settleProofs(tx, municipalityId, today)
  const delays = policyKeys(pack.at(today)).flatMap(
    (key) => noticeStep(pack, today, key)?.minimumDays ?? []
  )
  if (!delays.length) {
    log('A política de cobrança em vigor não tem notificação: nada foi emitido.')
    return { chunks: [], total: 0, state }
  }
  const dueUntil = addDays(today, -Math.min(...delays))
  const ids = await debtSubjects(tx, { municipalityId, dueUntil, by: 'premise' })
  const chunks: bigint[][] = []
  for (let start = 0; start < ids.length; start += PREMISES_PER_CHUNK) {
    chunks.push(ids.slice(start, start + PREMISES_PER_CHUNK))
  }
  return { chunks, total: ids.length, state }
}

async function perform(
  { tx, municipalityId, runId, participate }: JobContext,
  premiseIds: bigint[],
  { today: on, packId }: State,
  { isPreview = false, isOnPaper = false }: NoticesArgs
): Promise<ChunkResult> {
  const pack = await loadPack(packId, tx)
  const { wanted, skipped } = await findNotices(tx, {
    ...{ municipalityId, on, pack, premiseIds, isOnPaper },
  })
  const terms = pack.at(on).parameter<NoticeTerms>(NOTICES)
  const issuing = { terms, municipalityId, on, packId, runId, participate }
  const written = isPreview ? [] : await issueNotices(tx, issuing, wanted)
  const told = written.filter(({ step }) => isMessage(step.definition) && !isOnPaper)
  if (told.length) {
    const ids = told.map(({ id }) => id)
    await tellDebtors(tx, { municipalityId, on }, ids)
  }
  const of = (kind: WantedNotice['kind']) => wanted.filter((one) => one.kind === kind).length
  return {
    ...{ done: premiseIds.length, parked: 0 },
    issues: [...(isPreview ? wanted.map(toNotify) : []), ...skipped.map(leftOut)],
    figures: {
      ...{ cut_notices: of('cut_notice'), debt_notices: of('debt_notice') },
      ...{
        skipped: skipped.length,
        notified_cents: wanted.reduce((sum, one) => sum + noticedCents(one), 0n),
      },
    },
    trail: {
      first_notice: String(written[0]?.id ?? ''),
      last_notice: String(written.at(-1)?.id ?? ''),
    },
  }
}

const toNotify = (one: WantedNotice): Issue => ({
  ...{ code: one.kind, severity: 'warning', path: one.premise.registration },
  message: `Matrícula ${one.premise.registration}: ${one.debts.length === 1 ? '1 débito' : `${one.debts.length} débitos`}, ${formatMoney(noticedCents(one))}`,
})

const leftOut = ({ premise, reason }: Skipped): Issue => ({
  ...{ code: reason, severity: 'warning', path: premise.registration },
  message: `Matrícula ${premise.registration}: ${LEFT_OUT[reason].toLowerCase()}`,
})

/** Issues the cut-off and debt notices of who meets the terms in force, or tells which it would issue (TR-3.2.9.8a). */
export const noticesJob: Job<NoticesArgs, bigint[], State> = {
  name: 'dunning.notices',
  title: 'Geração de notificações',
  permission: 'dunning.notify',
  figures: {
    cut_notices: 'Notificações de corte',
    debt_notices: 'Notificações de débito',
    notified_cents: 'Débito notificado',
    skipped: 'Devem e não foram notificados',
    expired: 'Notificações cuja validade terminou',
  },
  reasons: {
    ...LEFT_OUT,
    cut_notice: 'Receberia notificação de corte',
    debt_notice: 'Receberia notificação de débito',
  },
  key: ({ on, isPreview, isOnPaper }) =>
    `${on}${isOnPaper ? '/paper' : ''}${isPreview ? '/preview' : ''}`,
  label: ({ on, isPreview, isOnPaper }) =>
    `${isPreview ? 'Prévia de' : 'De'} ${formatDate(on.slice(0, 10) as CivilDate)}${isOnPaper ? ', em papel' : ''}`,
  schedule: { args: ({ date }) => ({ on: date }) },
  plan,
  perform,
  async finish({ tx, municipalityId, participate }, { today }, { isPreview }) {
    const ending = { municipalityId, on: today, participate }
    return { expired: isPreview ? 0 : await expireNotices(tx, ending) }
  },
}
