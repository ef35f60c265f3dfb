import type { Action, ActionContext } from '#core/actions/index'
import type { RecordField, RecordOperation } from '#core/records/index'
import {
  cancelInvoiceAction,
  changeConsumptionAction,
  changeDueDateAction,
  changeReadingAction,
  discountLeakAction,
  recalculateInvoiceAction,
  repriceServicesAction,
} from '../actions/corrections.ts'
import { correctionEffects } from '../services/corrections/correction_text.ts'
import { readingOnInvoice, volumeOnInvoice } from '../services/corrections/on_invoice.ts'
import type { Corrected } from '../services/corrections/replace_invoices.ts'
import { LEAK_METHODS, PROCESSES } from './options.ts'

const reasonOf = (lookup: string): RecordField => ({
  ...{ name: 'reason_code', label: 'Causa', type: 'lookup', lookup, isRequired: true },
})
export const cancelReason = reasonOf('billing.cancellation_reasons')
const correctReason = reasonOf('billing.correction_reasons')
const situationReason = reasonOf('billing.situation_reasons')

type Row = Readonly<Record<string, unknown>>
const isStanding = ({ settlement }: Row) =>
  settlement !== 'cancelled' && settlement !== 'replaced' && settlement !== 'written_off'
const isOpen = ({ settlement }: Row) => settlement === 'open' || settlement === 'partly_settled'
const isFree = (row: Row) => isOpen(row) && row.hold === null

/** Does the whole of it in the transaction that is undone, and tells what came of it. */
const effectsOf =
  (action: Action) => async (context: ActionContext, input: Readonly<Record<string, unknown>>) =>
    correctionEffects((await action.run(context, input)) as Corrected)

const percent = (name: string, label: string): RecordField => ({
  ...{ name, label, type: 'decimal', unit: '%', minimum: '0' },
  visibleWhen: { '==': [{ var: ['method'] }, 'percent'] },
})

/** What people do to an issued invoice, each with its effects told first. */
export const invoiceOperations: Readonly<Record<string, RecordOperation>> = {
  'due-date': {
    action: 'billing.change_due_date',
    help: 'Emite outra versão da fatura com o novo vencimento. A de antes fica estornada, com o seu vencimento.',
    fields: [
      { name: 'due_on', label: 'Novo vencimento', type: 'date', isRequired: true },
      correctReason,
    ],
    initial: async ({ row }) => ({ due_on: String(row.due_on) }),
    isOffered: isOpen,
    preview: effectsOf(changeDueDateAction),
  },
  'reading': {
    action: 'billing.change_reading',
    help: 'Refaz a fatura com outra leitura, pelas regras do mês dela. Os meses seguintes partem da leitura certa.',
    fields: [
      {
        ...{ name: 'reading', label: 'Leitura certa', type: 'integer', unit: 'm³' },
        ...{ isRequired: true, minimum: '0' },
      },
      correctReason,
    ],
    initial: readingOnInvoice,
    isOffered: isStanding,
    preview: effectsOf(changeReadingAction),
  },
  'consumption': {
    action: 'billing.change_consumption',
    help: 'Refaz a fatura com outro consumo, sem mexer na leitura medida. Em condomínio, é o consumo do imóvel antes do rateio.',
    fields: [
      {
        ...{ name: 'billed_m3', label: 'Consumo a faturar', type: 'volume', unit: 'm³' },
        ...{ isRequired: true, minimum: '0' },
      },
      correctReason,
    ],
    initial: volumeOnInvoice,
    isOffered: isStanding,
    preview: effectsOf(changeConsumptionAction),
  },
  'leak': {
    action: 'billing.discount_leak',
    help: 'Desconta uma porcentagem do que o consumo custou, até o limite de cada serviço, ou refaz a fatura pelo consumo médio. Tarifas fixas não mudam.',
    fields: [
      { name: 'method', label: 'Regra', type: 'enum', options: LEAK_METHODS, isRequired: true },
      percent('water_percent', 'Desconto na água'),
      percent('sewage_percent', 'Desconto no esgoto'),
      correctReason,
    ],
    isOffered: isStanding,
    preview: effectsOf(discountLeakAction),
  },
  'registry': {
    action: 'billing.recalculate_invoice',
    help: 'Refaz a fatura com as categorias, economias e ligações que o cadastro tem hoje, em vez das da carga.',
    fields: [correctReason],
    isOffered: isStanding,
    preview: effectsOf(recalculateInvoiceAction),
  },
  'prices': {
    action: 'billing.reprice_services',
    help: 'Refaz a fatura com os serviços ao preço que a tabela dá hoje aos dias em que foram feitos, para quando um preço foi corrigido. Serviços em parcelas ficam como estão.',
    fields: [correctReason],
    isOffered: isOpen,
    preview: effectsOf(repriceServicesAction),
  },
  'cancel': {
    action: 'billing.cancel_invoice',
    help: 'Nada mais se cobra por esta fatura, e nada toma o seu lugar. O que foi pago em parte vira crédito; a quitada só se cancela se a regra dos efeitos das correções deixar.',
    fields: [cancelReason],
    isOffered: isStanding,
    preview: effectsOf(cancelInvoiceAction),
  },
  'await-bank': {
    action: 'billing.await_bank',
    help: 'O cliente mostrou o comprovante e o banco ainda não mandou o registro. Enquanto espera, a fatura não gera aviso nem corte; quando o registro chega, fica quitada sozinha; sem ele, no fim do prazo, volta a pendente.',
    fields: [situationReason],
    isOffered: isFree,
  },
  'process': {
    action: 'billing.hold_invoice',
    help: 'Enquanto o processo corre, a fatura não gera aviso, corte nem negativação. Continua a poder ser paga.',
    fields: [
      { name: 'kind', label: 'Processo', type: 'enum', options: PROCESSES, isRequired: true },
      situationReason,
    ],
    isOffered: isFree,
  },
  'release': {
    action: 'billing.release_invoice',
    help: 'A fatura volta a contar entre as pendentes, para avisos e corte.',
    fields: [],
    isOffered: (row) => row.hold !== null,
  },
}
