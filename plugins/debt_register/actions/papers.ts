import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, type ActionContext, civilDay, rowId } from '#core/actions/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { formatMoney } from '#core/money/index'
import { errors } from '../errors.ts'
import { PAPER_KINDS, type PaperKind, labelOf } from '../records/options.ts'
import { lockTerm } from '../services/decide_term.ts'
import { inscribedOf, requireInscribed } from '../services/entry_rows.ts'
import { type GeneratedBooks, generateBook } from '../services/generate_book.ts'
import {
  type IssuedPaper,
  PAPER,
  type Received,
  issuePapers,
  receivePaper,
} from '../services/issue_papers.ts'

const spanned = vine.create({ due_from: civilDay(), due_until: civilDay() })

const book: Action<Infer<typeof spanned>, GeneratedBooks> = {
  name: 'debt_register.generate_book',
  title: 'Gerar livro',
  permission: 'debt_register.issue',
  input: spanned,
  labels: { due_from: 'Vencidos desde', due_until: 'Vencidos até' },
  reason: 'none',
  subject: (_, { id }) => ({ type: 'debt_register.books', id }),
  run: (context, { due_from: dueFrom, due_until: dueUntil }) =>
    generateBook(context, { dueFrom, dueUntil }),
  describe: (_, { numbers, entries, totalCents }) =>
    `Livro ${numbers.join(', ')}: ${entries} lançamento(s), ${formatMoney(totalCents)}`,
}

const paperSubject = (_: unknown, { id }: { readonly id: bigint }) => ({ type: PAPER, id })
const told = (_: unknown, { kind, number, entries, totalCents }: IssuedPaper) =>
  `${labelOf(PAPER_KINDS, kind)} ${number}: ${entries} débito(s), ${formatMoney(totalCents)}`
const record = (kind: PaperKind) => ({
  ...{ task: labelOf(PAPER_KINDS, kind), group: 'Dívida ativa' },
  unit: (_: unknown, { premiseId, debtorId }: IssuedPaper) =>
    premiseId === null
      ? { type: 'registry.customers', id: debtorId }
      : { type: 'registry.premises', id: premiseId },
})

const ofTerm = vine.create({ id: rowId() })

/** A paper of all that the debtor of a term owes in active debt for its premise. */
const wholeAction = (
  kind: 'notice' | 'certificate',
  title: string
): Action<Infer<typeof ofTerm>, IssuedPaper> => ({
  name: `debt_register.issue_${kind}`,
  title,
  permission: 'debt_register.issue',
  input: ofTerm,
  labels: { id: 'Termo' },
  reason: 'none',
  subject: paperSubject,
  async run(context, { id }) {
    const { tx, municipalityId } = context
    const term = await lockTerm(tx, { municipalityId, id: BigInt(id) }, 'inscribed')
    const { debtor_id: debtorId, premise_id: premiseId } = term
    const entryIds = await inscribedOf(tx, municipalityId, { debtorId, premiseId })
    return onePaper(context, kind, entryIds)
  },
  describe: told,
  serviceRecord: record(kind),
})

async function onePaper(
  context: ActionContext,
  kind: PaperKind,
  entryIds: readonly bigint[],
  validUntil?: CivilDate
): Promise<IssuedPaper> {
  if (entryIds.length === 0) {
    throw errors.E_DEBT_REGISTER_NO_ENTRIES({ why: 'nada deste devedor está em dívida ativa' })
  }
  const entries = await requireInscribed(context.tx, context.municipalityId, entryIds)
  const subjects = new Set(entries.map((one) => `${one.debtor_id}/${one.premise_id}`))
  if (subjects.size > 1) throw errors.E_DEBT_REGISTER_DEBTORS()
  const [paper] = await issuePapers(context, {
    ...{ kind, entryIds },
    ...(validUntil ? { validUntil } : {}),
  })
  return paper!
}

const chosen = vine.create({ entry_ids: vine.array(rowId()).minLength(1).maxLength(2000) })

const extrajudicial: Action<Infer<typeof chosen>, IssuedPaper> = {
  name: 'debt_register.issue_extrajudicial',
  title: 'Notificar extrajudicialmente',
  permission: 'debt_register.issue',
  input: chosen,
  labels: { entry_ids: 'Lançamentos' },
  reason: 'none',
  subject: paperSubject,
  run: (context, { entry_ids: ids }) => onePaper(context, 'extrajudicial', ids.map(BigInt)),
  describe: told,
  serviceRecord: record('extrajudicial'),
}

const payable = vine.create({
  entry_ids: vine.array(rowId()).minLength(1).maxLength(2000),
  valid_until: civilDay(),
})

/** Acknowledged and payable by one barcode (TR-3.2.9.18.8). */
const acknowledgement: Action<Infer<typeof payable>, IssuedPaper> = {
  name: 'debt_register.issue_acknowledgement',
  title: 'Emitir termo de confissão',
  permission: 'debt_register.issue',
  input: payable,
  labels: { entry_ids: 'Lançamentos', valid_until: 'Pagável até' },
  reason: 'none',
  subject: paperSubject,
  run: (context, { entry_ids: ids, valid_until: until }) =>
    onePaper(context, 'acknowledgement', ids.map(BigInt), until),
  describe: told,
  serviceRecord: record('acknowledgement'),
}

const receipt = vine.create({
  id: rowId(),
  received_on: civilDay(),
  received_by: vine.string().trim().maxLength(120).optional(),
})

const receive: Action<Infer<typeof receipt>, Received> = {
  name: 'debt_register.record_receipt',
  title: 'Registrar recebimento',
  permission: 'debt_register.issue',
  input: receipt,
  labels: { id: 'Documento', received_on: 'Recebida em', received_by: 'Por quem' },
  reason: 'none',
  subject: paperSubject,
  run: (context, { id, received_on: receivedOn, received_by: receivedBy }) =>
    receivePaper(context, { id: BigInt(id), receivedOn, receivedBy }),
  describe: ({ received_on: on }, { kind, number }) =>
    `${labelOf(PAPER_KINDS, kind)} ${number} recebida em ${formatDate(on)}`,
}

export const paperActions: readonly Action[] = [
  book,
  wholeAction('notice', 'Notificar'),
  wholeAction('certificate', 'Emitir certidão'),
  ...[extrajudicial, acknowledgement, receive],
]
