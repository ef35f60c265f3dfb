import { type CivilDate, formatDate } from '#core/calendar/index'
import { Dec, formatDecimal } from '#core/money/index'

/** Water of a premise that does not come from the network, as a month counted it; m³ as decimal text. */
export interface AlternativeSource {
  readonly source: string
  readonly code: string
  readonly title: string
  readonly meter: string | null
  readonly kind: 'measured' | 'average' | 'estimated' | 'unread'
  readonly m3: string
  readonly measured_m3: string | null
  readonly from: number | null
  readonly from_on: CivilDate | null
  readonly until: number | null
  readonly until_on: CivilDate | null
}

/** m³ of all sources together. */
export const sourcesM3 = (sources: readonly AlternativeSource[] | undefined): Dec =>
  Dec.sum((sources ?? []).map(({ m3 }) => Dec.of(m3)))

/**
 * Base of sewage: the water billed and all that comes from alternative sources (DECISIONS 12). Where the premise has no water connection
 * its sources take the place of the volume that was only assumed.
 */
export function sewageBase(
  billed: Dec,
  { water, sources }: { water: string | null; sources?: readonly AlternativeSource[] }
): Dec {
  const beyond = sourcesM3(sources)
  return water === null && !beyond.isZero() ? beyond : billed.plus(beyond)
}

const m3 = (volume: Dec | string) => `${formatDecimal(Dec.of(volume.toString()))} m³`

/** How the base of sewage adds up: `12 m³ da rede + 8 m³ de fonte alternativa`. */
export function baseText(base: Dec, sources: readonly AlternativeSource[]): string {
  const beyond = sourcesM3(sources)
  return `${m3(base.minus(beyond))} da rede + ${m3(beyond)} de fonte alternativa`
}

/** One source in a sentence: where its m³ come from. */
export function sourceText(source: AlternativeSource): string {
  const meter = source.meter === null ? '' : `, hidrômetro ${source.meter}`
  return `${source.title} ${source.code}${meter}: ${howOf(source)}.`
}

function howOf(source: AlternativeSource): string {
  switch (source.kind) {
    case 'measured':
      return `de ${source.from} em ${formatDate(source.from_on!)} a ${source.until} em ${formatDate(source.until_on!)}, ${m3(source.measured_m3!)}${settledText(source)}`
    case 'average':
      return `sem leitura no mês, média de ${m3(source.m3)}`
    case 'estimated':
      return `volume estimado de ${m3(source.m3)}`
    case 'unread':
      return 'sem leitura nem volume estimado, não entra neste mês'
  }
}

/** What months before had counted otherwise. */
const settledText = ({ measured_m3: measured, m3: counted }: AlternativeSource): string =>
  measured === null || Dec.of(measured).eq(Dec.of(counted))
    ? ''
    : `; com o acerto de meses anteriores contam ${m3(counted)}`
