import type { BlockIssue } from './check_ranges.ts'
import type { TariffCharge } from './structure.ts'
import type { TariffTable } from './tariff_table.ts'

const covers = (list: readonly string[] | undefined, codes: readonly string[] | undefined) =>
  list === undefined || (codes ?? []).every((code) => list.includes(code))

/** Somebody's own water and nobody's own sewage: the percentages of sewage are of the normal water, without the discount. */
export function plainSewageIssues(table: TariffTable): BlockIssue[] {
  const charges = table.charges ?? []
  if (!Object.keys(table.sewage).length) return []
  const sewage = charges.filter(({ charge_type: type }) => type === 'sewage')
  return charges.flatMap((charge, index) =>
    isOwnWater(charge) && !sewage.some((one) => isSewageOf(one, charge))
      ? [
          {
            code: 'sewage_of_normal_water',
            severity: 'warning' as const,
            path: `/charges/${index}`,
            message: `${charge.title}: o esgoto destes tipos de tarifa segue o percentual da água normal, sem o desconto; se ele também vale para o esgoto, acrescente uma cobrança de esgoto em percentual da água para os mesmos tipos`,
          },
        ]
      : []
  )
}

const isOwnWater = ({ charge_type: type, applies }: TariffCharge): boolean =>
  type === 'water' && (applies.profiles ?? []).length > 0

const isSewageOf = ({ applies }: TariffCharge, water: TariffCharge): boolean =>
  covers(applies.profiles, water.applies.profiles) &&
  (applies.categories === undefined ||
    (water.applies.categories !== undefined &&
      covers(applies.categories, water.applies.categories)))
