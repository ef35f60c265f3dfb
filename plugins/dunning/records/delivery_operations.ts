import type { RecordField, RecordOperation } from '#core/records/index'
import { DELIVERIES, NO_DELIVERY } from './options.ts'

const COORDINATE = '-?\\d{1,3}[.,]\\d{1,6}'

/** What may be said of either outcome: who took it there, at what hour, and where that was. */
const visit: readonly RecordField[] = [
  { name: 'time', label: 'Hora (HH:MM)', type: 'text', maxLength: 5 },
  { name: 'deliverer', label: 'Quem levou', type: 'text', maxLength: 120 },
  {
    ...{ name: 'position', label: 'Coordenadas', type: 'text', maxLength: 40 },
    help: 'Latitude e longitude separadas por espaço: -13.056123 -55.912345.',
  },
]

/** Where a visit was, typed as two numbers. */
export const POSITION = new RegExp(`^(${COORDINATE})[ ;]+(${COORDINATE})$`)

export const deliveryOperations: Readonly<Record<'deliver' | 'attempt', RecordOperation>> = {
  deliver: {
    action: 'dunning.deliver_notice',
    help: 'Diga quando e como a notificação chegou a quem deve: o prazo de 30 dias da lei conta deste dia. Anexe o comprovante nesta página.',
    fields: [
      { name: 'delivered_on', label: 'Entregue em', type: 'date', isRequired: true },
      {
        ...{ name: 'delivery', label: 'Como foi entregue', type: 'enum', isRequired: true },
        options: DELIVERIES,
      },
      {
        ...{ name: 'delivery_proof', label: 'Comprovante', type: 'text', maxLength: 200 },
        ...{ isRequired: true, help: 'Quem assinou, número do AR, protocolo da mensagem.' },
      },
      { name: 'recipient', label: 'Quem recebeu', type: 'text', maxLength: 120 },
      {
        ...{ name: 'recipient_document', label: 'Documento de quem recebeu', type: 'text' },
        maxLength: 40,
      },
      ...visit,
    ],
    today: ['delivered_on'],
  },
  attempt: {
    action: 'dunning.attempt_notice',
    help: 'A notificação foi levada e não entregue: fica o motivo, e a tentativa conta no protocolo de entregas. O prazo da lei não começa.',
    fields: [
      { name: 'tried_on', label: 'Dia', type: 'date', isRequired: true },
      {
        ...{ name: 'why', label: 'Por que não foi entregue', type: 'enum', isRequired: true },
        options: NO_DELIVERY,
      },
      { name: 'note', label: 'Observação', type: 'text', maxLength: 200 },
      ...visit,
    ],
    today: ['tried_on'],
    isOffered: ({ delivered_on: delivered }) => delivered === null,
  },
}
