/** Who provides the service, as documents print it. Value of the parameter `registry.utility_identity`. */
export interface UtilityIdentity {
  readonly name: string
  readonly short_name: string
  /** Without punctuation. */
  readonly cnpj: string
  readonly address: string
  readonly city: string
  /** `MT`. */
  readonly state: string
  readonly zip_code: string
  readonly sac_phone: string
  readonly sac_hours: string
  readonly desk: string | null
  readonly website: string | null
  /** Telephone and e-mail. */
  readonly ombudsman: string | null
  /** Name and telephone. */
  readonly regulator: string | null
}
