import { innerStructures } from './check_structures.ts'
import type { MatrixCell, Structure } from './structure.ts'
import type { TariffTable } from './tariff_table.ts'

/** Codes that the table takes from elsewhere: registers of the municipality, and units of account. */
export type CodeKind =
  'category' | 'tariff_type' | 'meter_size' | 'frequency' | 'waste_profile' | 'unit'

export interface CitedCode {
  readonly kind: CodeKind
  readonly code: string
  /** JSON Pointer into the table. */
  readonly path: string
  /** What of the table cites it. */
  readonly title: string
}

const cite = (
  kind: CodeKind,
  code: string | undefined,
  at: { readonly path: string; readonly title: string }
): CitedCode[] => (code === undefined ? [] : [{ kind, code, ...at }])

/** Every code of a table that must be registered elsewhere, with its place. */
export function citedCodes(table: TariffTable): CitedCode[] {
  const categories = Object.entries(table.categories).flatMap(([code, { title, tariff_type }]) => {
    const path = `/categories/${code}`
    return [
      ...cite('category', code, { path, title }),
      ...cite('tariff_type', tariff_type, { path: `${path}/tariff_type`, title }),
    ]
  })
  const charges = (table.charges ?? []).flatMap((charge, index) => {
    const { title, tariff_type: type, applies } = charge
    const path = `/charges/${index}`
    return [
      ...cite('tariff_type', type, { path: `${path}/tariff_type`, title }),
      ...(applies.profiles ?? []).flatMap((code, place) =>
        cite('tariff_type', code, { path: `${path}/applies/profiles/${place}`, title })
      ),
      ...inStructure(charge.structure, { path: `${path}/structure`, title }),
    ]
  })
  const unit = cite('unit', table.unit?.code, { path: '/unit/code', title: table.title })
  return [...categories, ...charges, ...unit]
}

type Place = Parameters<typeof cite>[2]

function inStructure(structure: Structure, { path, title }: Place): CitedCode[] {
  const own =
    structure.kind === 'fixed_by_meter'
      ? Object.keys(structure.amounts).flatMap((code) =>
          cite('meter_size', code, { path: `${path}/amounts/${pointer(code)}`, title })
        )
      : structure.kind === 'matrix'
        ? structure.cells.flatMap((cell, index) =>
            inCell(cell, { path: `${path}/cells/${index}`, title })
          )
        : []
  const within = innerStructures(structure).flatMap(([at, one]) =>
    inStructure(one, { path: path + at, title })
  )
  return [...own, ...within]
}

const inCell = ({ frequency, profile }: MatrixCell, { path, title }: Place): CitedCode[] => [
  ...cite('frequency', frequency, { path: `${path}/frequency`, title }),
  ...cite('waste_profile', profile, { path: `${path}/profile`, title }),
]

const pointer = (text: string) => text.replaceAll('~', '~0').replaceAll('/', '~1')
