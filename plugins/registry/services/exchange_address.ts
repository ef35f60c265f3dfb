import { type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'
import { indexPremises } from './index_premise.ts'
import { lockPremise } from './locked_premise.ts'
import { ADDRESS_WORDS, type OtherAddress } from './premise_addresses.ts'

interface Exchange {
  readonly municipalityId: bigint
  readonly premiseId: bigint
  readonly kind: OtherAddress
}

interface OtherRow {
  readonly street: string
  readonly number: string | null
  readonly complement: string | null
  readonly district: string | null
  readonly city: string
  readonly state: string
  readonly zip_code: string | null
}

interface Physical extends OtherRow {
  readonly district: string
}

export interface Exchanged {
  readonly number: string
  readonly before: string
  readonly after: string
}

/**
 * Makes the alternative or the secondary address the physical one and puts the former physical one in its place; bills go
 * on going where they went. Errors: E_REGISTRY_ADDRESS_MISSING, E_REGISTRY_ADDRESS_EXCHANGE.
 */
export async function exchangeAddress(tx: Tx, given: Exchange): Promise<Exchanged> {
  const { premiseId, kind } = given
  const premise = await lockPremise(tx, given)
  const other = await otherAddress(tx, given)
  const physical = await physicalAddress(tx, premiseId, other)
  const refuse = (what: string) =>
    errors.E_REGISTRY_ADDRESS_EXCHANGE({ id: premiseId, kind: ADDRESS_WORDS[kind], what })
  if (!other.district) throw refuse('falta o bairro')
  if (other.city !== physical.city || other.state !== physical.state) {
    throw refuse(`fica em ${other.city}/${other.state}, e o imóvel em ${physical.city}`)
  }
  await query(
    tx,
    `update registry_premises set street = ?, number = ?, complement = ?, district = ?, zip_code = ?,
            street_id = null, district_id = null,
            delivery = case delivery when ? then 'physical' when 'physical' then ? else delivery end
      where id = ?`,
    [
      ...[other.street, other.number, other.complement, other.district, other.zip_code],
      ...[kind, kind, premiseId],
    ]
  )
  await query(
    tx,
    `update registry_premise_addresses set recipient = null, street = ?, number = ?, complement = ?, district = ?,
            zip_code = ?, updated_at = now() where premise_id = ? and kind = ?`,
    [
      ...[physical.street, physical.number, physical.complement, physical.district],
      ...[physical.zip_code, premiseId, kind],
    ]
  )
  await indexPremises(tx, [premiseId])
  return { number: premise.registration_number, before: lineOf(physical), after: lineOf(other) }
}

const lineOf = ({ street, number, district }: OtherRow) =>
  `${street}, ${number ?? 's/n'}, ${district ?? ''}`

async function otherAddress(tx: Tx, { premiseId, kind }: Exchange): Promise<OtherRow> {
  const [other] = await query<OtherRow>(
    tx,
    `select street, number, complement, district, city, state, zip_code from registry_premise_addresses
      where premise_id = ? and kind = ? and is_active for update`,
    [premiseId, kind]
  )
  if (other) return other
  const title = ADDRESS_WORDS[kind]
  throw errors.E_REGISTRY_ADDRESS_MISSING({ id: premiseId, kind, title })
}

/** The physical address; where the locality does not say its city, the other address's stands for it. */
async function physicalAddress(
  tx: Tx,
  premiseId: bigint,
  { city, state }: OtherRow
): Promise<Physical> {
  const [physical] = await query<Physical>(
    tx,
    `select p.street, p.number, p.complement, p.district, p.zip_code, coalesce(c.name, ?) as city,
            coalesce(c.state, ?) as state
       from registry_premises p join registry_localities l on l.id = p.locality_id
       left join registry_cities c on c.id = l.city_id
      where p.id = ?`,
    [city, state, premiseId]
  )
  return physical!
}
