import { query } from '#core/database/index'
import { loadPack } from '#core/configuration/index'
import { type CivilDate, type RefMonth, clock, formatRefMonth, monthOf } from '#core/calendar/index'
import type { Job, JobContext, ScheduleSetting } from '#core/jobs/index'
import { billingGroups } from '#plugins/registry/api'
import { writeLoadRoutes } from '../services/load_routes.ts'
import { readLoad } from '../services/load_state.ts'
import { planLoad } from '../services/plan_load.ts'
import { policyOf } from '../services/policy.ts'
import { writeLoadItems } from '../services/write_load_items.ts'

export interface LoadArgs {
  /** Billing group. */
  readonly group: bigint
  readonly reference: RefMonth
  readonly loadedOn: CivilDate
  /** What the group is called, for the line that tells this run from others. */
  readonly title?: string
}

interface LoadChunkSpec {
  readonly premises: readonly bigint[]
}

interface LoadRunState {
  readonly loadId: bigint
}

async function perform(
  { tx, municipalityId, participate }: JobContext,
  { premises }: LoadChunkSpec,
  { loadId }: LoadRunState
) {
  const load = await readLoad(tx, municipalityId, loadId)
  const pack = await loadPack(load.packId, tx)
  const policy = policyOf(pack.at(load.loadedOn))
  const { counts, issues, factsHash } = await writeLoadItems(tx, {
    municipalityId,
    load,
    premiseIds: premises,
    policy,
    participate,
  })
  return {
    done: premises.length,
    parked: 0,
    issues,
    figures: counts,
    trail: { facts_sha256: factsHash },
  }
}

const groupSetting: ScheduleSetting = {
  name: 'group',
  label: 'Grupo',
  help: 'A carga é a do mês em que o agendamento cai.',
  async options(tx, municipalityId) {
    const groups = await billingGroups(tx, municipalityId)
    return groups.map(({ id, name }) => ({ value: String(id), label: name }))
  },
}

/** `readings.load`: freezes a billing group for a month. The same group and month is one run. */
export const loadJob: Job<LoadArgs, LoadChunkSpec, LoadRunState> = {
  name: 'readings.load',
  title: 'Gerar carga de leitura',
  permission: 'readings.run',
  figures: { read: 'A ler', not_read: 'Sem leitura por situação', unmetered: 'Sem hidrômetro' },
  key: ({ group, reference }) => `${group}/${reference}`,
  label: ({ group, reference, title }) =>
    `${title ?? `Grupo ${group}`} · ${formatRefMonth(reference)}`,
  schedule: {
    settings: [groupSetting],
    args: ({ date, settings }) => ({
      group: BigInt(settings.group!),
      reference: monthOf(date),
      loadedOn: date,
    }),
  },
  async plan({ tx, municipalityId, log }, { group, reference, loadedOn }) {
    const planned = await planLoad(tx, {
      municipalityId,
      billingGroupId: group,
      reference,
      loadedOn,
      knownAt: clock.now(),
    })
    log(`${planned.total} imóveis na carga ${planned.loadId}`)
    return {
      chunks: planned.chunks.map((premises) => ({ premises })),
      total: planned.total,
      state: { loadId: planned.loadId },
    }
  },
  perform,
  async finish({ tx }, { loadId }) {
    await writeLoadRoutes(tx, loadId)
    await query(
      tx,
      `update readings_loads l
          set item_count = (select count(*) from readings_load_items i where i.load_id = l.id)
        where id = ?`,
      [loadId]
    )
    return {}
  },
}
