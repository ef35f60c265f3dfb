import { todayIn } from '#core/access/index'
import { clock, dateAt } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { RegistrationRule } from '../domain/registration_number.ts'
import { parseRegistration } from '../domain/registration_number.ts'
import { registrationRule } from '../services/registration_rule.ts'
import { takeRegistrations } from '../services/registrations.ts'
import { type Outcome, digitsOf, orNull, readRows, refuse, requiredDay, zipOf } from './read.ts'
import type { TakeOverContext, TakeOverEntity, TakeOverRow } from './types.ts'
import { writeRead } from './write.ts'

interface Places {
  readonly localities: ReadonlyMap<string, bigint>
  readonly groups: ReadonlyMap<string, bigint>
  readonly holders: ReadonlyMap<string, bigint>
  readonly taken: ReadonlySet<string>
  readonly rule: RegistrationRule
}

interface ReadPremise {
  number: string | null
  readonly holderId: bigint
  readonly holderFrom: string
  readonly street: string
  readonly doorNumber: string | null
  readonly complement: string | null
  readonly district: string
  readonly zipCode: string | null
  readonly localityId: bigint
  readonly groupId: bigint
}

async function codes(tx: Tx, municipalityId: bigint, table: string): Promise<Map<string, bigint>> {
  const rows = await query<{ code: string; id: bigint }>(
    tx,
    `select code, id from ${table} where municipality_id = ?`,
    [municipalityId]
  )
  return new Map(rows.map(({ code, id }) => [code, id]))
}

async function placesOf(context: TakeOverContext, rows: readonly TakeOverRow[]): Promise<Places> {
  const { tx, municipalityId } = context
  const numbers = rows.flatMap(({ values }) => digitsOf(values.registration_number) ?? [])
  const taken = await query<{ registration_number: string }>(
    tx,
    'select registration_number from registry_premises where municipality_id = ? and registration_number = any(?::text[])',
    [municipalityId, numbers]
  )
  return {
    localities: await codes(tx, municipalityId, 'registry_localities'),
    groups: await codes(tx, municipalityId, 'registry_billing_groups'),
    holders: await context.idsOf(
      'customers',
      rows.map(({ values }) => values.holder_key ?? '')
    ),
    taken: new Set(taken.map((row) => row.registration_number)),
    rule: await registrationRule(tx, municipalityId, dateAt(clock.now(), 'UTC')),
  }
}

function premiseOf({ values }: TakeOverRow, places: Places): ReadPremise {
  const number = digitsOf(values.registration_number)
  if (number && !/^\d{1,20}$/.test(number)) refuse(`Matrícula inválida: ${number}`)
  if (number && places.taken.has(number)) refuse(`A matrícula ${number} já é de outro imóvel`)
  return {
    number,
    holderId:
      places.holders.get(values.holder_key ?? '') ??
      refuse(`O titular ${values.holder_key} não foi carregado`),
    holderFrom: requiredDay(values.holder_from ?? '', 'Titular desde'),
    street: orNull(values.street) ?? refuse('Logradouro em branco'),
    doorNumber: orNull(values.number),
    complement: orNull(values.complement),
    district: orNull(values.district) ?? refuse('Bairro em branco'),
    zipCode: zipOf(values.zip_code),
    localityId:
      places.localities.get(values.locality_code ?? '') ??
      refuse(`A localidade ${values.locality_code} não existe`),
    groupId:
      places.groups.get(values.group_code ?? '') ??
      refuse(`O grupo de faturamento ${values.group_code} não existe`),
  }
}

/** Numbers of the old system stay; who had none gets the next, and the sequence goes on above them all. */
async function giveNumbers(
  { tx, municipalityId }: TakeOverContext,
  read: readonly Outcome<ReadPremise>[],
  rule: RegistrationRule
): Promise<void> {
  const premises = read.flatMap(({ value }) => value ?? [])
  const sequences = premises.flatMap((one) => sequenceOf(one.number, rule) ?? [])
  const highest = sequences.reduce((top, one) => (one > top ? one : top), 0n)
  await query(
    tx,
    `insert into registry_counters as c (municipality_id, name, value) values (?, 'registration', ?)
     on conflict (municipality_id, name) do update set value = greatest(c.value, excluded.value)`,
    [municipalityId, highest]
  )
  const unnumbered = premises.filter((one) => one.number === null)
  const fresh = await takeRegistrations(tx, municipalityId, { count: unnumbered.length, rule })
  for (const [index, premise] of unnumbered.entries()) premise.number = fresh[index]!
}

function sequenceOf(text: string | null, rule: RegistrationRule): bigint | null {
  if (!text) return null
  try {
    return parseRegistration(text, rule).sequence
  } catch {
    // A number by another rule than today's takes no place in today's sequence.
    return null
  }
}

export const premisesEntity: TakeOverEntity = {
  name: 'premises',
  title: 'Imóveis e titulares atuais',
  order: 20,
  columns: [
    { name: 'key', isRequired: true, help: 'Código do imóvel no sistema anterior' },
    { name: 'registration_number', help: 'Matrícula a manter; vazia: o sistema dá a próxima' },
    { name: 'holder_key', isRequired: true, help: 'Código do titular, do arquivo de clientes' },
    { name: 'holder_from', isRequired: true, help: 'Titular desde' },
    { name: 'street', isRequired: true, help: 'Logradouro' },
    { name: 'number', help: 'Número' },
    { name: 'complement', help: 'Complemento' },
    { name: 'district', isRequired: true, help: 'Bairro' },
    { name: 'zip_code', help: 'CEP' },
    { name: 'locality_code', isRequired: true, help: 'Código da localidade' },
    { name: 'group_code', isRequired: true, help: 'Código do grupo de faturamento' },
  ],
  searched: ['registry.premises'],
  async load(context, rows) {
    const places = await placesOf(context, rows)
    const taken = new Set(places.taken)
    const read = readRows(rows, (row) => {
      const premise = premiseOf(row, { ...places, taken })
      if (premise.number) taken.add(premise.number)
      return premise
    })
    await giveNumbers(context, read, places.rule)
    const results = await writeRead(context, read, {
      table: 'registry_premises',
      recordType: 'registry.premises',
      columns: [
        ...['registration_number', 'kind', 'street', 'number', 'complement', 'district'],
        ...['zip_code', 'locality_id', 'billing_group_id'],
      ],
      values: (one) => [
        ...[one.number, 'single', one.street, one.doorNumber, one.complement, one.district],
        ...[one.zipCode, one.localityId, one.groupId],
      ],
    })
    await writeHolders(context, read, results)
    return results
  },
}

async function writeHolders(
  context: TakeOverContext,
  read: readonly Outcome<ReadPremise>[],
  results: Awaited<ReturnType<TakeOverEntity['load']>>
): Promise<void> {
  const holdings = read.flatMap(({ value }, index) => {
    const result = results[index]!
    return value && 'recordId' in result
      ? [{ value: { ...value, premiseId: result.recordId } }]
      : []
  })
  await writeRead(context, holdings, {
    table: 'registry_holdings',
    recordType: 'registry.holdings',
    columns: ['premise_id', 'customer_id', 'role', 'from_on'],
    values: (one) => [one.premiseId, one.holderId, 'holder', one.holderFrom],
  })
  await query(
    context.tx,
    `update registry_premises p set holder_name = c.name, holder_taxpayer_id = c.taxpayer_id from registry_holdings h join registry_customers c on c.id = h.customer_id
      where p.id = any(?::bigint[]) and h.premise_id = p.id and h.role = 'holder' and h.until_on is null`,
    [holdings.map(({ value }) => value.premiseId)]
  )
}

const ROLES = { titular: 'holder', proprietario: 'owner', inquilino: 'tenant' } as const

export const holdersEntity: TakeOverEntity = {
  name: 'holders',
  title: 'Titulares e inquilinos anteriores, e proprietários',
  order: 50,
  columns: [
    { name: 'key', isRequired: true, help: 'Código da linha no sistema anterior' },
    { name: 'premise_key', isRequired: true, help: 'Código do imóvel' },
    { name: 'customer_key', isRequired: true, help: 'Código do cliente' },
    { name: 'role', isRequired: true, help: 'titular, proprietario ou inquilino' },
    { name: 'from_on', isRequired: true, help: 'Desde' },
    { name: 'until_on', help: 'Até, inclusive; quem foi titular ou inquilino precisa dela' },
  ],
  async load(context, rows) {
    const premises = await context.idsOf(
      'premises',
      rows.map(({ values }) => values.premise_key ?? '')
    )
    const customers = await context.idsOf(
      'customers',
      rows.map(({ values }) => values.customer_key ?? '')
    )
    const held = await holdingsOf(context, [...premises.values()])
    const today = await todayIn(context.tx, context.municipalityId)
    const read = readRows(rows, ({ values }) => {
      const role =
        ROLES[(values.role ?? '').toLowerCase() as keyof typeof ROLES] ??
        refuse(`Papel desconhecido: ${values.role}`)
      const premiseId =
        premises.get(values.premise_key ?? '') ??
        refuse(`O imóvel ${values.premise_key} não foi carregado`)
      const from = requiredDay(values.from_on ?? '', 'Desde')
      const until = values.until_on ? requiredDay(values.until_on, 'Até') : null
      if (until && until < from) refuse('A data final vem antes da inicial')
      if (role === 'tenant') refuseToday(until, today)
      if (role === 'holder') held.set(premiseId, joined(held.get(premiseId) ?? [], { from, until }))
      return {
        premiseId,
        customerId:
          customers.get(values.customer_key ?? '') ??
          refuse(`O cliente ${values.customer_key} não foi carregado`),
        role,
        from,
        until,
      }
    })
    return writeRead(context, read, {
      table: 'registry_holdings',
      recordType: 'registry.holdings',
      columns: ['premise_id', 'customer_id', 'role', 'from_on', 'until_on'],
      values: (one) => [one.premiseId, one.customerId, one.role, one.from, one.until],
    })
  },
}

/** A tenant of today comes with the contract that ends the tenancy. */
function refuseToday(until: string | null, today: string): void {
  if (until !== null && until < today) return
  refuse(
    'O inquilino de hoje vem no arquivo de contratos de locação, com início e fim: sem contrato a locação não acaba'
  )
}

interface Holding {
  readonly from: string
  readonly until: string | null
}

/** The holdings with one more, which must lie between them: the lines of a premise come in any order. */
function joined(held: readonly Holding[], one: Holding): readonly Holding[] {
  const clash = held.find(
    ({ from, until }) =>
      (one.until === null || from <= one.until) && (until === null || one.from <= until)
  )
  if (clash || one.until === null) {
    refuse(
      clash
        ? `O titular anterior precisa terminar antes de ${clash.from} ou começar depois de ${clash.until ?? 'quem é titular hoje'}`
        : 'O titular anterior precisa terminar: falta a data “Até”'
    )
  }
  return [...held, one]
}

/** The days on which each premise has a holder already. */
async function holdingsOf(
  { tx }: TakeOverContext,
  premises: readonly bigint[]
): Promise<Map<bigint, readonly Holding[]>> {
  const rows = await query<Holding & { readonly premise_id: bigint }>(
    tx,
    `select premise_id, from_on::text as from, until_on::text as until from registry_holdings
      where premise_id = any(?::bigint[]) and role = 'holder'`,
    [premises]
  )
  return Map.groupBy(rows, (row) => row.premise_id)
}
