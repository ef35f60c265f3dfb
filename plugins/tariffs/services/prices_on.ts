import { type CivilDate, formatDate } from '#core/calendar/index'
import { inForce } from '#core/configuration/index'
import { Dec, formatDecimal } from '#core/money/index'
import { CHARGE_TITLES, STRUCTURE_FORMS } from '../domain/structure_forms.ts'
import type { TariffCharge } from '../domain/structure.ts'
import {
  DEFAULT_TABLE,
  type FraudFine,
  TARIFF_TABLE,
  type TariffTable,
} from '../domain/tariff_table.ts'
import { errors } from '../errors.ts'

const NORMAL = 'normal'

/** One tariff of the table in force: a category's own prices, or a declared charge. */
export interface Tariff {
  readonly charge: string
  readonly title: string
  /** Code of its type: exactly one. */
  readonly type: string
  readonly structure: string
  readonly prices: string
}

export interface PriceList {
  readonly table: {
    readonly title: string
    readonly version: string
    readonly since: CivilDate
    readonly legal_basis: string | null
  }
  readonly tariffs: readonly Tariff[]
  readonly services: readonly {
    readonly code: string
    readonly title: string
    readonly amount: string
  }[]
  readonly fraud_fines: readonly FraudFine[]
}

const reais = (text: string) => formatDecimal(Dec.of(text), 2)

/**
 * The tariffs, service prices and fines in force on a date; amounts are decimal text in R$.
 * @param type only the tariffs of this type
 * @throws BusinessError E_TARIFFS_NO_TABLE where no table was in force.
 */
export async function pricesOn(
  municipalityId: bigint,
  on: CivilDate,
  type?: string
): Promise<PriceList> {
  const version = await inForce(TARIFF_TABLE, DEFAULT_TABLE, municipalityId, on)
  if (!version) throw errors.E_TARIFFS_NO_TABLE({ on: formatDate(on) })
  const table = version.content as unknown as TariffTable
  const tariffs = [...categoryTariffs(table), ...(table.charges ?? []).map(chargeTariff)]
  return {
    table: {
      title: table.title,
      version: String(version.id),
      since: version.from,
      legal_basis: version.legalBasis,
    },
    tariffs: type ? tariffs.filter((one) => one.type === type) : tariffs,
    services: Object.entries(table.services ?? {}).map(([code, one]) => ({ code, ...one })),
    fraud_fines: table.fraud_fines ?? [],
  }
}

const categoryTariffs = (table: TariffTable): Tariff[] =>
  Object.entries(table.categories)
    .filter(([, { blocks }]) => blocks.length > 0)
    .map(([code, { title, tariff_type: type = NORMAL, minimum_m3: minimum, blocks }]) => ({
      charge: CHARGE_TITLES.water,
      title: `${title} (${code})`,
      type,
      structure: minimum ? `Faixas, mínimo de ${minimum} m³` : 'Faixas',
      prices: blocks
        .map(
          ({ over, to, price }) =>
            `${to === null ? `acima de ${over}` : `${over} a ${to}`} m³: ${reais(price)}`
        )
        .join('; '),
    }))

function chargeTariff({
  charge_type: charge,
  title,
  tariff_type: type = NORMAL,
  structure,
}: TariffCharge): Tariff {
  const form = STRUCTURE_FORMS[structure.kind]
  return {
    charge: CHARGE_TITLES[charge],
    title,
    type,
    structure: form.title,
    prices:
      'brackets' in structure
        ? structure.brackets.map(({ price }) => reais(price)).join('; ')
        : 'percent' in structure
          ? `${formatDecimal(Dec.of(structure.percent))} %`
          : 'amount' in structure
            ? reais(structure.amount)
            : '',
  }
}

/** The fine of a type and degree of fraud on a date. @throws BusinessError E_TARIFFS_NO_TABLE, E_TARIFFS_NO_FINE */
export async function fraudFineOn(
  municipalityId: bigint,
  on: CivilDate,
  fraud: { readonly type: string; readonly degree: string }
): Promise<FraudFine> {
  const { fraud_fines: fines } = await pricesOn(municipalityId, on)
  const found = fines.find(({ type, degree }) => type === fraud.type && degree === fraud.degree)
  if (!found) throw errors.E_TARIFFS_NO_FINE({ ...fraud, on: formatDate(on) })
  return found
}

/** The price of a service on the date it is done, and the version of the table that says so. @throws BusinessError E_TARIFFS_NO_TABLE, E_TARIFFS_NO_SERVICE */
export async function servicePriceOn(municipalityId: bigint, on: CivilDate, code: string) {
  const { services, table } = await pricesOn(municipalityId, on)
  const found = services.find((one) => one.code === code)
  if (!found) throw errors.E_TARIFFS_NO_SERVICE({ code, on: formatDate(on) })
  return { ...found, versionId: BigInt(table.version) }
}
