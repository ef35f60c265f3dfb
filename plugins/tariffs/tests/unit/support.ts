import type { CivilDate } from '#core/calendar/index'
import type { Pack, PackSegment, VersionRef } from '#core/configuration/index'
import { compileRuleset } from '#core/rules/index'
import { chargesDecision } from '../../decisions/charges.ts'
import { JUINA_2026, type TariffTable } from '../../domain/tariff_table.ts'

export const day = (text: string) => text as CivilDate

const RULES = compileRuleset(chargesDecision, chargesDecision.ruleset)

/** A table in force from a date, with the value of the units of that date. */
interface Dated {
  readonly from: string
  readonly table: TariffTable
  readonly units?: Readonly<Record<string, string>>
}

function segment({ from, table, units }: Dated, until: string, id: bigint): PackSegment {
  const version = (kind: string, key: string): VersionRef => ({
    id: kind === 'ruleset' ? 1n : id,
    kind,
    key,
    number: Number(id),
    hash: '',
    legalBasis: null,
    from: day(from),
  })
  return {
    from: day(from),
    until: day(until),
    has: () => false,
    version,
    content: <T>(kind: string) => (kind === 'ruleset' ? chargesDecision.ruleset : table) as T,
    parameter: <T>(key: string) => {
      if (key === 'tariffs.deciding_date') return 'period' as T
      if (!units) throw new Error('no parameter is expected')
      return units as T
    },
    ruleset: () => RULES,
    lookups: {},
  }
}

/** A pack of tables, each in force from its date on; what the store resolves, without the store. */
export function packOf(...tables: readonly Dated[]): Pack {
  const segments = tables.map((dated, index) => {
    const next = tables[index + 1]
    const until = next
      ? new Date(Date.parse(next.from) - 86_400_000).toISOString().slice(0, 10)
      : '2099-12-31'
    return segment(dated, until, BigInt(index + 10))
  })
  return {
    id: 1n,
    hash: 'test',
    segments,
    at(date) {
      const found = segments.find((one) => one.from <= date && date <= one.until)
      if (!found) throw new Error(`no segment has ${date}`)
      return found
    },
  }
}

export const JUINA = packOf({ from: '2026-01-01', table: JUINA_2026 })
