import { isValidCnpj, isValidCpf } from '@brazilian-utils/brazilian-utils'
import { query } from '#core/database/index'
import { isGenericName } from '../domain/customer_rules.ts'
import { customerChecks } from '../services/check_customer.ts'
import { codeOf, dayOf, digitsOf, orNull, readRows, refuse, zipOf } from './read.ts'
import type { TakeOverContext, TakeOverEntity, TakeOverRow } from './types.ts'
import { writeRead } from './write.ts'

const KINDS = {
  fisica: 'person',
  juridica: 'company',
  publico: 'public_body',
  estrangeiro: 'foreign',
} as const

const TEXTS = [
  ...['social_name', 'identity_number', 'identity_issuer', 'state_registration', 'mother_name'],
  ...['father_name', 'email', 'street', 'number', 'complement', 'district', 'city', 'state'],
] as const
const PHONES = ['phone', 'home_phone', 'business_phone'] as const

type Known = ReadonlyMap<string, string>
type Rules = Awaited<ReturnType<typeof customerChecks>>

function taxpayerOf(text: string | undefined): string | null {
  const id = digitsOf(text)
  if (!id) return null
  const isGood =
    id.length === 11 ? isValidCpf(id) : id.length === 14 && isValidCnpj(id, { version: 2 })
  return isGood ? id : refuse(`${id.length === 14 ? 'CNPJ' : 'CPF'} inválido: ${text}`)
}

function customerOf({ values }: TakeOverRow, rules: Rules, known: Known) {
  const name = orNull(values.name) ?? refuse('Nome em branco')
  const taxpayerId = taxpayerOf(values.taxpayer_id)
  if (!rules.legacy_may_repeat) {
    if (!taxpayerId) refuse('CPF ou CNPJ em branco')
    if (known.has(taxpayerId!)) refuse(`CPF ou CNPJ já é de ${known.get(taxpayerId!)}`)
    if (isGenericName(name, rules.generic_names)) refuse(`“${name}” não é nome de cliente`)
  }
  const phones = PHONES.map((column) => {
    const phone = digitsOf(values[column])
    return phone && !/^\d{10,11}$/.test(phone) ? refuse(`Telefone inválido: ${phone}`) : phone
  })
  return [
    codeOf(values.kind ?? '', 'Tipo', KINDS),
    name.slice(0, 120),
    taxpayerId,
    dayOf(values.birth_on ?? '', 'Nascimento'),
    zipOf(values.zip_code),
    ...phones,
    ...TEXTS.map((column) => orNull(values[column])),
    'legacy',
  ]
}

/** Who has each of these numbers already. */
async function holdersOf(
  { tx, municipalityId }: TakeOverContext,
  rows: readonly TakeOverRow[]
): Promise<Known> {
  const ids = rows.flatMap(({ values }) => digitsOf(values.taxpayer_id) ?? [])
  const known = await query<{ taxpayer_id: string; name: string }>(
    tx,
    'select taxpayer_id, name from registry_customers where municipality_id = ? and taxpayer_id = any(?::text[])',
    [municipalityId, ids]
  )
  return new Map(known.map((row) => [row.taxpayer_id, row.name]))
}

export const customersEntity: TakeOverEntity = {
  name: 'customers',
  title: 'Clientes',
  order: 10,
  columns: [
    { name: 'key', isRequired: true, help: 'Código do cliente no sistema anterior' },
    { name: 'kind', isRequired: true, help: 'fisica, juridica, publico ou estrangeiro' },
    { name: 'name', isRequired: true, help: 'Nome ou razão social' },
    { name: 'taxpayer_id', help: 'CPF ou CNPJ, com ou sem pontuação' },
    { name: 'birth_on', help: 'Data de nascimento' },
    ...PHONES.map((name) => ({ name, help: 'Telefone com DDD' })),
    ...TEXTS.map((name) => ({ name, help: 'Texto' })),
    { name: 'zip_code', help: 'CEP de correspondência' },
  ],
  searched: ['registry.customers'],
  async load(context, rows) {
    const rules = await customerChecks(context.tx, context.municipalityId)
    const known = new Map(await holdersOf(context, rows))
    const read = readRows(rows, (row) => {
      const customer = customerOf(row, rules, known)
      if (customer[2]) known.set(customer[2], customer[1]!)
      return customer
    })
    const results = await writeRead(context, read, {
      table: 'registry_customers',
      recordType: 'registry.customers',
      columns: [
        'kind',
        'name',
        'taxpayer_id',
        'birth_on',
        'zip_code',
        ...PHONES,
        ...TEXTS,
        'origin',
      ],
      values: (customer) => customer,
    })
    const ids = results.flatMap((one) => ('recordId' in one ? one.recordId : []))
    await query(
      context.tx,
      `insert into registry_customer_contacts (municipality_id, customer_id, kind, value, is_preferred)
       select c.municipality_id, c.id, v.kind, v.value, true from registry_customers c
        cross join lateral (values ('mobile', c.phone), ('home', c.home_phone), ('business', c.business_phone),
                                   ('email', c.email)) as v (kind, value)
        where c.id = any(?::bigint[]) and v.value is not null`,
      [ids]
    )
    return results
  },
}
