import type { Parameter } from '#core/configuration/index'

export const POLICY = 'macro_metering.policy'

/** By which procedure macro meters are calibrated, and how often their register is reviewed. */
export interface MacroPolicy {
  readonly calibration_document: string
  readonly review_months: number
}

const policy: Parameter = {
  key: POLICY,
  title: 'Procedimentos da macromedição',
  help: 'O documento em que o prestador definiu a calibração periódica dos macromedidores (em branco: não há) e de quantos em quantos meses o cadastro deles é revisado.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['calibration_document', 'review_months'],
    properties: {
      calibration_document: {
        title: 'Procedimento de calibração',
        type: 'string',
        maxLength: 160,
      },
      review_months: {
        title: 'Revisão do cadastro a cada (meses)',
        type: 'integer',
        minimum: 1,
        maximum: 60,
      },
    },
  },
  default: { calibration_document: '', review_months: 12 },
  because: 'Projeto Acertar, controles AC-074 e AC-075.',
}

export default [policy] as readonly Parameter[]
