import type { ActionContext } from '#core/actions/index'
import { formatRefMonth } from '#core/calendar/index'
import { Dec, formatDecimal } from '#core/money/index'
import { customFacts } from '#core/records/index'
import { correctedReading, laterLoads, ownShareOf, sourceVolumes } from '#plugins/readings/api'
import { premiseFactsByIds, recentSituations } from '#plugins/registry/api'
import { sourceText } from '../../domain/alternative_sources.ts'
import { errors } from '../../errors.ts'
import { periodOf } from '../run/sewage_sources.ts'
import { recentAfter } from '../settings/recent_days.ts'
import type { RegistryFacts } from './corrected_set.ts'
import type { Present, Wanted } from './correction_request.ts'

/** Another reading: the volume is computed from it as the critique does, and the months to come start from it. */
export async function wantedReading(
  { tx, municipalityId }: ActionContext,
  { invoice }: Present,
  reading: number
): Promise<Wanted> {
  const corrected = await correctedReading(tx, { loadItemId: invoice.load_item_id, reading })
  const { before, kind, measuredM3, billedM3, creditM3, rebilled } = corrected
  const later = await laterLoads(tx, municipalityId, {
    ...{ premiseId: invoice.premise_id, reference: invoice.reference },
  })
  return {
    change: {
      ...{ reading, kind, measured_m3: measuredM3, billed_m3: billedM3 },
      rebilled,
    },
    kept: { reading, billedM3, creditM3, ownM3: rebilled?.now_m3 ?? null },
    notes: [
      `Leitura de ${before ?? 'sem valor'} para ${reading}${measuredM3 === null ? '' : `: ${m3(measuredM3)} medidos desde a leitura ${corrected.previousReading ?? 'anterior'}`}.`,
      ...later.map(
        ({ reference }) =>
          `A carga de ${formatRefMonth(reference)} já saiu com a leitura anterior de antes: corrija também essa fatura.`
      ),
    ],
  }
}

/** Another volume to bill: what was measured stays as it is. */
export async function wantedConsumption(
  { tx }: ActionContext,
  { invoice, composed }: Present,
  billedM3: string
): Promise<Wanted> {
  const ownM3 = await ownShareOf(tx, { loadItemId: invoice.load_item_id, billedM3 })
  return {
    change: { billed_m3: billedM3 },
    kept: { reading: null, billedM3, creditM3: null, ownM3 },
    notes: [
      `Consumo faturado de ${m3(composed.month.billedM3.toString())} para ${m3(billedM3)}; a leitura medida não muda.`,
    ],
  }
}

/** What the registry says today in place of what the load froze: categories, connections and what tariffs ask. */
export async function wantedRegistry(
  { tx, municipalityId }: ActionContext,
  present: Present
): Promise<Wanted> {
  const { invoice, today } = present
  const ids = [invoice.premise_id]
  const [premise] = await premiseFactsByIds(tx, municipalityId, ids, today)
  if (!premise) throw errors.E_BILLING_FACTS_MISSING({ id: invoice.id })
  const { facts } = await customFacts(tx, 'registry.premises', { municipalityId, ids })
  const added = facts.get(invoice.premise_id)
  const situations = await recentSituations(tx, {
    ...{ premiseIds: ids, after: recentAfter(present.composed.month.readOn) },
  })
  const changed = situations.get(invoice.premise_id)
  const registry: RegistryFacts = {
    economies: premise.economies.map(({ category, economies }) => ({ category, economies })),
    water: premise.water === null ? null : { situation: premise.water },
    sewage: premise.sewage && {
      ...{ situation: premise.sewage.situation, class: premise.sewage.class },
    },
    tariff_type: premise.tariffType,
    taps: premise.taps,
    collection_frequency: premise.collectionFrequency,
    waste_profile: premise.wasteProfile,
    ...(added && Object.keys(added).length ? { added } : {}),
    ...(changed && { situations: changed }),
  }
  const economies = premise.economies.map((one) => `${one.economies} ${one.category}`).join(', ')
  const sources = await sourcesToday({ tx, municipalityId }, present)
  return {
    change: { registry, ...(sources && { sources }) },
    notes: [
      `Recalculada com o cadastro de hoje: ${economies || 'nenhuma economia'}.`,
      ...(sources ?? []).map(sourceText),
    ],
  }
}

/** What the sources of a premise count in a billed month, as their readings stand now; undefined where it has none. */
async function sourcesToday(
  { tx, municipalityId }: Pick<ActionContext, 'tx' | 'municipalityId'>,
  { invoice, composed: { month } }: Present
) {
  if (month.kind === 'condominium_master') return undefined
  const counted = await sourceVolumes(tx, {
    ...{ municipalityId, reference: invoice.reference, by: invoice.rules_on },
    months: [periodOf(month)],
  })
  return counted.get(month.premiseId) ?? (month.sources && [])
}

export const m3 = (volume: string): string => `${formatDecimal(Dec.of(volume))} m³`
