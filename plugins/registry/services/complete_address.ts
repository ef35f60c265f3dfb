import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { type StreetRange, doorNumber, rangeOf } from '../domain/street_range.ts'
import { errors } from '../errors.ts'

type Reader = Pick<Tx, 'rawQuery'>

/** What a street and a number, or a postal code, say of an address. */
export interface CompletedAddress {
  readonly streetId: bigint
  /** Type and name: `Rua das Acácias`. */
  readonly street: string
  readonly localityId: bigint
  readonly districtId: bigint | null
  readonly district: string | null
  readonly zipCode: string | null
  /** In Portuguese: why the number decides nothing. */
  readonly warning: string | null
}

/** Content of parameter `registry.address_ranges`. */
interface AddressRanges {
  readonly outside: 'warn' | 'refuse'
}

interface RangeRow extends StreetRange {
  readonly district_id: bigint
  readonly district: string
  readonly zip_code: string
}

interface StreetRow {
  readonly id: bigint
  readonly full_name: string
  readonly locality_id: bigint
}

/**
 * Neighbourhood and postal code of a number of a street. A street whose ranges all say the same decides without a number.
 * Errors: E_REGISTRY_STREET_UNKNOWN.
 */
export async function completeByStreet(
  reader: Reader,
  municipalityId: bigint,
  { streetId, number }: { readonly streetId: bigint; readonly number: string | null }
): Promise<CompletedAddress> {
  const [street] = await query<StreetRow>(
    reader,
    'select id, full_name, locality_id from registry_streets where municipality_id = ? and id = ?',
    [municipalityId, streetId]
  )
  if (!street) throw errors.E_REGISTRY_STREET_UNKNOWN({ id: streetId })
  const ranges = await rangesOf(reader, municipalityId, streetId)
  const door = doorNumber(number)
  const range = door === null ? onlyOne(ranges) : rangeOf(ranges, door)
  return {
    streetId: street.id,
    street: street.full_name,
    localityId: street.locality_id,
    districtId: range?.district_id ?? null,
    district: range?.district ?? null,
    zipCode: range?.zip_code ?? null,
    warning: range ? null : warningOf(street.full_name, { ranges, door }),
  }
}

/** The street that has a postal code, when only one has; with a number, the range of the number. */
export async function completeByZipCode(
  reader: Reader,
  municipalityId: bigint,
  { zipCode, number }: { readonly zipCode: string; readonly number: string | null }
): Promise<CompletedAddress | null> {
  const rows = await query<{ street_id: bigint }>(
    reader,
    `select distinct street_id from registry_street_ranges where municipality_id = ? and zip_code = ? limit 2`,
    [municipalityId, zipCode]
  )
  if (rows.length !== 1) return null
  const streetId = rows[0]!.street_id
  const completed = await completeByStreet(reader, municipalityId, { streetId, number })
  if (completed.zipCode !== null || doorNumber(number) !== null) return completed
  const ranges = await rangesOf(reader, municipalityId, streetId)
  const range = ranges.find(({ zip_code: code }) => code === zipCode)!
  const { district_id: districtId, district } = range
  return { ...completed, districtId, district, zipCode, warning: null }
}

const rangesOf = (reader: Reader, municipalityId: bigint, streetId: bigint) =>
  query<RangeRow>(
    reader,
    `select r.side, r.number_from as from, r.number_until as until, r.district_id, d.name as district, r.zip_code
       from registry_street_ranges r join registry_districts d on d.id = r.district_id
      where r.municipality_id = ? and r.street_id = ? order by r.number_from`,
    [municipalityId, streetId]
  )

function onlyOne(ranges: readonly RangeRow[]): RangeRow | undefined {
  const kinds = new Set(ranges.map((one) => `${one.district_id}/${one.zip_code}`))
  return kinds.size === 1 ? ranges[0] : undefined
}

interface Missed {
  readonly ranges: readonly RangeRow[]
  readonly door: number | null
}

const SIDE_WORDS = { both: '', odd: ' (ímpares)', even: ' (pares)' } as const

function warningOf(street: string, { ranges, door }: Missed): string {
  if (!ranges.length)
    return `${street} ainda não tem faixas de numeração: confira o bairro e o CEP.`
  const known = ranges
    .map(({ from, until, side }) => `${from} a ${until}${SIDE_WORDS[side]}`)
    .join(', ')
  return door === null
    ? `Sem número, o CEP de ${street} não se decide: há mais de um. Faixas: ${known}.`
    : `O número ${door} está fora de todas as faixas de ${street} (${known}): confira o número, o bairro e o CEP.`
}

/** Refuses a number outside every range where the municipality wants that: parameter `registry.address_ranges`. */
export async function checkRange(
  tx: Tx,
  municipalityId: bigint,
  { warning }: CompletedAddress
): Promise<void> {
  if (warning === null) return
  const key = 'registry.address_ranges'
  const { outside } = await parameterWithin<AddressRanges>(tx, { key, municipalityId })
  if (outside === 'refuse') throw errors.E_REGISTRY_ADDRESS_RANGE({ warning })
}
