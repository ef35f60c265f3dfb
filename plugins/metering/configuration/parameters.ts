import type { Parameter } from '#core/configuration/index'

export const VALIDITY = 'metering.validity'

/** How long a verification of a meter is good for, and who is told when it ends. */
export interface ValidityPolicy {
  readonly years: number
  readonly advance_days: number
  readonly team: string
}

const validity: Parameter = {
  key: VALIDITY,
  title: 'Validade dos hidrômetros',
  help: 'Por quantos anos vale a aferição de um hidrômetro instalado, contados dela ou, sem ela, da instalação; com quantos dias de antecedência a troca é pedida, e a que equipe.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['years', 'advance_days', 'team'],
    properties: {
      years: { title: 'Anos de validade', type: 'integer', minimum: 1, maximum: 5 },
      advance_days: {
        title: 'Antecedência do pedido (dias)',
        type: 'integer',
        minimum: 0,
        maximum: 730,
      },
      team: { title: 'Equipe que troca e afere', type: 'string', minLength: 2, maxLength: 80 },
    },
  },
  default: { years: 5, advance_days: 60, team: 'Hidrometria' },
  because: 'Portaria Inmetro 155/2022: verificação periódica a cada cinco anos, no máximo.',
}

export const AGENDA = 'metering.agenda'

/** How many orders a team does on a working day. */
export interface AgendaPolicy {
  readonly default_per_day: number
  readonly teams: readonly { readonly team: string; readonly per_day: number }[]
}

const perDay = (title: string) => ({ title, type: 'integer', minimum: 1, maximum: 500 })

const agenda: Parameter = {
  key: AGENDA,
  title: 'Agenda de hidrometria: serviços por dia',
  help: 'Quantas trocas, instalações e aferições cada equipe faz em um dia útil. A programação enche um dia antes de passar ao seguinte.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['default_per_day', 'teams'],
    properties: {
      default_per_day: perDay('De uma equipe que não está na lista'),
      teams: {
        title: 'Equipes',
        type: 'array',
        maxItems: 50,
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['team', 'per_day'],
          properties: {
            team: { title: 'Equipe', type: 'string', minLength: 2, maxLength: 80 },
            per_day: perDay('Serviços por dia'),
          },
        },
      },
    },
  },
  default: { default_per_day: 10, teams: [] },
  because: 'Prática do setor: a equipe de hidrometria troca de oito a doze hidrômetros por dia.',
}

export const INSTALLATION = 'metering.installation'

/** Where a meter is put on a connection that has none. */
export interface InstallationPolicy {
  readonly minimum_mca: string
  readonly near_m: number
  readonly valid_months: number
}

const installation: Parameter = {
  key: INSTALLATION,
  title: 'Pressão para instalar hidrômetro',
  help: 'A pressão mínima da rede, em metros de coluna de água, para que uma ligação sem hidrômetro receba um; até que distância vale a pressão medida em outro imóvel, e por quantos meses.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['minimum_mca', 'near_m', 'valid_months'],
    properties: {
      minimum_mca: {
        title: 'Pressão mínima (mca)',
        type: 'string',
        pattern: '^\\d{1,3}(\\.\\d{1,2})?$',
      },
      near_m: { title: 'Vale a medida a até (m)', type: 'integer', minimum: 0, maximum: 500 },
      valid_months: {
        title: 'A medida vale por (meses)',
        type: 'integer',
        minimum: 1,
        maximum: 120,
      },
    },
  },
  default: { minimum_mca: '10', near_m: 100, valid_months: 24 },
  because: 'ABNT NBR 12218: pressão dinâmica mínima de 10 mca na rede de distribuição.',
}

export const PROCEDURE = 'metering.verification_procedure'

/** The document by which meters are verified and replaced in turn; empty: there is none. */
export interface VerificationProcedure {
  readonly document: string
}

const procedure: Parameter = {
  key: PROCEDURE,
  title: 'Procedimento de aferição e substituição de hidrômetros',
  help: 'Número e nome do documento em que o prestador definiu como afere e substitui os hidrômetros. Em branco, não há procedimento e o controle AC-008 fica no nível 1.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['document'],
    properties: { document: { title: 'Documento', type: 'string', maxLength: 160 } },
  },
  default: { document: '' },
  because: 'Projeto Acertar, AC-008: procedimento de verificação e substituição periódica.',
}

export const METERING_LEVELS = 'metering.practice_levels'

const levels: Parameter = {
  key: METERING_LEVELS,
  title: 'Níveis da micromedição (Acertar)',
  help: 'A partir de que índice de hidrometração e de que tempo médio de aferição cada nível é dado.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['metered_above', 'metered_from', 'years_below'],
    properties: {
      metered_above: {
        title: 'Nível 3: índice acima de (%)',
        type: 'integer',
        minimum: 1,
        maximum: 99,
      },
      metered_from: {
        title: 'Nível 2: índice a partir de (%)',
        type: 'integer',
        minimum: 1,
        maximum: 99,
      },
      years_below: {
        title: 'Nível 3: tempo médio abaixo de (anos)',
        type: 'integer',
        minimum: 1,
        maximum: 20,
      },
    },
  },
  default: { metered_above: 95, metered_from: 80, years_below: 5 },
  because: 'Projeto Acertar, controles AC-007 e AC-008.',
}

export default [validity, agenda, installation, procedure, levels] as readonly Parameter[]
