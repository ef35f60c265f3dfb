import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { centsText } from '#core/money/index'
import { CHANNELS, DOCUMENT_KINDS, RECEIPT_CLASSES, RECEIPT_STATES } from '#plugins/receivables/api'
import { type FoundByCode, findByCode } from '../services/find_by_code.ts'

const KINDS = {
  barcode: 'Código de barras',
  pix: 'Pix',
  number: 'Número de documento',
  end_to_end: 'Identificador de um Pix recebido',
  proof: 'Comprovante',
  boleto: 'Boleto registrado',
} as const

const STATES: Readonly<Record<string, readonly [tone: string, words: string]>> = {
  live: ['info', 'Vigente'],
  covered: ['good', 'Sem valor em aberto'],
  cancelled: ['bad', 'Cancelado'],
  replaced: ['neutral', 'Substituído'],
}

/** One code, typed or scanned: the document, where it stands, and the money that came for it. */
export default class CodesController {
  async show(ctx: HttpContext) {
    const { code, found } = await this.#found(ctx)
    return ctx.view.render('payments::code', {
      ...{ code, found, kinds: KINDS, states: STATES, channels: CHANNELS },
      ...{ documentKinds: DOCUMENT_KINDS, classes: RECEIPT_CLASSES, receiptStates: RECEIPT_STATES },
    })
  }

  async find(ctx: HttpContext) {
    const { found } = await this.#found(ctx)
    return found === null ? { kind: null } : codeJson(found)
  }

  async #found({ actor, authorize, request }: HttpContext) {
    authorize('payments.read')
    authorize('receivables.read')
    const code = String(request.input('code') ?? '').slice(0, 600)
    const { municipalityId } = actor
    const found = code.trim() === '' ? null : await findByCode(db, { municipalityId, actor, code })
    return { code, found }
  }
}

const codeJson = ({ kind, documents, receipts, boletos }: FoundByCode) => ({
  kind,
  documents: documents.map((one) => ({
    ...{ id: String(one.id), number: one.number, kind: one.kind, state: one.state },
    ...{ due_on: one.due_on, amount: centsText(one.amount_cents), owed: centsText(one.owed_cents) },
    ...{ registration: one.registration, successor: one.successor },
  })),
  receipts: receipts.map((one) => ({
    ...{ id: String(one.id), paid_on: one.paid_on, amount: centsText(one.amount_cents) },
    ...{ channel: one.channel, class: one.class, state: one.state },
  })),
  boletos: boletos.map(({ own_number: number, state, news }) => ({
    own_number: number,
    state,
    news,
  })),
})
