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

/** Charge types of the product that may be a third party's: what the others bring in is of who gives the service. */
const OF_OTHERS: ReadonlySet<string> = new Set(['garbage', 'regulation_fee'])

/** What only the utility can charge: its own services, late charges and plans. */
export const OWN_CODES: ReadonlySet<string> = new Set(
  TYPES.map(([code]) => code).filter((code) => !OF_OTHERS.has(code))
)

/**
 * Gives a municipality the beneficiaries and charge types that it lacks; what is there stays as it is.
 * @returns rows written
 */
export async function registerDefaults(
  tx: Tx,
  municipalityId: bigint,
  { utility, cityHall }: DefaultBeneficiaries
): Promise<number> {
  const beneficiaries = await query(
    tx,
    `with lacking as (
       select 'utility' as code, ?::text as name, ?::text as taxpayer_id, 'utility' as kind, 'tariff' as nature, true as own
        where not exists (select from receivables_beneficiaries where municipality_id = ? and kind = 'utility')
       union all
       select 'city_hall', ?, ?, 'third_party', 'tax', false
        where not exists (select from receivables_charge_types where municipality_id = ? and code = 'garbage'))
     insert into receivables_beneficiaries (municipality_id, code, name, taxpayer_id, kind, nature, is_severable,
       counts_for_cut, counts_for_listing)
     select ?, code, name, taxpayer_id, kind, nature, not own, own, own from lacking
     on conflict (municipality_id, code) do nothing returning id`,
    [
      ...[utility.name, utility.taxpayerId, municipalityId],
      ...[cityHall.name, cityHall.taxpayerId, municipalityId, municipalityId],
    ]
  )
  const column = (index: 0 | 1 | 2 | 3) => TYPES.map((type) => type[index])
  const types = await query(
    tx,
    `insert into receivables_charge_types (municipality_id, code, name, service, beneficiary_id)
     select b.municipality_id, t.code, t.name, t.service, b.id
       from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as t(code, name, service, of)
       join receivables_beneficiaries b on b.municipality_id = ?
        and case t.of when 'utility' then b.kind = 'utility' else b.code = t.of end
     on conflict (municipality_id, code) do nothing returning id`,
    [column(0), column(1), column(2), column(3), municipalityId]
  )
  return beneficiaries.length + types.length
}
