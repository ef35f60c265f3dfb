import type { Parameter } from './types.ts'

export const BACKDATING_DAYS = 'configuration.backdating_days'

/** How many days another person has to ratify an emergency version. */
export const RATIFICATION_DAYS = 'configuration.ratification_days'

export default [
  {
    key: RATIFICATION_DAYS,
    title: 'Dias para ratificar uma versão de emergência',
    help: 'Em quantos dias corridos outra pessoa confirma uma versão posta em vigor por emergência. Passado o prazo sem decisão, o controle interno é avisado.',
    schema: { type: 'integer', minimum: 1, maximum: 60 },
    default: 5,
    unit: 'days',
    because: 'Segregação de funções: o ato urgente é confirmado depois por outra pessoa.',
  },
  {
    key: BACKDATING_DAYS,
    title: 'Dias de retroatividade da configuração',
    help: 'Quantos dias antes de hoje uma versão pode começar a valer. Zero só permite vigência a partir do dia da aprovação. Aumente apenas na implantação, para registrar tarifas e regras que já vigoravam.',
    schema: { type: 'integer', minimum: 0, maximum: 3650 },
    default: 0,
    unit: 'days',
    because: 'Lei 11.445/2007, art. 39: reajustes e revisões são públicos antes de aplicados.',
  },
] as readonly Parameter[]
