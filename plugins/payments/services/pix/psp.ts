import type { PixCharge } from '../../domain/pix_charge.ts'

/** What the bank says of a charge. */
export interface ChargeAtPsp {
  readonly status: 'ATIVA' | 'CONCLUIDA' | 'REMOVIDA_PELO_USUARIO_RECEBEDOR' | 'REMOVIDA_PELO_PSP'
  /** `123.45`. */
  readonly amount: string
  /** Where its dynamic code leads to, without scheme. */
  readonly location: string | null
  /** The dynamic code whole, where the bank gives it. */
  readonly payload: string | null
}

export type ChargeAnswer =
  | { readonly outcome: 'registered'; readonly charge: ChargeAtPsp }
  /** Its reason, in the bank's words. */
  | { readonly outcome: 'refused'; readonly reason: string }

export type RemovalAnswer =
  | { readonly outcome: 'removed' }
  /** Paid before it could be taken back. */
  | { readonly outcome: 'paid' }
  | { readonly outcome: 'refused'; readonly reason: string }

/** The payments that a bank tells of when asked, as its notices tell of them. */
export interface PixPeriod {
  /** Both instants of the period, the last one exclusive. */
  readonly from: Date
  readonly until: Date
}

/**
 * A payment service provider: where Pix charges are registered and asked for. An agreement without one prints static codes only.
 * Every method @throws PspUnavailable when the bank does not answer; whatever it was asked may be asked again.
 */
export interface Psp {
  /** Idempotent by txid: a charge that stands already with the same amount is registered. */
  register(charge: PixCharge): Promise<ChargeAnswer>
  /** A charge that the bank does not know is removed. */
  remove(txid: string): Promise<RemovalAnswer>
  /** Payments with a txid, page after page, as they come. */
  payments(period: PixPeriod): AsyncIterable<readonly unknown[]>
  setWebhook(key: string, url: string): Promise<void>
  close(): void
}

/** The bank did not answer, or answered that it cannot now: nothing is known of what was asked. */
export class PspUnavailable extends Error {}

/** The bank refused what was asked, with its reason. */
export class PspRefusal extends Error {
  readonly status: number

  constructor(status: number, reason: string) {
    super(reason)
    this.status = status
  }
}
