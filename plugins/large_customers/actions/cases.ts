import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { type AcceptedFile, fileErrors } from '#core/files/index'
import { attachAction } from '#core/records/index'
import { cases } from '../records/cases.ts'
import { DECISION_KINDS } from '../records/options.ts'
import { CASE, type CaseRow, closeCase, openCase, reopenCase } from '../services/cases.ts'
import { type Decided, decide } from '../services/decisions.ts'

const subject = (_: unknown, { id }: { readonly id: bigint }) => ({ type: CASE, id })

const opening = vine.create({
  subject: vine.string().trim().minLength(3).maxLength(120),
  premise_id: rowId(),
  manager_id: rowId(),
  description: vine.string().trim().maxLength(4000).nullable().optional(),
})

/** A case file of a large customer (CM-25a). */
export const openCaseAction: Action<Infer<typeof opening>, CaseRow> = {
  name: 'large_customers.open_case',
  title: 'Abrir processo',
  permission: 'large_customers.manage',
  input: opening,
  labels: {
    ...{ subject: 'Assunto', premise_id: 'Imóvel', manager_id: 'Gestor' },
    description: 'O que se pede ou apura',
  },
  reason: 'none',
  subject,
  run: openCase,
  describe: (given, { number }) => `Processo ${number} aberto: ${given.subject}`,
}

const keeping = vine.create({
  id: rowId(),
  // Checked by `acceptFile` before it comes here.
  file: vine.any(),
})

interface Kept {
  readonly id: bigint
  readonly caseId: bigint
  readonly sha256: string | undefined
}

const attach = attachAction(cases)

/** Keeps the paper that a decision stands on among the documents of its case. */
export const keepDocumentAction: Action<Infer<typeof keeping>, Kept> = {
  name: 'large_customers.keep_document',
  title: 'Guardar documento de decisão',
  permission: 'large_customers.decide',
  input: keeping,
  labels: { id: 'Processo', file: 'Documento' },
  reason: 'none',
  subject: (_, { caseId }) => ({ type: CASE, id: caseId }),
  async run(context, { id, file }) {
    const sent = file as Partial<AcceptedFile> | undefined
    // The door of other systems carries JSON only: a file comes there as no accepted one.
    if (!(sent?.content instanceof Uint8Array)) throw fileErrors.E_FILES_MISSING()
    const paper = { id: String(id), kind: 'decision', file: sent as AcceptedFile }
    const kept = await attach.run(context, paper)
    return { id: kept.id, caseId: BigInt(id), sha256: kept.sha256 }
  },
  describe: ({ file }) =>
    `Recebido o documento ${(file as AcceptedFile).clientName} para uma decisão`,
  trail: (_, { id, sha256 }) => ({ attachment: String(id), ...(sha256 ? { sha256 } : {}) }),
}

const deciding = vine.create({
  id: rowId(),
  kind: vine.enum(DECISION_KINDS.map(({ value }) => value)),
  decision: vine.string().trim().minLength(3).maxLength(4000),
  document_id: rowId().optional(),
  invoice_id: rowId().optional(),
})

/** A decision of a case: who, when, on what paper and about which bill, for ever (CM-25a). */
export const decideAction: Action<Infer<typeof deciding>, Decided> = {
  name: 'large_customers.decide',
  title: 'Registrar decisão',
  permission: 'large_customers.decide',
  input: deciding,
  labels: {
    ...{ id: 'Processo', kind: 'Decisão', decision: 'O que se decidiu e por quê' },
    ...{ document_id: 'Documento', invoice_id: 'Fatura' },
  },
  reason: 'none',
  subject: (_, { caseId }) => ({ type: CASE, id: caseId }),
  run: (context, { id, kind, decision, document_id: paper, invoice_id: bill }) =>
    decide(context, {
      ...{ id: BigInt(id), kind, decision },
      documentId: paper === undefined ? null : BigInt(paper),
      invoiceId: bill === undefined ? null : BigInt(bill),
    }),
  describe: ({ decision }, { number, document, bill }) =>
    `Decisão no processo ${number}${bill ? `, sobre a fatura ${bill}` : ''}, com ${document}: ${decision}`,
}

const closing = vine.create({
  id: rowId(),
  outcome: vine.string().trim().minLength(3).maxLength(1000),
})

export const closeCaseAction: Action<Infer<typeof closing>, CaseRow> = {
  name: 'large_customers.close_case',
  title: 'Encerrar processo',
  permission: 'large_customers.manage',
  input: closing,
  labels: { id: 'Processo', outcome: 'Como terminou' },
  reason: 'none',
  subject,
  run: (context, { id, outcome }) => closeCase(context, BigInt(id), outcome),
  describe: ({ outcome }, { number }) => `Processo ${number} encerrado: ${outcome}`,
}

const one = vine.create({ id: rowId() })

export const reopenCaseAction: Action<Infer<typeof one>, CaseRow> = {
  name: 'large_customers.reopen_case',
  title: 'Reabrir processo',
  permission: 'large_customers.manage',
  input: one,
  labels: { id: 'Processo' },
  reason: 'required',
  subject,
  run: (context, { id }) => reopenCase(context, BigInt(id)),
  describe: (_, { number }) => `Processo ${number} reaberto`,
}
