import type { Parameter } from '#core/configuration/index'
import type { Json } from '#core/database/index'
import { DEFAULT_CUSTOMER_CHECKS } from '../domain/customer_rules.ts'
import { DEFAULT_DUPLICATE_POLICY } from '../domain/duplicate_policy.ts'
import { DEFAULT_QUALITY_POLICY } from '../services/run_quality_check.ts'

const level = (title: string) => ({
  title,
  enum: ['refuse', 'warn', 'off'],
  enumTitles: ['Recusar', 'Avisar', 'Não conferir'],
})
const points = (title: string, maximum = 100) => ({ title, type: 'integer', minimum: 0, maximum })
const closed = (properties: Readonly<Record<string, Json>>) => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
})

const customerChecks: Parameter = {
  key: 'registry.customer_checks',
  title: 'Conferências ao cadastrar cliente',
  help: 'O que acontece com cada erro: recusar o cadastro, só avisar enquanto se digita, ou não conferir. Vale para a tela, a importação e outros sistemas.',
  schema: closed({
    taxpayer_repeated: level('CPF ou CNPJ de outro cliente'),
    taxpayer_blank: level('CPF ou CNPJ em branco'),
    name_generic: level('Nome genérico'),
    name_incomplete: level('Nome incompleto'),
    property_registration_repeated: level('Inscrição imobiliária de outro imóvel'),
    legacy_may_repeat: {
      title: 'Na carga do sistema anterior, aceitar documento em branco ou repetido',
      type: 'boolean',
    },
    generic_names: {
      title: 'Nomes genéricos, sem acento',
      type: 'array',
      maxItems: 100,
      items: { type: 'string', minLength: 2, maxLength: 60 },
    },
  }),
  default: DEFAULT_CUSTOMER_CHECKS as unknown as Json,
  because:
    'Nível 3 do controle AC-003 do Projeto Acertar: o cadastro recusa documento repetido, inválido ou em branco e nomes genéricos.',
}

const duplicates: Parameter = {
  key: 'registry.duplicates',
  title: 'Procura de clientes repetidos',
  help: 'Pontos de cada semelhança entre dois clientes; o par que soma o mínimo vai para a fila de repetidos.',
  schema: closed({
    taxpayer: points('Mesmo CPF ou CNPJ'),
    name: points('Nome parecido'),
    birth: points('Mesma data de nascimento'),
    mother: points('Nome da mãe parecido'),
    address: points('Endereço parecido'),
    phone: points('Mesmo telefone'),
    different_taxpayer: points('Desconto: documentos diferentes'),
    least_similarity: points('Semelhança mínima dos nomes (%)'),
    threshold: points('Pontos mínimos para ir à fila'),
  }),
  default: DEFAULT_DUPLICATE_POLICY as unknown as Json,
  because: 'Padrão do produto: nome igual e nascimento igual bastam; só o nome igual não basta.',
}

const quality: Parameter = {
  key: 'registry.quality',
  title: 'Conferência da qualidade do cadastro',
  help: 'De quantos em quantos meses a base é conferida, quem recebe o que se encontra e em quantos dias corrige.',
  schema: closed({
    period_months: { title: 'Meses entre conferências', type: 'integer', minimum: 1, maximum: 12 },
    responsible: { title: 'Responsável', type: 'string', minLength: 1, maxLength: 80 },
    days_to_fix: {
      title: 'Dias para corrigir',
      ...closed({
        critical: points('Crítico', 365),
        warning: points('Atenção', 365),
        info: points('Informação', 365),
      }),
    } as unknown as Json,
  }),
  default: DEFAULT_QUALITY_POLICY as unknown as Json,
  because:
    'Nível 3 do controle AC-006 do Projeto Acertar: a base é conferida com período definido.',
}

export const customerParameters: readonly Parameter[] = [customerChecks, duplicates, quality]
