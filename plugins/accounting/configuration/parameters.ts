import type { Parameter } from '#core/configuration/index'
import { EVENTS, type EventName } from '../domain/event.ts'
import { DEFAULT_HISTORIES, PLACES, unknownPlaces } from '../domain/history.ts'
import { EVENT_TITLES } from '../records/options.ts'
import { analysisParameter } from './analysis_parameter.ts'
import { apportionmentParameter } from './apportionment_parameter.ts'
import { exportParameter } from './export_parameter.ts'
import { taxParameters } from './tax_parameters.ts'
import { natureParameters } from './nature_parameters.ts'

export const HISTORIES = 'accounting.histories'
export const WITHOUT_ACCOUNT = 'accounting.without_account'
export const PROVISION_POSTING = 'accounting.provision_posting'
export const MANUAL_ENTRIES = 'accounting.manual_entries'

export type Histories = Readonly<Record<EventName, string>>

const placesText = Object.entries(PLACES)
  .map(([name, means]) => `{${name}} (${means})`)
  .join(', ')

const histories: Parameter = {
  key: HISTORIES,
  title: 'Histórico dos lançamentos',
  help: `O texto que acompanha os lançamentos de cada evento. Pode citar ${placesText}. Uma mudança só vale para lançamentos feitos depois dela. Com {customer}, quem vê os lançamentos vê o nome do devedor.`,
  schema: {
    type: 'object',
    additionalProperties: false,
    required: [...EVENTS],
    properties: Object.fromEntries(
      EVENTS.map((event) => [
        event,
        { type: 'string', title: EVENT_TITLES[event], minLength: 3, maxLength: 200 },
      ])
    ),
  },
  default: { ...DEFAULT_HISTORIES },
  because: 'Padrão do produto; Lei 4.320/1964, art. 85: a contabilidade evidencia a origem.',
  validate: (value) =>
    Object.entries(value as Histories).flatMap(([event, text]) =>
      unknownPlaces(text).map((name) => ({
        code: 'accounting_history_place',
        severity: 'critical' as const,
        path: `/${event}`,
        message: `O histórico cita {${name}}, que não existe. Pode citar ${placesText}.`,
      }))
    ),
}

const withoutAccount: Parameter = {
  key: WITHOUT_ACCOUNT,
  title: 'Movimento que não acha conta contábil',
  help: 'O que fazer quando uma pessoa faz um movimento e a regra contábil não dá conta, ou dá uma conta bloqueada: desfazer o movimento inteiro e dizer por quê, ou guardar o movimento e deixar o lançamento à espera. Arquivos de bancos, avisos de Pix e rodadas em lote nunca são desfeitos: o dinheiro que chegou é guardado e o lançamento espera.',
  schema: {
    type: 'string',
    enum: ['refuse', 'park'],
    enumTitles: ['Desfazer o movimento', 'Guardar e deixar à espera de conta'],
  },
  default: 'refuse',
  because: 'Contabilização ativa: o lançamento nasce na mesma transação do movimento.',
}

const provisionPosting: Parameter = {
  key: PROVISION_POSTING,
  title: 'Lançamento da provisão do mês',
  help: 'Lançar só a diferença para a provisão anterior, ou reverter a anterior inteira e lançar a nova inteira.',
  schema: {
    type: 'string',
    enum: ['difference', 'reverse'],
    enumTitles: ['Só a diferença', 'Reverter a anterior e lançar a nova'],
  },
  default: 'difference',
  because: 'MCASP, parte III: o ajuste é complementado ou revertido a cada avaliação.',
}

const manualEntries: Parameter = {
  key: MANUAL_ENTRIES,
  title: 'Centro de custo em lançamentos manuais',
  help: 'Se todo lançamento manual precisa dizer o centro de custo.',
  schema: { type: 'boolean' },
  default: false,
  because: 'Padrão do produto: só quem apura custos por centro precisa dele.',
}

export default [
  histories,
  withoutAccount,
  provisionPosting,
  manualEntries,
  ...natureParameters,
  exportParameter,
  ...taxParameters,
  apportionmentParameter,
  analysisParameter,
] as readonly Parameter[]
