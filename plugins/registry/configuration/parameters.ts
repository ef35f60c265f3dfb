import { authorityParameter } from '#core/actions/index'
import type { Parameter } from '#core/configuration/index'
import type { Json } from '#core/database/index'
import { DEFAULT_SOCIAL_POLICY } from '../domain/social_rules.ts'
import { DEFAULT_POPULATION_POLICY, POPULATION_POLICY } from '../services/population.ts'
import { SOCIAL_POLICY } from '../services/social_benefits.ts'
import {
  DEFAULT_HOLDER_POLICY,
  HOLDER_AUTHORITY,
  HOLDER_POLICY,
} from '../services/holder_documents.ts'
import { UNDO_MERGE_AUTHORITY } from '../actions/undo_merge.ts'
import { customerParameters } from './customer_parameters.ts'
import { socialParameters } from './social_parameters.ts'
import { snisParameter } from './snis_parameter.ts'

const optional = (title: string) => ({ title, type: ['string', 'null'], maxLength: 160 })
const text = (title: string, maxLength = 160) => ({
  title,
  type: 'string',
  minLength: 1,
  maxLength,
})

const registration: Parameter = {
  key: 'registry.registration',
  title: 'Número de matrícula',
  help: 'Como as matrículas novas são numeradas: algarismos da sequência e cálculo do dígito verificador. As já dadas não mudam.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['digits', 'algorithm'],
    properties: {
      digits: { title: 'Algarismos da sequência', type: 'integer', minimum: 4, maximum: 12 },
      algorithm: {
        title: 'Dígito verificador',
        enum: ['mod10', 'mod11'],
        enumTitles: ['Módulo 10', 'Módulo 11'],
      },
    },
  },
  default: { digits: 8, algorithm: 'mod11' },
  because: 'Padrão do produto: oito algarismos e dígito verificador de módulo 11.',
}

const utilityIdentity: Parameter = {
  key: 'registry.utility_identity',
  title: 'Identificação do prestador',
  help: 'Nome, CNPJ, endereço e canais de atendimento impressos em faturas, avisos e certidões.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: [
      ...['name', 'short_name', 'cnpj', 'address', 'city', 'state', 'zip_code', 'sac_phone'],
      ...['sac_hours', 'desk', 'website', 'ombudsman', 'regulator'],
    ],
    properties: {
      name: text('Nome', 120),
      short_name: text('Nome curto ou sigla', 24),
      cnpj: { title: 'CNPJ, sem pontuação', type: 'string', pattern: '^[0-9A-Z]{12}[0-9]{2}$' },
      address: text('Endereço'),
      city: text('Município', 80),
      state: { title: 'UF', type: 'string', pattern: '^[A-Z]{2}$' },
      zip_code: { title: 'CEP, sem pontuação', type: 'string', pattern: '^[0-9]{8}$' },
      sac_phone: text('Telefone do SAC', 30),
      sac_hours: text('Horário do SAC', 80),
      desk: optional('Atendimento presencial: endereço e horário'),
      website: optional('Página na internet'),
      ombudsman: optional('Ouvidoria: telefone e e-mail'),
      regulator: optional('Entidade reguladora: nome e telefone'),
    },
  },
  default: {
    name: 'Prestador de serviços de água e esgoto (a identificar)',
    short_name: 'Prestador',
    cnpj: '00000000000000',
    address: 'Endereço a preencher',
    city: 'Município a preencher',
    state: 'MT',
    zip_code: '00000000',
    sac_phone: 'a preencher',
    sac_hours: 'a preencher',
    desk: null,
    website: null,
    ombudsman: null,
    regulator: null,
  },
  because:
    'Cada prestador preenche a sua; a Lei 11.445/2007, art. 27, assegura ao usuário amplo acesso à informação do serviço.',
}

const addressRanges: Parameter = {
  key: 'registry.address_ranges',
  title: 'Endereço fora das faixas do logradouro',
  help: 'O que fazer quando o número de um imóvel não cai em nenhuma faixa do logradouro: avisar quem cadastra, ou recusar.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['outside'],
    properties: {
      outside: {
        title: 'Número fora das faixas',
        description: 'warn: avisar; refuse: recusar',
        enum: ['warn', 'refuse'],
        enumTitles: ['Avisar', 'Recusar'],
      },
    },
  },
  default: { outside: 'warn' },
  because: 'Padrão do produto: numeração irregular é comum, e o cadastro não deve parar por ela.',
}

const holderAuthority: Parameter = authorityParameter({
  key: HOLDER_AUTHORITY,
  title: 'Alçada da troca de titular',
  help: 'Perfis com 0 pedem a troca e outra pessoa aprova; sem limite, fazem na hora. Quem aprova precisa poder fazer a troca.',
  because: 'Padrão do produto: quem cadastra troca o titular sem esperar.',
})

const undoMergeAuthority: Parameter = authorityParameter({
  key: UNDO_MERGE_AUTHORITY,
  title: 'Alçada para desfazer unificação de clientes',
  help: 'Perfis com 0 pedem e outra pessoa aprova; sem limite, desfazem na hora. Quem aprova precisa poder unificar clientes.',
  because: 'Padrão do produto: quem unifica clientes também desfaz o próprio engano.',
})

const holderChange: Parameter = {
  key: HOLDER_POLICY,
  title: 'Troca de titular',
  help: 'Se o pedido de troca de titular precisa vir com um documento: contrato, escritura ou formulário assinado.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['document'],
    properties: {
      document: {
        title: 'Documento',
        enum: ['optional', 'required'],
        enumTitles: ['Opcional', 'Obrigatório'],
      },
    },
  },
  default: DEFAULT_HOLDER_POLICY as unknown as Json,
  because: 'Padrão do produto: o documento pode faltar na implantação.',
}

const socialTariff: Parameter = {
  key: SOCIAL_POLICY,
  title: 'Critérios da tarifa social',
  help: 'O que o regulador pede para incluir uma família: renda por pessoa, categorias, economias, consumo médio e meses de validade.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: [
      ...['income_per_person_cents', 'categories', 'most_economies', 'most_m3', 'validity_months'],
    ],
    properties: {
      income_per_person_cents: {
        title: 'Renda por pessoa',
        unit: 'cents',
        type: 'string',
        pattern: '^\\d{1,9}$',
      },
      categories: {
        title: 'Categorias',
        type: 'array',
        minItems: 1,
        maxItems: 10,
        items: { type: 'string', maxLength: 6, namedBy: 'registry.categories' },
      },
      most_economies: { title: 'Máximo de economias', type: 'integer', minimum: 1, maximum: 99 },
      most_m3: {
        title: 'Consumo médio máximo (m³)',
        type: ['integer', 'null'],
        minimum: 1,
        maximum: 999,
      },
      validity_months: { title: 'Validade em meses', type: 'integer', minimum: 1, maximum: 60 },
    },
  },
  default: DEFAULT_SOCIAL_POLICY as unknown as Json,
  because: 'Lei 14.898/2024, art. 2º: renda por pessoa até meio salário mínimo e CadÚnico ou BPC.',
}

const PERCENT = { type: ['string', 'null'], pattern: '^(\\d{1,2}(\\.\\d{1,2})?|100)$' }

const populationPolicy: Parameter = {
  key: POPULATION_POLICY,
  title: 'População atendida',
  help: 'Por quantos meses vale a marca de domicílio sem morador, e as taxas do IBGE que a substituem onde não há marcas.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['update_months', 'seasonality_percent', 'urban_percent'],
    properties: {
      update_months: { title: 'Meses de validade', type: 'integer', minimum: 1, maximum: 120 },
      seasonality_percent: { ...PERCENT, title: 'IBGE: domicílios de uso ocasional ou vagos (%)' },
      urban_percent: { ...PERCENT, title: 'IBGE: domicílios urbanos (%)' },
    },
  },
  default: DEFAULT_POPULATION_POLICY as unknown as Json,
  because: 'Controles AC-065 e AC-066 do Projeto Acertar.',
}

export default [
  populationPolicy,
  snisParameter,
  socialTariff,
  ...socialParameters,
  holderAuthority,
  undoMergeAuthority,
  holderChange,
  registration,
  utilityIdentity,
  addressRanges,
  ...customerParameters,
] as readonly Parameter[]
