import type { Parameter } from '#core/configuration/index'

export const LISTING = 'bureaus.listing'
export const REMOVAL = 'bureaus.removal'

/** The least that the law and the practice of bureaus leave between the previous notice and the listing. */
export const LEAST_NOTICE_DAYS = 10

/** Value of the parameter set of listings (TR-3.2.9.16). */
export interface ListingTerms {
  readonly min_items: number
  readonly min_cents: number
  readonly min_days: number
  readonly notice_days: number
  readonly groups: readonly string[]
  readonly districts: readonly string[]
  readonly localities: readonly string[]
}

/** Value of the parameter of removals. */
export interface RemovalTerms {
  readonly business_days: number
  readonly holds: readonly string[]
  readonly ends_with_holder: boolean
}

const codes = (title: string, item: string) => ({
  ...{ type: 'array', title, maxItems: 200, uniqueItems: true },
  items: { type: 'string', title: item, minLength: 1, maxLength: 120 },
})

const listing: Parameter = {
  key: LISTING,
  title: 'Critérios de negativação e protesto',
  help: 'Quem entra num lote do SPC, da SERASA ou do cartório: quantos débitos vencidos, quanto e há quantos dias; o prazo do aviso prévio; e de quais grupos, bairros e localidades. Listas vazias: de todos.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: [
      ...['min_items', 'min_cents', 'min_days', 'notice_days'],
      ...['groups', 'districts', 'localities'],
    ],
    properties: {
      min_items: {
        ...{ title: 'Mínimo de faturas ou parcelas vencidas', type: 'integer' },
        ...{ minimum: 1, maximum: 60 },
      },
      min_cents: {
        ...{ title: 'Dívida mínima', type: 'integer', unit: 'cents' },
        ...{ minimum: 0, maximum: 100_000_000 },
      },
      min_days: {
        ...{ title: 'Mínimo de dias de atraso de cada débito', type: 'integer', unit: 'days' },
        ...{ minimum: 1, maximum: 1800 },
      },
      notice_days: {
        ...{ title: 'Dias entre o aviso prévio e o registro', type: 'integer', unit: 'days' },
        ...{ minimum: 0, maximum: 365 },
      },
      groups: codes('Grupos (ciclos) de faturamento', 'Código do grupo'),
      districts: codes('Bairros', 'Bairro'),
      localities: codes('Localidades', 'Código da localidade'),
    },
  },
  default: {
    ...{ min_items: 2, min_cents: 10_000, min_days: 60, notice_days: LEAST_NOTICE_DAYS },
    ...{ groups: [], districts: [], localities: [] },
  },
  because:
    'Código de Defesa do Consumidor, art. 43, § 2º, e Súmulas 359 e 404 do STJ: aviso por escrito antes do registro, com os 10 dias da prática dos órgãos.',
  validate: (value) =>
    (value as unknown as ListingTerms).notice_days >= LEAST_NOTICE_DAYS
      ? []
      : [
          {
            ...{ code: 'bureaus_notice_days', severity: 'critical', path: '/notice_days' },
            message: `O Código de Defesa do Consumidor, art. 43, § 2º, exige aviso por escrito antes do registro, e a prática são ${LEAST_NOTICE_DAYS} dias: menos do que isso não se admite.`,
          },
        ],
}

/** What the superior court gives from the effective payment (Súmula 548). */
const MOST_BUSINESS_DAYS = 5

const removal: Parameter = {
  key: REMOVAL,
  title: 'Baixa nos órgãos de proteção ao crédito',
  help: 'Até quantos dias úteis depois do pagamento a baixa precisa ter sido pedida; quais suspensões da cobrança também pedem a baixa; e se a mudança de titular do imóvel encerra o registro de quem saiu.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['business_days', 'holds', 'ends_with_holder'],
    properties: {
      business_days: {
        ...{ title: 'Prazo em dias úteis', type: 'integer' },
        ...{ minimum: 1, maximum: 30 },
      },
      holds: {
        ...{ type: 'array', title: 'Suspensões que pedem a baixa', uniqueItems: true, maxItems: 4 },
        items: {
          title: 'Suspensão',
          enum: ['judicial', 'administrative', 'review', 'bank_confirmation'],
          enumTitles: ['Judicial', 'Administrativa', 'Revisão', 'Pagamento a confirmar no banco'],
        },
      },
      ends_with_holder: { title: 'Mudança de titular encerra o registro', type: 'boolean' },
    },
  },
  default: {
    ...{ business_days: MOST_BUSINESS_DAYS, ends_with_holder: true },
    holds: ['judicial', 'bank_confirmation'],
  },
  because:
    'Súmula 548 do STJ e Código de Defesa do Consumidor, art. 43, § 3º: a baixa é do credor, em cinco dias úteis do pagamento.',
  validate: (value) => {
    const { business_days: days, holds } = value as unknown as RemovalTerms
    const late = {
      ...{ code: 'bureaus_removal_days', severity: 'critical' as const, path: '/business_days' },
      message: `A Súmula 548 do STJ (CDC, art. 43, § 3º) dá ao credor ${MOST_BUSINESS_DAYS} dias úteis: um prazo maior não se admite.`,
    }
    const court = {
      ...{ code: 'bureaus_removal_court', severity: 'critical' as const, path: '/holds' },
      message:
        'Débito suspenso por ordem judicial não pode ficar registrado (CDC, art. 43, § 3º): a suspensão judicial sempre pede a baixa.',
    }
    return [
      ...(days > MOST_BUSINESS_DAYS ? [late] : []),
      ...(holds.includes('judicial') ? [] : [court]),
    ]
  },
}

export default [listing, removal] as readonly Parameter[]
