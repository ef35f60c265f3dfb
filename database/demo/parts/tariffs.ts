import { addMonths } from '#core/calendar/index'
import type { Json } from '#core/database/index'
import { DEFAULT_TABLE, JUINA_2026, TARIFF_TABLE, type TariffTable } from '#plugins/tariffs/api'
import type { DemoPart } from '../part.ts'
import { putVersionInForce } from '../put_in_force.ts'

const HISTORY_MONTHS = 24

/** Fine of each fraud, light, moderate and severe, in R$. */
const FRAUDS: readonly (readonly [type: string, ...amounts: string[]])[] = [
  ['bypass', '300.00', '600.00', '1200.00'],
  ['meter_tampering', '250.00', '500.00', '1000.00'],
  ['seal_violation', '80.00', '160.00', '320.00'],
  ['illegal_reconnection', '150.00', '300.00', '600.00'],
  ['clandestine', '400.00', '800.00', '1600.00'],
]

/**
 * The published table, prices of services, half the price of the first 15 m³ for families in the social tariff and of their sewage, and the garbage
 * fee that the city hall of the demo charges on the bill: not the utility's money.
 */
const TABLE: TariffTable = {
  ...JUINA_2026,
  title: 'Tabela de tarifas 2026 com tarifa social e taxa de lixo da prefeitura',
  charges: [
    {
      charge_type: 'water',
      title: 'Água, tarifa social',
      applies: { categories: ['RES'], profiles: ['social'] },
      legal_basis: 'Lei 14.898/2024, art. 6º',
      structure: {
        kind: 'first_bracket_discount',
        per: 'economy',
        percent: '50',
        up_to_m3: 15,
        brackets: JUINA_2026.categories.RES!.blocks,
      },
    },
    ...Object.entries(JUINA_2026.sewage).map(
      ([sewageClass, percent]): NonNullable<TariffTable['charges']>[number] => ({
        ...{ charge_type: 'sewage', title: 'Esgoto, tarifa social' },
        applies: { categories: ['RES'], profiles: ['social'], sewage_classes: [sewageClass] },
        legal_basis: 'Lei 14.898/2024, art. 6º',
        structure: { kind: 'percent', of: 'water', percent },
      })
    ),
  ],
  garbage: { RES: '8.50', COM: '17.00', IND: '25.50', PUB: '0' },
  services: {
    water_connection: { title: 'Ligação de água', amount: '312.40' },
    sewage_connection: { title: 'Ligação de esgoto', amount: '287.90' },
    reconnection: { title: 'Religação de água', amount: '64.20' },
    meter_test: { title: 'Aferição de hidrômetro', amount: '58.75' },
    temporary_connection: { title: 'Ligação provisória para eventos', amount: '350.00' },
  },
  fraud_fines: FRAUDS.flatMap(([type, ...amounts]) =>
    (['light', 'moderate', 'severe'] as const).map((degree, place) => ({
      ...{ type, degree, amount: amounts[place]! },
    }))
  ),
}

const part: DemoPart = {
  name: 'tariffs',
  title: 'Tabela de tarifas',
  async run(tx, { municipalityId, asOf, plan }) {
    // The small demo keeps the published table alone: its bills are the printed ones.
    if (plan.isSmall) return
    await putVersionInForce(tx, {
      municipalityId,
      kind: TARIFF_TABLE,
      key: DEFAULT_TABLE,
      content: TABLE as unknown as Json,
      from: addMonths(asOf, -HISTORY_MONTHS),
      reason: 'Tabela do ano, com a taxa de lixo na fatura',
      legalBasis:
        'Resolução fictícia 12/2025 da agência reguladora; Lei municipal fictícia 345/2021',
    })
  },
}

export default part
