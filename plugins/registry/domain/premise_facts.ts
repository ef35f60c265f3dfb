/** Residencial, comercial, industrial, pública: in this order on bills, before those that the utility adds. */
export const CATEGORIES: readonly string[] = ['RES', 'COM', 'IND', 'PUB']
/** Code of a row of the table of categories. */
export type Category = string

export type PremiseKind = 'single' | 'condominium_master' | 'condominium_child'
export type ConnectionSituation =
  'active' | 'cut_standpipe' | 'cut_branch' | 'suppressed' | 'plugged'
/** Collected only, or collected and treated: each has its share of the water tariff. */
export const SEWAGE_OPTIONS = ['collected', 'collected_treated'] as const
export type SewageClass = (typeof SEWAGE_OPTIONS)[number] | 'none'

/** Customers of a kind apart: large consumers, public bodies. */
export const SPECIAL_KINDS = ['large_consumer', 'public_body'] as const
export type SpecialKind = (typeof SPECIAL_KINDS)[number]

/** Economies (dwellings or business units) of one category. */
export interface PremiseEconomies {
  readonly category: Category
  readonly economies: number
}

/** What bills, readings and notices need to know of a premise, as it was on a date. */
export interface PremiseFacts {
  readonly premiseId: bigint
  /** The premise that names the billing set: the condominium's master, or the premise itself. */
  readonly setKey: bigint
  /** Digits only, check digit included. */
  readonly registrationNumber: string
  readonly kind: PremiseKind
  readonly parentId: bigint | null
  /** Ideal fraction of the condominium, as decimal text. */
  readonly fraction: string | null
  /** In the order of `CATEGORIES`; empty when none was in force on the date. */
  readonly economies: readonly PremiseEconomies[]
  /** Null when the premise has no water connection. */
  readonly water: ConnectionSituation | null
  readonly sewage: { readonly situation: ConnectionSituation; readonly class: SewageClass } | null
  /** Who answers for the bills on the date; null when nobody did. */
  readonly holderId: bigint | null
  readonly holderName: string | null
  readonly taxpayerId: string | null
  /** Street, number and complement, as people write it. */
  readonly address: string
  readonly district: string
  readonly zipCode: string | null
  /** Where bills go when not to the premise itself, in one line; null: to the premise. */
  readonly deliveryAddress: string | null
  /** Code of the kind of tariff, which price tables read as the profile; `normal` when nothing else was said. */
  readonly tariffType: string
  /** Points of water of the premise, by which some tables charge who has no meter; null when nobody counted them. */
  readonly taps: number | null
  /** Codes of how often waste is collected and of who produces it; null when nothing was said. */
  readonly collectionFrequency: string | null
  readonly wasteProfile: string | null
  readonly billingGroupId: bigint
  /** The premise's own, or the billing group's. */
  readonly dueDay: number
}

interface AddressParts {
  readonly street: string
  readonly number: string | null
  readonly complement: string | null
}

/** `Rua das Acácias, 120, casa 2`; a premise with no number reads `s/n`. */
export function writeAddress({ street, number, complement }: AddressParts): string {
  return [street, number ?? 's/n', ...(complement ? [complement] : [])].join(', ')
}

interface DeliveryParts extends AddressParts {
  readonly recipient: string | null
  readonly district: string | null
  readonly city: string
  readonly state: string
  readonly zip_code: string | null
}

/** `A/C Maria Dias · Rua B, 10 · Centro · Cuiabá/MT · 78000-000`. */
export function writeDeliveryAddress(parts: DeliveryParts): string {
  const zip = parts.zip_code && `${parts.zip_code.slice(0, 5)}-${parts.zip_code.slice(5)}`
  const pieces = [
    parts.recipient && `A/C ${parts.recipient}`,
    writeAddress(parts),
    parts.district,
    `${parts.city}/${parts.state}`,
    zip,
  ]
  return pieces.filter(Boolean).join(' · ')
}
