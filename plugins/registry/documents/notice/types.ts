/** What terms and notices of a premise may say. Dates ISO, amounts in cents as text, absence null. */
export interface NoticeData {
  readonly utility: {
    readonly name: string
    readonly short_name: string
    readonly cnpj: string
    readonly address: string
    readonly sac_phone: string
    readonly desk: string | null
    readonly website: string | null
  }
  readonly issued_on: string
  readonly issued_by: string
  readonly premise: {
    readonly registration: string
    readonly address: string
    readonly district: string
    readonly postal_code: string | null
    readonly group: string
  }
  readonly customer: {
    readonly name: string
    readonly tax_id: string | null
    readonly email: string | null
    readonly phone: string | null
  } | null
  readonly connections: readonly { readonly service: string; readonly situation: string }[]
  readonly open_cents: string
}
