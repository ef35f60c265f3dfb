import type { Parameter } from '#core/configuration/index'
import type { Json } from '#core/database/index'
import { collectionFees } from './fees_parameter.ts'
import { monetaryCorrection } from './correction_parameter.ts'
import { retention } from './retention.ts'
import { DEFAULT_FREE_FIELD_LAYOUT } from '../domain/free_field_layout.ts'
import { offsetAuthority } from './offset_parameter.ts'
import { reassignAuthority } from './reassign_parameter.ts'

const cents = (maximum: number) => ({
  type: 'integer',
  unit: 'cents',
  minimum: 0,
  maximum,
})

const PART = {
  type: 'object',
  required: ['part', 'length'],
  additionalProperties: false,
  properties: {
    part: {
      title: 'Parte',
      enum: [
        ...['due_date', 'reference', 'literal', 'check_digit', 'document_number', 'document_kind'],
        ...['document_version', 'registration', 'customer', 'sequence', 'locality', 'debit_kind'],
        'year',
      ],
      enumTitles: [
        ...['Vencimento', 'Referência', 'Algarismos fixos', 'Dígito verificador'],
        ...['Número do documento', 'Tipo do documento', 'Versão do documento', 'Matrícula'],
        ...['Cliente', 'Sequência', 'Localidade', 'Tipo de débito', 'Ano'],
      ],
    },
    length: { title: 'Algarismos', type: 'integer', minimum: 1, maximum: 25 },
    value: { title: 'Literal', type: 'string', pattern: '^\\d{1,25}$' },
    format: {
      title: 'Formato da referência',
      enum: ['AAAAMM', 'MMAAAA'],
      enumTitles: ['AAAAMM', 'MMAAAA'],
    },
    of: {
      title: 'Partes que o dígito confere',
      type: 'array',
      items: { type: 'string' },
    },
  },
}

const collectionProfile: Parameter = {
  key: 'receivables.collection_profile',
  title: 'Perfil de arrecadação',
  help: 'Como os documentos pedem o pagamento: código FEBRABAN da empresa, cálculo do dígito, campo livre do código de barras e chave Pix.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['company_code', 'value_id', 'segment', 'free_field_layout', 'pix'],
    properties: {
      company_code: { title: 'Código FEBRABAN da empresa', type: 'string', pattern: '^\\d{4}$' },
      value_id: {
        title: 'Identificador de valor',
        enum: ['6', '8'],
        enumTitles: ['6: dígitos por módulo 10', '8: dígitos por módulo 11'],
      },
      segment: {
        title: 'Segmento',
        enum: ['1', '2', '5'],
        enumTitles: ['1: prefeitura', '2: saneamento', '5: órgão governamental'],
      },
      free_field_layout: {
        title: 'Campo livre, 25 algarismos',
        type: 'array',
        minItems: 1,
        maxItems: 12,
        items: PART,
      },
      pix: {
        title: 'Pix',
        type: ['object', 'null'],
        additionalProperties: false,
        required: ['key', 'receiver_name', 'city'],
        properties: {
          key: { title: 'Chave', type: 'string', minLength: 3, maxLength: 77 },
          receiver_name: {
            title: 'Nome do recebedor',
            type: 'string',
            minLength: 1,
            maxLength: 60,
          },
          city: { title: 'Cidade', type: 'string', minLength: 1, maxLength: 60 },
        },
      },
    },
  },
  default: {
    company_code: '0000',
    value_id: '6',
    segment: '2',
    free_field_layout: DEFAULT_FREE_FIELD_LAYOUT as unknown as Json,
    pix: null,
  },
  because:
    'FEBRABAN, Layout Padrão de Arrecadação/Recebimento com Código de Barras, versão 7; o código da empresa é dado pela FEBRABAN.',
}

const validDays: Parameter = {
  key: 'receivables.valid_days',
  title: 'Validade do documento depois do vencimento',
  help: 'Dias corridos, depois do vencimento, em que o documento ainda é oferecido para pagamento.',
  schema: { type: 'integer', minimum: 0, maximum: 365 },
  default: 60,
  unit: 'dias',
  because: 'Convênios de arrecadação aceitam em geral até 60 dias do vencimento.',
}

const underpayment: Parameter = {
  key: 'receivables.underpayment_tolerance_cents',
  title: 'Diferença a menor perdoada',
  help: 'Até este valor, a diferença de um pagamento a menor é dispensada; acima, vai para a próxima fatura.',
  schema: cents(1000),
  default: 0,
  because: 'Padrão do produto: nada é dispensado sem decisão do prestador.',
}

const creditHold: Parameter = {
  key: 'receivables.credit_hold_days',
  title: 'Retenção de créditos de pagamento',
  help: 'Dias úteis bancários antes que um crédito de pagamento em dobro ou a maior possa ser usado.',
  schema: { type: 'integer', minimum: 0, maximum: 30 },
  default: 3,
  unit: 'dias úteis',
  because: 'O banco pode devolver o pagamento nos primeiros dias.',
}

const confirmationDays: Parameter = {
  key: 'receivables.confirmation_days',
  title: 'Espera pelo banco das baixas manuais',
  help: 'Depois de quantos dias uma baixa manual que o banco não confirmou aparece como aviso na página inicial.',
  schema: { type: 'integer', minimum: 1, maximum: 60 },
  default: 5,
  unit: 'dias',
  because: 'Padrão do produto: os arquivos dos bancos chegam em até cinco dias.',
}

const finePercent: Parameter = {
  key: 'receivables.late_fine_percent',
  title: 'Multa por atraso',
  help: 'Percentual cobrado uma vez sobre o valor pago depois do vencimento.',
  schema: { type: 'string', pattern: '^([01](\\.\\d{1,4})?|2(\\.0{1,4})?)$' },
  default: '2',
  unit: '%',
  because: 'Código de Defesa do Consumidor, art. 52, § 1º: no máximo 2 %.',
}

const interestPercent: Parameter = {
  key: 'receivables.monthly_interest_percent',
  title: 'Juros de mora ao mês',
  help: 'Percentual ao mês; cada dia de atraso custa um trinta avos dele.',
  schema: { type: 'string', pattern: '^(0(\\.\\d{1,4})?|1(\\.0{1,4})?)$' },
  default: '1',
  unit: '% ao mês',
  because: 'Código Civil, art. 406, e CTN, art. 161, § 1º: 1 % ao mês.',
}

export default [
  collectionProfile,
  validDays,
  underpayment,
  creditHold,
  confirmationDays,
  finePercent,
  interestPercent,
  monetaryCorrection,
  collectionFees,
  retention,
  offsetAuthority,
  reassignAuthority,
] as readonly Parameter[]
