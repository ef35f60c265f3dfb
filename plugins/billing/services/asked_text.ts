import type { Tx } from '#core/database/index'
import type { ReadingResult } from '#plugins/readings/api'
import {
  COLLECTION_FREQUENCIES,
  METER_SIZES,
  TARIFF_TYPES,
  WASTE_PROFILES,
  registeredCodes,
} from '#plugins/tariffs/api'

/** What price tables may ask of a premise, as its load froze it: one piece each, in words; what nobody knew is left out. */
export async function askedText(
  tx: Tx,
  municipalityId: bigint,
  { facts }: ReadingResult
): Promise<string[]> {
  const coded: readonly (readonly [string, string, string | null | undefined])[] = [
    ['tipo de tarifa', TARIFF_TYPES, facts.tariff_type],
    ['hidrômetro de', METER_SIZES, facts.meter?.size],
    ['coleta de lixo', COLLECTION_FREQUENCIES, facts.collection_frequency],
    ['gerador de lixo', WASTE_PROFILES, facts.waste_profile],
  ]
  const texts: string[] = []
  for (const [what, lookup, code] of coded) {
    if (!code) continue
    const rows = await registeredCodes(lookup, municipalityId, tx)
    texts.push(`${what} ${rows.find(({ value }) => value === code)?.title ?? code}`)
  }
  const { taps } = facts
  if (typeof taps === 'number') texts.push(`${taps} ${taps === 1 ? 'tomada' : 'tomadas'} de água`)
  return facts.meter ? texts : ['sem hidrômetro', ...texts]
}
