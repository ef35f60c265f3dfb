import { type CivilDate, clock } from '#core/calendar/index'
import { type Pack, checkContent, resolvePack, withDraft } from '#core/configuration/index'
import type { Json } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { Dec, centsText } from '#core/money/index'
import { TARIFF_NEEDS } from '../api.ts'
import type { ComputedCharge, ConsumptionPeriod } from '../domain/charge.ts'
import { type SimulationCase, factsOf, periodOf } from '../domain/simulation_case.ts'
import { DEFAULT_TABLE, TARIFF_TABLE, type TariffTable } from '../domain/tariff_table.ts'
import { errors } from '../errors.ts'
import { computeCharges } from './compute_charges.ts'
import { checkCase, simulatedCharge } from './simulate_case.ts'
import { refusalOf } from './simulate_lines.ts'
import { lineLabel } from './simulation_text.ts'

/** What the editor of tables asks while somebody writes. */
export interface PreviewAsked {
  readonly municipalityId: bigint
  readonly on: CivilDate
  readonly content: Json
  /** Everything of a case but its volume. */
  readonly facts: Json
  /** m³ of the bills that are shown whole. */
  readonly volumes: readonly number[]
  /** Last m³ of the curves. */
  readonly upTo: number
}

/** One bill: its total and charges, or why there is none. Amounts are decimal text in R$. */
export type PreviewBill =
  | { readonly error: string }
  | {
      readonly total: string
      readonly charges: readonly {
        readonly title: string
        readonly amount: string
        readonly lines: readonly { readonly label: string; readonly amount: string }[]
      }[]
    }

interface Point {
  readonly total: string
  /** What the last m³ adds to the water charge, not rounded. */
  readonly price: string | null
}

export interface Preview {
  readonly bills: readonly {
    readonly m3: number
    readonly before: PreviewBill
    readonly after: PreviewBill
  }[]
  readonly points: readonly {
    readonly m3: number
    readonly before: Point | null
    readonly after: Point | null
  }[]
}

interface Side {
  /** As it would be billed. */
  readonly pack: Pack
  /** The same with six decimals, for prices of one m³. */
  readonly fine: Pack
  readonly period: ConsumptionPeriod
  readonly one: SimulationCase
}

/**
 * Bills of some volumes and the curve of all, with the table in force and with the one that is being written: the same
 * calculation as billing. Nothing is stored but the pack that names the versions.
 * @throws BusinessError E_TARIFFS_TABLE_INVALID, E_TARIFFS_CASE
 */
export async function previewTable(asked: PreviewAsked): Promise<Preview> {
  const { municipalityId, on, content, facts, volumes, upTo } = asked
  requireSound(content)
  const one = checkCase({ ...(facts as object), m3: '0' })
  const period = periodOf(one, on)
  const pack = await resolvePack({
    municipalityId,
    from: period.previousReadOn,
    until: period.readOn,
    knownAt: clock.now(),
    ...TARIFF_NEEDS,
  })
  const before = { pack, fine: fineOf(pack), period, one }
  const drafted = tableIn(pack, () => content)
  const after = { pack: drafted, fine: fineOf(drafted), period, one }
  const drawn = curve(after, upTo)
  return {
    bills: volumes.map((m3) => ({ m3, before: billOf(before, m3), after: billOf(after, m3) })),
    points: curve(before, upTo).map((point, m3) => ({
      m3,
      before: point,
      after: drawn[m3] ?? null,
    })),
  }
}

function requireSound(content: Json): void {
  const critical = checkContent(
    registries().kinds.get(TARIFF_TABLE),
    DEFAULT_TABLE,
    content
  ).filter(({ severity }) => severity === 'critical')
  if (!critical.length) return
  const problems = critical.length === 1 ? 'um erro' : `${critical.length} erros`
  throw errors.E_TARIFFS_TABLE_INVALID({ problems })
}

/** A pack with another table on all of its days. */
const tableIn = (pack: Pack, change: (table: Json) => Json): Pack => {
  const content = change(pack.segments[0]!.content<Json>(TARIFF_TABLE, DEFAULT_TABLE))
  return withDraft(pack, { id: 0n, kind: TARIFF_TABLE, key: DEFAULT_TABLE, content, ruleset: null })
}

const fineOf = (pack: Pack): Pack =>
  tableIn(pack, (table) => {
    const { rounding } = table as unknown as TariffTable
    return { ...(table as object), rounding: { ...rounding, scale: 6, at: 'charge' } } as Json
  })

const chargesOf = ({ period, one }: Side, pack: Pack, m3: number): ComputedCharge[] =>
  factsOf({ ...one, m3: String(m3) }).flatMap((facts) => computeCharges(pack, facts, period))

const totalOf = (charges: readonly ComputedCharge[]) =>
  centsText(charges.reduce((sum, { amountCents }) => sum + amountCents, 0n))

function billOf(side: Side, m3: number): PreviewBill {
  try {
    const charges = chargesOf(side, side.pack, m3)
    return {
      total: totalOf(charges),
      charges: charges.map(simulatedCharge).map(({ title, category, amount, spans }) => ({
        title: side.one.categories ? `${title} (${category})` : title,
        amount,
        lines: spans.flatMap(({ lines }) =>
          lines.map((line) => ({ label: lineLabel(line), amount: line.amount }))
        ),
      })),
    }
  } catch (error) {
    return { error: refusalOf(error).text }
  }
}

/** Points of a curve from 0 m³ on; null where the table cannot answer. */
function curve(side: Side, upTo: number): (Point | null)[] {
  let last: Dec | null = null
  return Array.from({ length: upTo + 1 }, (_, m3) => {
    try {
      const total = totalOf(chargesOf(side, side.pack, m3))
      const water = waterOf(chargesOf(side, side.fine, m3))
      const price = last === null ? null : water.minus(last).toString()
      last = water
      return { total, price }
    } catch (error) {
      refusalOf(error)
      last = null
      return null
    }
  })
}

const waterOf = (charges: readonly ComputedCharge[]): Dec =>
  charges
    .filter(({ chargeType }) => chargeType === 'water')
    .reduce((sum, { segments }) => sum.plus(Dec.of(segments.at(-1)!.fullAmount)), Dec.ZERO)
