import type { TariffFacts } from '../../api.ts'
import type { TariffTable } from '../../domain/tariff_table.ts'

/** One worked bill of a table: facts and what each charge must come to, in R$. Its arithmetic stands above it. */
export interface Bill {
  readonly facts: Partial<TariffFacts>
  readonly charges: Readonly<Record<string, string>>
}

export interface TableCase {
  readonly name: string
  readonly table: TariffTable
  readonly units?: Readonly<Record<string, string>>
  /** Whether more m³ never cost less; false where the published table falls. */
  readonly grows: boolean
  /** Facts for the property tests beside the default ones. */
  readonly facts?: Partial<TariffFacts>
  readonly bills: readonly Bill[]
}

const NOTHING = { minimum_m3: 0, blocks: [] }

/** A table of declared charges with the usual categories and nothing else. */
export const declared = (
  title: string,
  parts: Pick<TariffTable, 'charges'> & Partial<TariffTable>
): TariffTable => ({
  title,
  rounding: { scale: 2, mode: 'half-up', at: 'charge' },
  categories: { RES: { title: 'Residencial', ...NOTHING } },
  sewage: {},
  garbage: {},
  ...parts,
})

export const category = (title: string) => ({ title, ...NOTHING })
