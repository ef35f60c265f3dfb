/**
 * What became of a line of a bank's file. `waiting` only while its file is being imported; `returned` is a debit that the bank
 * did not make, `forwarded` money of the system before, `noted` what brought no money and was kept (a registration, an answer).
 */
export type LineEnd =
  | 'waiting'
  | 'settled'
  | 'joined'
  | 'duplicate'
  | 'unidentified'
  | 'forwarded'
  | 'returned'
  | 'noted'
  | 'rejected'

/** What the receivables answer to the advice of a line. */
export interface AdviceAnswer {
  readonly outcome: 'new' | 'joined' | 'repeated' | 'unidentified' | 'forwarded'
  readonly class: string
}

const CLASS_REASONS: Readonly<Record<string, string | null>> = {
  exact: null,
  late: 'Pago depois do vencimento: os encargos vão para a próxima fatura.',
  overpaid: 'Pago a maior: a diferença virou crédito do cliente.',
  underpaid: 'Pago a menor: a diferença vai para a próxima fatura.',
  expired_document: 'O documento pago já não valia: o pagamento baixou os débitos que ele cobria.',
}

/**
 * The fate of a line and its reason in Portuguese, from what the receivables answered. `barcodeReason` is what the reader
 * found wrong with the barcode, if anything.
 */
export function fateOf(
  answer: AdviceAnswer,
  barcodeReason: string | null
): { readonly fate: LineEnd; readonly reason: string | null } {
  if (answer.outcome === 'repeated') {
    return {
      fate: 'joined',
      reason: 'Esta linha já tinha sido processada: nada foi baixado de novo.',
    }
  }
  if (answer.outcome === 'joined') {
    return {
      fate: 'joined',
      reason:
        'O mesmo pagamento já era conhecido, por Pix ou por outro arquivo: confirmado, sem nova baixa.',
    }
  }
  if (answer.outcome === 'forwarded') {
    return {
      fate: 'forwarded',
      reason:
        'A conta ainda é do sistema anterior: o pagamento vai a ele em arquivo, e nada se baixou aqui.',
    }
  }
  if (answer.outcome === 'unidentified') {
    const reason =
      barcodeReason ??
      'Nenhum documento tem este código de barras; o recebimento fica a identificar.'
    return { fate: 'unidentified', reason }
  }
  if (answer.class === 'duplicate') {
    return {
      fate: 'duplicate',
      reason: 'O documento já estava pago: o valor virou crédito do cliente.',
    }
  }
  return { fate: 'settled', reason: CLASS_REASONS[answer.class] ?? null }
}
