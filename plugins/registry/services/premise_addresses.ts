import { type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'
import { lockPremise } from './locked_premise.ts'

export const ADDRESS_WORDS = {
  physical: 'endereço do imóvel',
  alternative: 'endereço alternativo',
  secondary: 'endereço secundário',
} as const
export type AddressKind = keyof typeof ADDRESS_WORDS
export type OtherAddress = Exclude<AddressKind, 'physical'>

interface OfPremise {
  readonly municipalityId: bigint
  readonly premiseId: bigint
}

export interface NewAddress extends OfPremise {
  readonly kind: OtherAddress
  readonly recipient: string | null
  readonly street: string
  readonly number: string | null
  readonly complement: string | null
  readonly district: string | null
  readonly city: string
  readonly state: string
  readonly zipCode: string | null
}

/** Writes the alternative or the secondary address of a premise, in place of the one that was there. */
export async function setAddress(tx: Tx, given: NewAddress): Promise<string> {
  const { registration_number: number } = await lockPremise(tx, given)
  await query(
    tx,
    `insert into registry_premise_addresses
       (municipality_id, premise_id, kind, recipient, street, number, complement, district, city, state, zip_code)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (premise_id, kind) do update set
       recipient = excluded.recipient, street = excluded.street, number = excluded.number,
       complement = excluded.complement, district = excluded.district, city = excluded.city,
       state = excluded.state, zip_code = excluded.zip_code, is_active = true, updated_at = now()`,
    [
      ...[given.municipalityId, given.premiseId, given.kind, given.recipient, given.street],
      ...[given.number, given.complement, given.district, given.city, given.state, given.zipCode],
    ]
  )
  return number
}

/** Errors: E_REGISTRY_ADDRESS_PHYSICAL, E_REGISTRY_ADDRESS_MISSING. */
export async function removeAddress(
  tx: Tx,
  { kind, ...given }: OfPremise & { readonly kind: AddressKind }
): Promise<string> {
  if (kind === 'physical') throw errors.E_REGISTRY_ADDRESS_PHYSICAL({})
  const premise = await lockPremise(tx, given)
  const removed = await query(
    tx,
    'delete from registry_premise_addresses where premise_id = ? and kind = ? returning id',
    [given.premiseId, kind]
  )
  if (!removed.length) throw missing(given.premiseId, kind)
  if (premise.delivery === kind) await writeDelivery(tx, given.premiseId, 'physical')
  return premise.registration_number
}

/** Keeps an address that is no longer used; bills go there no more. Errors: E_REGISTRY_ADDRESS_MISSING. */
export async function deactivateAddress(
  tx: Tx,
  { kind, ...given }: OfPremise & { readonly kind: OtherAddress }
): Promise<string> {
  const premise = await lockPremise(tx, given)
  const ended = await query(
    tx,
    `update registry_premise_addresses set is_active = false, updated_at = now()
      where premise_id = ? and kind = ? and is_active returning id`,
    [given.premiseId, kind]
  )
  if (!ended.length) throw missing(given.premiseId, kind)
  if (premise.delivery === kind) await writeDelivery(tx, given.premiseId, 'physical')
  return premise.registration_number
}

/** Chooses where bills go. Errors: E_REGISTRY_ADDRESS_MISSING. */
export async function chooseDelivery(
  tx: Tx,
  { delivery, ...given }: OfPremise & { readonly delivery: AddressKind }
): Promise<string> {
  const { registration_number: number } = await lockPremise(tx, given)
  if (delivery !== 'physical') {
    const found = await query(
      tx,
      'select id from registry_premise_addresses where premise_id = ? and kind = ? and is_active',
      [given.premiseId, delivery]
    )
    if (!found.length) throw missing(given.premiseId, delivery)
  }
  await writeDelivery(tx, given.premiseId, delivery)
  return number
}

const writeDelivery = (tx: Tx, premiseId: bigint, delivery: AddressKind) =>
  query(tx, 'update registry_premises set delivery = ? where id = ?', [delivery, premiseId])

const missing = (id: bigint, kind: OtherAddress) =>
  errors.E_REGISTRY_ADDRESS_MISSING({ id, kind, title: ADDRESS_WORDS[kind] })
