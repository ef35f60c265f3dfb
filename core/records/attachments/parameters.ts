import type { Parameter } from '#core/configuration/index'

export const NOTE_EDIT_MINUTES = 'records.note_edit_minutes'

export default [
  {
    key: NOTE_EDIT_MINUTES,
    title: 'Minutos para corrigir uma anotação',
    help: 'Por quanto tempo quem escreveu uma anotação pode mudar o texto. O texto anterior fica guardado. Zero: ninguém muda o que foi escrito.',
    schema: { type: 'integer', minimum: 0, maximum: 10080 },
    default: 60,
    unit: 'min',
    because:
      'Prática de atendimento: corrigir o que se acabou de digitar, sem reescrever a história.',
  },
] as readonly Parameter[]
