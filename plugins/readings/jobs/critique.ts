import { clock } from '#core/calendar/index'
import type { Job, JobContext } from '#core/jobs/index'
import { type ItemRange, critiqueChunk, critiqueRanges } from '../services/critique_chunk.ts'
import { critiqueRulesOf } from '../services/critique_rules.ts'
import {
  beginCritique,
  endCritique,
  lockLoad,
  readLoad,
  requireState,
} from '../services/load_state.ts'

export interface CritiqueArgs {
  readonly loadId: bigint
}

async function perform(
  { tx, municipalityId }: JobContext,
  range: ItemRange,
  _: null,
  { loadId }: CritiqueArgs
) {
  const load = await readLoad(tx, municipalityId, loadId)
  const rules = await critiqueRulesOf(tx, load)
  const { items, counts, issues } = await critiqueChunk(tx, { municipalityId, load, range, rules })
  return { done: items - counts.held, parked: counts.held, issues, figures: { ...counts } }
}

/** `readings.critique`: judges every premise of a returned load; what is held waits in the review queue. */
export const critiqueJob: Job<CritiqueArgs, ItemRange, null> = {
  name: 'readings.critique',
  title: 'Processar a crítica de leitura',
  permission: 'readings.run',
  figures: {
    accepted: 'Aceitas',
    held: 'Retidas',
    measured: 'Medidas',
    without_reading: 'Sem leitura',
  },
  key: ({ loadId }) => String(loadId),
  label: ({ loadId }) => `Crítica da carga ${loadId}`,
  async plan({ tx, municipalityId }, { loadId }) {
    const load = await lockLoad(tx, municipalityId, loadId)
    requireState(load, ['returned'], 'processed')
    await beginCritique(tx, loadId, clock.now())
    const { ranges, items } = await critiqueRanges(tx, loadId)
    return { chunks: ranges, total: items, state: null }
  },
  perform,
  async finish({ tx }, _, { loadId }) {
    await endCritique(tx, loadId, clock.now())
    return {}
  },
}
