import type { Tx } from '#core/database/index'
import { customFacts, registeredCodes } from '#core/records/index'
import type { ReadingResult } from '#plugins/readings/api'
import {
  COLLECTION_FREQUENCIES,
  METER_SIZES,
  TARIFF_TYPES,
  WASTE_PROFILES,
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
  texts.push(...(await addedText(tx, municipalityId, facts.added)))
  return facts.meter ? texts : ['sem hidrômetro', ...texts]
}

/** The added fields of the premise that have a value, by the name that they have today. */
async function addedText(
  tx: Tx,
  municipalityId: bigint,
  added: ReadingResult['facts']['added']
): Promise<string[]> {
  const filled = Object.entries(added ?? {}).filter(([, value]) => value !== null)
  if (!filled.length) return []
  const { schema } = await customFacts(tx, 'registry.premises', { municipalityId, ids: [] })
  const { properties } = schema as { readonly properties: Record<string, { title?: string }> }
  return filled.map(([key, value]) => `${properties[key]?.title ?? key}: ${wordOf(value)}`)
}

function wordOf(value: unknown): string {
  if (value === true) return 'sim'
  return value === false ? 'não' : String(value)
}
