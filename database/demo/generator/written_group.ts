import { type CivilDate, addDays, addMonths } from '#core/calendar/index'
import type { Category, ConnectionSituation, SewageClass } from '#plugins/registry/api'
import type {
  DemoConnection,
  DemoCustomer,
  DemoGroup,
  DemoHolding,
  DemoPremise,
} from './blueprint.ts'
import { PUBLIC_BODIES } from './customers.ts'
import { testCnpj, testCpf, testPhone } from './documents.ts'
import { type MeterSize, meterOf } from './meters.ts'

/** Serial numbers of the written group: the first two thousand. */
const SERIALS = { customers: 0, meters: 1000 }

const person = (name: string, serial: number): DemoCustomer => ({
  kind: 'person',
  name,
  taxpayerId: testCpf(SERIALS.customers + serial),
  email: null,
  phone: testPhone(serial),
})
const company = (name: string, serial: number): DemoCustomer => ({
  ...person(name, serial),
  kind: 'company',
  taxpayerId: testCnpj(SERIALS.customers + serial),
})

const CUSTOMERS: readonly DemoCustomer[] = [
  person('Maria Aparecida dos Santos', 1),
  person('João Batista Ferreira', 2),
  person('Antônia Ribeiro da Silva', 3),
  person('Sebastião Moraes', 4),
  company('Padaria São José Ltda.', 5),
  person('Rosângela Teixeira', 6),
  company('Frigorífico Pantanal S.A.', 7),
  PUBLIC_BODIES[0]!,
  person('Luzia Figueiredo', 9),
  company('Condomínio Residencial Buriti', 10),
  person('Carlos Eduardo Nunes', 11),
  person('Fernanda Siqueira', 12),
  person('Paulo Henrique Dias', 13),
  person('Vera Lúcia Campos', 14),
  person('Raimundo Leite', 15),
  person('Juliana Cardoso', 16),
]

interface Row {
  readonly street: 'Rua das Acácias' | 'Avenida Brasil' | 'Rua dos Ipês' | 'Praça da Matriz'
  readonly number: string
  readonly complement?: string
  readonly economies: readonly (readonly [Category, number])[]
  readonly water?: ConnectionSituation
  readonly sewage?: SewageClass
  /** Letter of the meter; none when absent. */
  readonly meter?: MeterSize
  /** Index of the holder; the owner is the same unless said. */
  readonly holder: number
  readonly owner?: number
  readonly former?: number
  readonly kind?: DemoPremise['kind']
  readonly fraction?: string
  readonly dueDay?: number
}

const MASTER = 9
const child = (apartment: number, holder: number): Row => ({
  street: 'Rua dos Ipês',
  number: '200',
  complement: `Apto ${apartment}`,
  economies: [['RES', 1]],
  sewage: 'collected_treated',
  meter: 'A',
  holder,
  kind: 'condominium_child',
  fraction: '0.25',
})

/** One of each: the four categories, both sewage classes, cut, suppressed, unmetered, let, and a condominium of four. */
const ROWS: readonly Row[] = [
  // 1: an ordinary house with all services
  {
    street: 'Rua das Acácias',
    number: '100',
    economies: [['RES', 1]],
    sewage: 'collected_treated',
    meter: 'A',
    holder: 0,
  },
  // 2: let: the tenant is the holder; sewage only collected
  {
    street: 'Rua das Acácias',
    number: '112',
    economies: [['RES', 1]],
    sewage: 'collected',
    meter: 'A',
    holder: 1,
    owner: 0,
  },
  // 3: no meter, no sewage
  { street: 'Rua das Acácias', number: '130', economies: [['RES', 1]], holder: 2 },
  // 4: cut at the standpipe
  {
    street: 'Rua das Acácias',
    number: '140',
    economies: [['RES', 1]],
    water: 'cut_standpipe',
    meter: 'A',
    holder: 3,
  },
  // 5: a shop
  {
    street: 'Avenida Brasil',
    number: '500',
    economies: [['COM', 1]],
    sewage: 'collected_treated',
    meter: 'A',
    holder: 4,
  },
  // 6: two dwellings over a shop
  {
    street: 'Avenida Brasil',
    number: '520',
    economies: [
      ['RES', 2],
      ['COM', 1],
    ],
    sewage: 'collected_treated',
    meter: 'C',
    holder: 5,
  },
  // 7: industry
  {
    street: 'Avenida Brasil',
    number: '900',
    economies: [['IND', 1]],
    sewage: 'collected',
    meter: 'D',
    holder: 6,
  },
  // 8: a public body
  {
    street: 'Praça da Matriz',
    number: '1',
    economies: [['PUB', 1]],
    sewage: 'collected_treated',
    meter: 'C',
    holder: 7,
  },
  // 9: a building of six dwellings under one meter
  {
    street: 'Rua dos Ipês',
    number: '45',
    economies: [['RES', 6]],
    sewage: 'collected_treated',
    meter: 'C',
    holder: 8,
  },
  // 10 to 14: a condominium with the meter of the whole and four metered dwellings
  {
    street: 'Rua dos Ipês',
    number: '200',
    complement: 'Condomínio Residencial Buriti',
    economies: [],
    sewage: 'collected_treated',
    meter: 'E',
    holder: 9,
    kind: 'condominium_master',
  },
  child(101, 10),
  child(102, 11),
  child(103, 12),
  child(104, 13),
  // 15: suppressed, no meter
  {
    street: 'Rua dos Ipês',
    number: '210',
    economies: [['RES', 1]],
    water: 'suppressed',
    holder: 14,
  },
  // 16: changed hands two months ago; chose its due day
  {
    street: 'Rua dos Ipês',
    number: '220',
    economies: [['RES', 1]],
    meter: 'A',
    holder: 15,
    former: 14,
    dueDay: 20,
  },
]

/** Economies of the written group: 1+1+1+1+1+3+1+1+6+0+4+1+1. */
export const WRITTEN_ECONOMIES = 22

/** The first group of the small municipality, written by hand so that tests can name what they expect. */
export function writtenGroup(asOf: CivilDate): DemoGroup {
  const installedOn = addMonths(asOf, -36)
  return {
    code: '01',
    name: 'Grupo 1',
    dueDay: 10,
    customers: CUSTOMERS,
    premises: ROWS.map((row, index) => premiseOf(row, index, asOf)),
    stock: [0, 1, 2].map((index) =>
      meterOf({ size: 'A', serial: SERIALS.meters + 900 + index, installedOn })
    ),
  }
}

function premiseOf(row: Row, index: number, asOf: CivilDate): DemoPremise {
  const since = addMonths(asOf, -60)
  const { kind = 'single', meter } = row
  return {
    kind,
    parent: kind === 'condominium_child' ? MASTER : null,
    fraction: row.fraction ?? null,
    street: row.street,
    number: row.number,
    complement: row.complement ?? null,
    district: 'Centro',
    zipCode: '78899000',
    locality: 0,
    dueDay: row.dueDay ?? null,
    economies: row.economies.map(([category, economies]) => ({ category, economies })),
    connections: connectionsOf(row, since),
    meter: meter
      ? meterOf({ size: meter, serial: SERIALS.meters + index, installedOn: addMonths(asOf, -36) })
      : null,
    holdings: holdingsOf(row, since, addMonths(asOf, -2)),
    since,
  }
}

function connectionsOf(
  { water = 'active', sewage }: Row,
  connectedOn: CivilDate
): DemoConnection[] {
  const both: DemoConnection[] = [
    { service: 'water', situation: water, sewageClass: 'none', connectedOn },
  ]
  if (sewage)
    both.push({ service: 'sewage', situation: 'active', sewageClass: sewage, connectedOn })
  return both
}

function holdingsOf(row: Row, since: CivilDate, changedOn: CivilDate): DemoHolding[] {
  const { holder, owner = holder, former } = row
  const from = former === undefined ? since : changedOn
  const list: DemoHolding[] = [
    { customer: holder, role: 'holder', from, until: null },
    { customer: owner, role: 'owner', from, until: null },
  ]
  if (owner !== holder) list.push({ customer: holder, role: 'tenant', from, until: null })
  if (former !== undefined) {
    list.unshift({ customer: former, role: 'holder', from: since, until: addDays(from, -1) })
  }
  return list
}
