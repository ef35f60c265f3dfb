import { type CivilDate, daysBetween } from '#core/calendar/index'
import { centsText } from '#core/money/index'

/** A charge as it is asked of the bank. */
export interface PixCharge {
  /** 26 to 35 letters and digits. */
  readonly txid: string
  readonly documentNumber: string
  /** `2026-10`. */
  readonly reference: string
  readonly amountCents: bigint
  readonly dueOn: CivilDate
  readonly validUntil: CivilDate
  readonly debtorName: string
  /** CPF or CNPJ. */
  readonly taxpayerId: string
}

export interface ChargeTerms {
  readonly key: string
  /** Percent, `2.00`; zero: late charges go on the next invoice. */
  readonly finePercent: string
  /** Percent a month. */
  readonly interestPercent: string
}

/**
 * The body of `PUT /cobv/{txid}`. Fine and interest are asked of the payer's bank only where the terms say so.
 *
 * @see BCB, API Pix 2.9.0, schema CobVSolicitada
 */
export function chargeBody(charge: PixCharge, terms: ChargeTerms) {
  const { reference, documentNumber, taxpayerId } = charge
  const month = `${reference.slice(5)}/${reference.slice(0, 4)}`
  return {
    calendario: {
      dataDeVencimento: charge.dueOn,
      validadeAposVencimento: daysBetween(charge.dueOn, charge.validUntil),
    },
    devedor: {
      ...(taxpayerId.length === 11 ? { cpf: taxpayerId } : { cnpj: taxpayerId }),
      nome: charge.debtorName.slice(0, 200),
    },
    valor: {
      original: centsText(charge.amountCents),
      ...(isPositive(terms.finePercent)
        ? { multa: { modalidade: '2', valorPerc: terms.finePercent } }
        : {}),
      ...(isPositive(terms.interestPercent)
        ? { juros: { modalidade: '3', valorPerc: terms.interestPercent } }
        : {}),
    },
    chave: terms.key,
    solicitacaoPagador: `Conta de ${month}, documento ${documentNumber}`,
    infoAdicionais: [
      { nome: 'Documento', valor: documentNumber },
      { nome: 'Referência', valor: month },
    ],
  }
}

const isPositive = (percent: string): boolean => /[1-9]/.test(percent)

const BACK_OFF_LIMIT_MINUTES = 60

/** Minutes without asking a bank that did not answer so many times in a row: 1, 2, 4… up to an hour. */
export function backOffMinutes(failures: number): number {
  return Math.min(2 ** Math.max(failures - 1, 0), BACK_OFF_LIMIT_MINUTES)
}
