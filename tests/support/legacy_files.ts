import { type RefMonth, addRefMonths, firstDay } from '#core/calendar/index'
import { testCpf } from '#database/demo/generator/documents'
import { buildCollectionBarcode } from '#plugins/receivables/domain/febraban_barcode'

/** A system that is left, as its files tell of it. Everything follows from the number of a unit. */
export interface LegacyBase {
  readonly units: number
  readonly locality: string
  readonly group: string
  readonly route: string
  readonly model: string
  /** The last month that the system before billed. */
  readonly lastMonth: RefMonth
  readonly months: number
}

export interface LegacyFile {
  readonly entity: string
  readonly content: string
  readonly lines: number
}

const reais = (cents: number) =>
  `${Math.trunc(cents / 100)},${String(cents % 100).padStart(2, '0')}`
const csv = (entity: string, header: string, rows: readonly string[]): LegacyFile => ({
  ...{ entity, content: [header, ...rows].join('\n'), lines: rows.length },
})

/** m³ that a unit uses every month. */
export const useOf = (unit: number): number => 8 + (unit % 15)
export const owesWater = (unit: number): number => (unit % 3 === 0 ? 4000 + unit * 3 : 0)
/** Each instalment of a plan midway. */
export const planOf = (unit: number): number => (unit % 10 === 7 ? 1000 : 0)
const owesWaste = (unit: number): number => (owesWater(unit) ? 850 : 0)
export const debtOf = (unit: number): number => owesWater(unit) + owesWaste(unit)
export const creditOf = (unit: number): number => (unit % 10 === 1 ? 1500 : 0)
export const instalmentOf = (unit: number): number => (unit % 12 === 5 ? 2500 : 0)
const hasDebit = (unit: number): boolean => unit % 20 === 7

/** The code on the paper of a unit, in the free field of the system before: unit and month, nothing else. */
export const paperOf = (unit: number): string =>
  buildCollectionBarcode({
    ...{ valueId: '6', companyCode: '4321', amountCents: BigInt(debtOf(unit)) },
    freeField: `77${String(unit).padStart(17, '0')}202608`,
  }).barcode

/** Every file, in the order in which they are loaded. */
export function legacyFiles(base: LegacyBase): LegacyFile[] {
  const units = Array.from({ length: base.units }, (_, index) => index + 1)
  return [...registryFiles(base, units), ...fieldFiles(base, units), ...moneyFiles(base, units)]
}

function registryFiles(base: LegacyBase, units: readonly number[]): LegacyFile[] {
  const owner = (n: number) => `C${n}`
  return [
    csv(
      'customers',
      'key;kind;name;taxpayer_id',
      units.map((n) => `${owner(n)};fisica;Usuário Anterior ${n};${testCpf(800_000 + n)}`)
    ),
    csv(
      'premises',
      'key;holder_key;holder_from;street;number;district;locality_code;group_code',
      units.map(
        (n) =>
          `U${n};${owner(n)};2015-01-31;Rua da Carga;${n};Centro;${base.locality};${base.group}`
      )
    ),
    csv(
      'connections',
      'key;premise_key;service;situation;sewage_class;connected_on',
      units.map((n) => `L${n};U${n};agua;ligada;;31/01/2015`)
    ),
    csv(
      'economies',
      'key;premise_key;category;economies;from_on',
      units.map((n) => `E${n};U${n};RES;1;2015-01-31`)
    ),
  ]
}

const HUNG_ON = '2020-03-02'

function fieldFiles(base: LegacyBase, units: readonly number[]): LegacyFile[] {
  const months = Array.from({ length: base.months }, (_, index) =>
    addRefMonths(base.lastMonth, index + 1 - base.months)
  )
  const readings = units.flatMap((n) =>
    months.map((month, index) =>
      [
        ...[`R${n}-${month}`, `U${n}`, month, `${firstDay(month).slice(0, 8)}04`],
        ...[String(100 + useOf(n) * (index + 1)), 'medida', useOf(n), useOf(n)],
      ].join(';')
    )
  )
  return [
    csv(
      'meters',
      'key;number;model;manufactured_on;connection_key;installed_on;initial_reading;seal',
      units.map(
        (n) =>
          `M${n};LG${String(n).padStart(6, '0')};${base.model};2020-01-01;L${n};${HUNG_ON};0;S${n}`
      )
    ),
    csv(
      'readings',
      'key;premise_key;reference;read_on;reading;kind;measured_m3;billed_m3',
      readings
    ),
    csv(
      'route_stops',
      'key;premise_key;route_code;sequence',
      units.map((n) => `P${n};U${n};${base.route};${n}`)
    ),
  ]
}

function moneyFiles(base: LegacyBase, units: readonly number[]): LegacyFile[] {
  const debtors = units.filter((n) => debtOf(n) > 0)
  const month = addRefMonths(base.lastMonth, -1)
  const due = `${firstDay(base.lastMonth).slice(0, 8)}10`
  const waits = firstDay(addRefMonths(base.lastMonth, 1)).slice(0, 7)
  return [
    csv(
      'open_items',
      'key;premise_key;reference;charge_type;component;due_on;amount',
      debtors.flatMap((n) => [
        `D${n}A;U${n};${month};water;principal;${due};${reais(owesWater(n))}`,
        `D${n}L;U${n};${month};garbage;;${due};${reais(owesWaste(n))}`,
      ])
    ),
    csv(
      'papers',
      'key;item_keys;barcode;due_on',
      debtors.map((n) => `F${n};D${n}A D${n}L;${paperOf(n)};${due}`)
    ),
    csv(
      'credits',
      'key;premise_key;amount',
      units.filter(creditOf).map((n) => `K${n};U${n};${reais(creditOf(n))}`)
    ),
    csv(
      'waiting_charges',
      'key;premise_key;charge_type;label;amount;from_reference',
      units
        .filter(instalmentOf)
        .map((n) => `W${n};U${n};water;Parcelamento ${n} (4/12);${reais(instalmentOf(n))};${waits}`)
    ),
    csv(
      'plans',
      'key;premise_key;number;signed_on;negotiated;instalments;paid_instalments;rest;next_reference',
      units
        .filter(planOf)
        .map(
          (n) =>
            `P${n};U${n};${n}/2025;2025-12-10;120,00;12;9;${`${reais(planOf(n))} `.repeat(3)};${waits}`
        )
    ),
    csv('return_sequences', 'key;agent_code;agreement_code;sequence', ['N1;001;123456;412']),
    csv(
      'debit_enrolments',
      'key;premise_key;agent_code;agreement_code;agency;account;from_on;consent',
      units
        .filter(hasDebit)
        .map((n) => `O${n};U${n};001;DB001;0810;${1000 + n};2022-05-01;Termo assinado no banco`)
    ),
    csv('remittance_sequences', 'key;agent_code;agreement_code;sequence', ['N2;001;DB001;88']),
  ]
}
