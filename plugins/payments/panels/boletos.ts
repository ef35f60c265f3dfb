import { issuedOf } from '#core/documents/index'
import { query } from '#core/database/index'
import type { PageContext, Panel } from '#core/records/index'
import { printedLine } from '../domain/boletos/bank_slip.ts'

const SHOWN = 3

/** The papers of a boleto, as they were issued. */
export const boletoPapers: Panel = {
  ...{ name: 'payments.boleto_papers', on: 'payments.boletos', title: 'Papel do boleto' },
  ...{ permission: 'documents.read', place: 5, view: 'payments::boleto_papers' },
  async load({ tx, municipalityId, row: { id } }: PageContext) {
    const papers = await issuedOf(tx, municipalityId, { type: 'payments.boletos', id }, SHOWN)
    return papers.length === 0 ? null : { papers }
  },
}

/** The receipt that the customer took from the till. */
export const tillReceiptPaper: Panel = {
  ...{ name: 'payments.till_receipt', on: 'payments.till_moves', title: 'Recibo' },
  ...{ permission: 'documents.read', place: 5, view: 'payments::boleto_papers' },
  async load({ tx, municipalityId, row: { id } }: PageContext) {
    const papers = await issuedOf(tx, municipalityId, { type: 'payments.till_moves', id }, SHOWN)
    return papers.length === 0 ? null : { papers }
  },
}

interface Standing {
  readonly id: bigint
  readonly own_number: string
  readonly due_on: string
  readonly line: string
  readonly state: string
}

/** The boletos of a document that is asked for by one. */
export const documentBoletos: Panel = {
  ...{ name: 'payments.document_boletos', on: 'receivables.documents', title: 'Boleto registrado' },
  ...{ permission: 'payments.read', place: 20, view: 'payments::document_boletos' },
  async load({ tx, municipalityId, row: { id } }: PageContext) {
    const boletos = await query<Standing>(
      tx,
      `select id, own_number, due_on, line, state from payments_boletos
        where municipality_id = ? and document_id = ? order by id desc limit ${SHOWN}`,
      [municipalityId, id]
    )
    if (boletos.length === 0) return null
    return { boletos: boletos.map((one) => ({ ...one, printed: printedLine(one.line) })) }
  },
}

/** The file of a remittance, for who takes it to the bank. */
export const remittanceFile: Panel = {
  ...{ name: 'payments.boleto_file', on: 'payments.boleto_remittances', title: 'Arquivo' },
  ...{ permission: 'payments.boletos', place: 5, view: 'payments::kept_file' },
  async load({ row: { id, file_name: name } }: PageContext) {
    return { path: `/payments/boleto-remittances/${id}/file`, name }
  },
}
