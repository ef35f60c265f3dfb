import type { PageContext, RecordOperation } from '#core/records/index'
import { PRESCRIPTION_EVENTS } from './options.ts'

type Row = PageContext['row']

const isInscribed = ({ state }: Row) => state === 'inscribed'
const isFree = (row: Row) => isInscribed(row) && row.arrangement === 'none'

const plain = (
  action: RecordOperation['action'],
  help: string,
  isOffered: (row: Row) => boolean
): RecordOperation => ({ action, help, fields: [], isOffered })

/** What may be done to an entry, each with its reason. */
export const entryOperations: Readonly<Record<string, RecordOperation>> = {
  'settle': plain(
    'debt_register.settle',
    'Para o que se extinguiu de outro modo que o pagamento recebido aqui: compensação, dação, conversão de depósito. O débito deixa de ser devido e o lançamento continua no livro.',
    isFree
  ),
  'cancel': plain(
    'debt_register.cancel',
    'O crédito é cancelado por decisão: deixa de ser devido, e o lançamento continua no livro como cancelado.',
    isFree
  ),
  'exclude': plain(
    'debt_register.exclude',
    'Só este débito sai da dívida ativa: a fatura volta a pendente, e o lançamento continua no livro como excluído.',
    (row) => isFree(row) && row.court_case_id === null
  ),
  'prescribe': plain(
    'debt_register.prescribe',
    'O prazo de cobrança terminou: o débito é baixado por ato, e o lançamento continua no livro como prescrito.',
    isFree
  ),
  'reopen': plain(
    'debt_register.reopen',
    'O que foi baixado, cancelado ou prescrito volta a ser devido e a estar em dívida ativa, no mesmo lugar do livro.',
    ({ state }) => ['settled', 'cancelled', 'prescribed'].includes(String(state))
  ),
  'prescription-event': {
    action: 'debt_register.enter_prescription_event',
    help: 'O reconhecimento do débito, o protesto e o despacho do juiz interrompem o prazo, que recomeça; o parcelamento e a ordem judicial o suspendem. A suspensão de 180 dias da inscrição já é contada.',
    fields: [
      {
        ...{ name: 'kind', label: 'O que houve', type: 'enum', options: PRESCRIPTION_EVENTS },
        isRequired: true,
      },
      { name: 'from_on', label: 'Desde', type: 'date', isRequired: true },
      {
        ...{ name: 'until_on', label: 'Até', type: 'date', help: 'Em branco: ainda dura.' },
        visibleWhen: { '==': [{ var: ['kind'] }, 'suspension'] },
      },
      {
        ...{ name: 'because', label: 'Fundamento', type: 'longtext', maxLength: 500 },
        isRequired: true,
      },
    ],
    isOffered: isInscribed,
  },
}
