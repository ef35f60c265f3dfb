import type { RecordOperation } from '#core/records/index'
import { correctionEffects } from '#plugins/billing/api'
import { type ReviewedCorrection, correctReviewed } from '../services/correct_reviewed.ts'
import { sendingEffects } from '../services/sending.ts'
import { OUTCOMES } from './options.ts'
import { planFields } from './visits.ts'

type Row = Readonly<Record<string, unknown>>
const isOpen = ({ closed_on: closed }: Row) => closed === null
const isConcluded = ({ concluded_on: concluded }: Row) => concluded !== null

/** What people do to a review besides moving it through its phases. */
export const reviewOperations: Readonly<Record<string, RecordOperation>> = {
  visit: {
    action: 'reviews.schedule_visit',
    idInput: 'review_id',
    help: 'A visita entra na agenda e no histórico da revisão; quem vai é avisado.',
    fields: planFields,
    today: ['visit_on'],
    isOffered: isOpen,
  },
  report: {
    action: 'reviews.write_report',
    help: 'O resultado da análise e as suas razões: é o laudo que o cliente recebe. Pode ser reescrito até a revisão ser concluída.',
    fields: [
      { name: 'outcome', label: 'Resultado', type: 'enum', options: OUTCOMES, isRequired: true },
      {
        ...{ name: 'report', label: 'Laudo', type: 'longtext', maxLength: 10_000 },
        isRequired: true,
      },
    ],
    initial: async ({ row }) => ({
      outcome: String(row.outcome ?? ''),
      report: String(row.report ?? ''),
    }),
    isOffered: isOpen,
  },
  correct: {
    action: 'reviews.correct_invoice',
    help: 'Refaz a fatura do mês em revisão com outro consumo, sem mexer na leitura medida. A de antes fica estornada, e a nova diz por qual revisão foi feita.',
    fields: [
      {
        ...{ name: 'billed_m3', label: 'Consumo a faturar', type: 'volume', unit: 'm³' },
        ...{ isRequired: true, minimum: '0' },
      },
      {
        ...{ name: 'reason_code', label: 'Causa', type: 'lookup' },
        ...{ lookup: 'billing.correction_reasons', isRequired: true },
      },
    ],
    isOffered: (row) => isConcluded(row) && row.outcome !== 'denied',
    async preview(context, input) {
      const { corrected } = await correctReviewed(context, input as unknown as ReviewedCorrection)
      return correctionEffects(corrected)
    },
  },
  send: {
    action: 'reviews.send_result',
    help: 'Manda ao e-mail do cliente o laudo da revisão e, se ela mudou a fatura, a fatura nova. O envio fica no histórico.',
    fields: [],
    button: 'Ver o que vai ser enviado',
    isOffered: isConcluded,
    preview: (context, { id }) => sendingEffects(context, BigInt(String(id))),
  },
}
