import type { Parameter } from './types.ts'

export const BACKDATING_DAYS = 'configuration.backdating_days'

export default [
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
