import { stringify } from 'csv-stringify/sync'
import { type Tx, query } from '#core/database/index'
import { testCpf, testProgrammeNumber } from './generator/documents.ts'

interface Dwelling {
  readonly cpf: string
  readonly nis: string | null
  readonly street: string
  readonly number: string | null
  readonly district: string
  readonly zip: string | null
}

/** People who live in single dwellings of the demo, those in the social tariff first. */
const DWELLINGS = `
  select c.taxpayer_id as cpf, b.programme_number as nis, p.street, p.number, p.district, p.zip_code as zip
    from registry_holdings h join registry_premises p on p.id = h.premise_id and p.status = 'active'
    join registry_customers c on c.id = h.customer_id
    left join registry_social_benefits b on b.premise_id = p.id and b.customer_id = c.id and b.last_on >= current_date
   where h.municipality_id = ? and h.role = 'holder' and h.until_on is null and c.kind = 'person' and p.kind = 'single'
     and c.taxpayer_id ~ '^[0-9]{11}$' and (select bool_and(e.category = 'RES') and sum(e.economies) = 1
           from registry_premise_economies e where e.premise_id = p.id and e.until_on is null)
     and coalesce(b.programme, 'cadunico') = 'cadunico'
   order by b.id nulls last, p.id limit ?`

/** Of the new families: so many in all, every sixth somewhere else than the registry says. */
const NEW = 60
const ELSEWHERE = 6
const UNKNOWN = 8
const NEW_NUMBERS = 9_000_000
const MOST = 5_000
const HEADER = [
  ...['codigo_familia', 'nis', 'cpfs', 'renda_por_pessoa', 'pessoas', 'logradouro', 'numero'],
  ...['bairro', 'cep'],
]

/**
 * A fictional file of CadÚnico for the demo: families that have the benefit, but for every so many that left it, new ones that
 * enter by themselves, some whose address is another, and some that nobody knows.
 */
export async function familiesFile(
  tx: Pick<Tx, 'rawQuery'>,
  { municipalityId, leaving }: { readonly municipalityId: bigint; readonly leaving: number }
): Promise<string> {
  const dwellings = await query<Dwelling>(tx, DWELLINGS, [municipalityId, MOST])
  const known = dwellings.filter(({ nis }) => nis !== null)
  const fresh = dwellings.filter(({ nis }) => nis === null).slice(0, NEW)
  const stays = known.filter((_, index) => leaving === 0 || index % leaving !== leaving - 1)
  const rows = [
    ...stays.map((one) => lineOf(one, one.nis!, one.number)),
    ...fresh.map((one, index) => {
      const number = index % ELSEWHERE === ELSEWHERE - 1 ? '9000' : one.number
      return lineOf(one, testProgrammeNumber(NEW_NUMBERS + index), number)
    }),
    ...Array.from({ length: UNKNOWN }, (_, index) => {
      const somebody = { cpf: testCpf(990_000 + index), nis: null, zip: null }
      const place = { street: 'Rua que o cadastro não tem', number: '1', district: 'Centro' }
      const nis = testProgrammeNumber(NEW_NUMBERS + NEW + index)
      return lineOf({ ...somebody, ...place }, nis, '1')
    }),
  ]
  return stringify([HEADER, ...rows], { delimiter: ';' })
}

const lineOf = (one: Dwelling, nis: string, number: string | null): (string | null)[] => [
  ...[`9${nis}`, nis, one.cpf, '310,00', '4', one.street, number ?? 's/n', one.district, one.zip],
]
