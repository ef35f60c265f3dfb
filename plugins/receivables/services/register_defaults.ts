import { type Tx, query } from '#core/database/index'

export interface DefaultBeneficiaries {
  readonly utility: { readonly name: string; readonly taxpayerId: string | null }
  readonly cityHall: { readonly name: string; readonly taxpayerId: string | null }
}

/** Charge types that the product's own rules name; the garbage fee is the city hall's. */
const TYPES: readonly (readonly [code: string, name: string, service: string, of: string])[] = [
  ['water', 'Água', 'water', 'utility'],
  ['sewage', 'Esgoto', 'sewage', 'utility'],
  ['water_basic', 'Tarifa fixa de água', 'water', 'utility'],
  ['sewage_basic', 'Tarifa fixa de esgoto', 'sewage', 'utility'],
  ['regulation_fee', 'Taxa de regulação', 'other', 'utility'],
  ['garbage', 'Taxa de coleta de lixo', 'other', 'city_hall'],
  ['delivery_fee', 'Taxa de entrega', 'other', 'utility'],
  ['service', 'Serviços', 'other', 'utility'],
  ['water_excess', 'Água além da demanda contratada', 'water', 'utility'],
  ['sewage_excess', 'Esgoto além da demanda contratada', 'sewage', 'utility'],
  ['late_fine', 'Multa por atraso', 'other', 'utility'],
  ['late_interest', 'Juros de mora', 'other', 'utility'],
  ['late_correction', 'Correção monetária', 'other', 'utility'],
  ['underpayment', 'Diferença de pagamento a menor', 'other', 'utility'],
  ['credit', 'Crédito aplicado', 'other', 'utility'],
  ['plan', 'Parcelamento', 'other', 'utility'],
  ['plan_interest', 'Juros de parcelamento', 'other', 'utility'],
  ['carried', 'Valor de meses anteriores', 'other', 'utility'],
]

/** Gives a municipality its beneficiaries and charge types; what is already there stays as it is. */
export async function registerDefaults(
  tx: Tx,
  municipalityId: bigint,
  { utility, cityHall }: DefaultBeneficiaries
): Promise<void> {
  await query(
    tx,
    `insert into receivables_beneficiaries (municipality_id, code, name, taxpayer_id, kind, nature, is_severable, counts_for_cut)
     values (?, 'utility', ?, ?, 'utility', 'tariff', false, true),
            (?, 'city_hall', ?, ?, 'third_party', 'tax', true, false)
     on conflict (municipality_id, code) do nothing`,
    [
      ...[municipalityId, utility.name, utility.taxpayerId],
      ...[municipalityId, cityHall.name, cityHall.taxpayerId],
    ]
  )
  const column = (index: 0 | 1 | 2 | 3) => TYPES.map((type) => type[index])
  await query(
    tx,
    `insert into receivables_charge_types (municipality_id, code, name, service, beneficiary_id)
     select b.municipality_id, t.code, t.name, t.service, b.id
       from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as t(code, name, service, of)
       join receivables_beneficiaries b on b.municipality_id = ? and b.code = t.of
     on conflict (municipality_id, code) do nothing`,
    [column(0), column(1), column(2), column(3), municipalityId]
  )
}
