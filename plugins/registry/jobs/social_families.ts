import { todayIn } from '#core/access/index'
import { clock, formatRefMonth } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { query } from '#core/database/index'
import { eraseFiles } from '#core/files/index'
import type { ChunkResult, Job, JobContext, JobPlan } from '#core/jobs/index'
import type { ImportPolicy } from '../domain/social_import.ts'
import type { LossPolicy } from '../domain/social_loss.ts'
import type { SocialPolicy } from '../domain/social_rules.ts'
import { emptyOldFamilies } from '../services/social/erase.ts'
import { type FamilyRange, findCandidates } from '../services/social/find_candidates.ts'
import { finishFamilies } from '../services/social/finish_families.ts'
import { type FamiliesArgs, openFamilies } from '../services/social/open_families.ts'
import { IMPORT_POLICY, LOSS_POLICY, SOCIAL_POLICY } from '../services/social_benefits.ts'

interface State {
  readonly fileId: bigint
  readonly isRepeated: boolean
  readonly on: string
  readonly social: SocialPolicy
  readonly loss: LossPolicy
  readonly matching: ImportPolicy
}

const LINES_PER_CHUNK = 5_000

async function plan(context: JobContext, args: FamiliesArgs): Promise<JobPlan<FamilyRange, State>> {
  const { tx, municipalityId, actor } = context
  const opened = await openFamilies(tx, { args, municipalityId, actorName: actor.name })
  if (opened.isRepeated)
    context.log('Este arquivo já foi importado para este mês. Nada foi feito de novo.')
  const policyOf = <T>(key: string) => parameterWithin<T>(tx, { key, municipalityId })
  const count = Math.ceil(opened.lines / LINES_PER_CHUNK)
  return {
    chunks: Array.from({ length: count }, (_, index) => ({
      from: index * LINES_PER_CHUNK + 2,
      to: (index + 1) * LINES_PER_CHUNK + 1,
    })),
    total: opened.lines,
    state: {
      ...{ fileId: opened.fileId, isRepeated: opened.isRepeated },
      on: await todayIn(tx, municipalityId),
      social: await policyOf<SocialPolicy>(SOCIAL_POLICY),
      loss: await policyOf<LossPolicy>(LOSS_POLICY),
      matching: await policyOf<ImportPolicy>(IMPORT_POLICY),
    },
  }
}

async function perform(
  { tx, municipalityId }: JobContext,
  range: FamilyRange,
  { fileId, on, social, matching }: State
): Promise<ChunkResult> {
  const incomeCents = BigInt(social.income_per_person_cents)
  const { families } = await findCandidates(
    tx,
    { municipalityId, fileId, on: on as never, policy: matching, incomeCents },
    range
  )
  const refused = await query<{ number: number; reason: string }>(
    tx,
    `select number, reason from registry_social_families
      where file_id = ? and number between ? and ? and fate = 'rejected' order by number`,
    [fileId, range.from, range.to]
  )
  return {
    done: families - refused.length,
    parked: refused.length,
    issues: refused.map(({ number, reason }) => ({
      ...{ code: 'line_rejected', severity: 'warning', path: `linha ${number}`, message: reason },
    })),
    figures: { rejected: refused.length },
    trail: { file: String(fileId), from: range.from, to: range.to },
  }
}

/** A month's file of CadÚnico or of the BPC: families are matched to units, sure ones enter the tariff, absent ones begin to lose it. */
export const socialFamiliesJob: Job<FamiliesArgs, FamilyRange, State> = {
  name: 'registry.social_families',
  title: 'Importação de CadÚnico ou BPC',
  permission: 'registry.social_tariff',
  figures: {
    matched: 'Incluídas na tarifa social',
    kept: 'Continuam na tarifa social',
    doubts: 'A decidir',
    unmatched: 'Sem imóvel',
    unfit: 'Fora dos critérios',
    rejected: 'Linhas recusadas',
    lost: 'Perdem o benefício',
    returned: 'Voltaram antes de perder',
    file: 'Arquivo nº',
  },
  reasons: { line_rejected: 'Linhas recusadas' },
  key: ({ fileObjectId }) => String(fileObjectId),
  label: ({ programme, month }) =>
    `${programme === 'bpc' ? 'BPC' : 'CadÚnico'} de ${formatRefMonth(month)}`,
  plan,
  perform,
  async finish({ tx, municipalityId, participate }, { fileId, isRepeated, ...state }, args) {
    if (isRepeated) return { file: fileId }
    const { programme, month, fileName } = args
    const figures = await finishFamilies({
      ...{ tx, municipalityId, fileId, programme, month, fileName, participate },
      ...{ on: state.on as never, now: clock.now() },
      ...{ social: state.social, loss: state.loss, matching: state.matching },
    })
    return { ...figures, file: fileId }
  },
}

interface EraseArgs {
  readonly on: string
}

/** Each day: what is left of families in files whose time is over is erased, with the files themselves. */
export const socialErasureJob: Job<EraseArgs, null> = {
  name: 'registry.social_erasure',
  title: 'Apagamento de dados de CadÚnico e BPC',
  permission: 'registry.social_tariff',
  figures: { emptied: 'Famílias apagadas' },
  key: ({ on }) => on,
  label: ({ on }) => `CadÚnico e BPC em ${on.slice(0, 10)}`,
  schedule: { args: ({ date }) => ({ on: date }), standing: { timeOfDay: '01:20' } },
  plan: () => Promise.resolve({ chunks: [null], total: 1, state: {} }),
  async perform({ tx, municipalityId }) {
    const { erase_days: days } = await parameterWithin<ImportPolicy>(tx, {
      ...{ key: IMPORT_POLICY, municipalityId },
    })
    const emptied = await emptyOldFamilies(tx, {
      ...{ municipalityId, on: await todayIn(tx, municipalityId), days, now: clock.now() },
    })
    return { done: 1, parked: 0, issues: [], figures: { emptied } }
  },
  /** The bytes go after the commit that marked them. */
  async finish({ tx, municipalityId }) {
    const rows = await query<{ id: bigint }>(
      tx,
      `select file_object_id as id from registry_social_files
        where municipality_id = ? and erased_at > now() - interval '60 days'`,
      [municipalityId]
    )
    await eraseFiles(
      rows.map(({ id }) => id),
      tx
    )
    return {}
  },
}
