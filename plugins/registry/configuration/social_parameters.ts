import type { Parameter } from '#core/configuration/index'
import type { Json } from '#core/database/index'
import { DEFAULT_IMPORT_POLICY } from '../domain/social_import.ts'
import { DEFAULT_LOSS_POLICY, LEAST_KEPT_MONTHS, type LossPolicy } from '../domain/social_loss.ts'
import { IMPORT_POLICY, LOSS_POLICY } from '../services/social_benefits.ts'

const ARTICLE = 'Lei 14.898/2024, art. 2º, § 2º'

const socialLoss: Parameter = {
  key: LOSS_POLICY,
  title: 'Perda da tarifa social',
  help: 'Por quantos meses o benefício fica mantido para quem deixou de atender aos critérios, ou cuja validade acabou, e o que as faturas desses meses dizem.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['kept_months', 'warning_days', 'what_to_do'],
    properties: {
      kept_months: {
        title: 'Meses em que o benefício é mantido',
        description: `No mínimo três (${ARTICLE}), contados do dia da perda ou do fim da validade.`,
        type: 'integer',
        minimum: 0,
        maximum: 24,
      },
      warning_days: {
        title: 'Avisar do fim da validade com antecedência (dias)',
        description: 'As faturas de quem está a menos dias do fim dizem a data. Zero: não avisar.',
        type: 'integer',
        minimum: 0,
        maximum: 365,
      },
      what_to_do: {
        title: 'O que a família deve fazer',
        description: 'Sai na fatura, depois da data até a qual o desconto fica mantido.',
        type: 'string',
        minLength: 10,
        maxLength: 220,
      },
    },
  },
  default: DEFAULT_LOSS_POLICY as unknown as Json,
  because: `${ARTICLE}: o benefício é mantido por pelo menos três meses, com aviso nas faturas.`,
  validate(value) {
    const { kept_months: months } = value as unknown as LossPolicy
    if (months >= LEAST_KEPT_MONTHS) return []
    return [
      {
        code: 'registry.social_kept_months',
        severity: 'critical',
        path: '/kept_months',
        message: `A ${ARTICLE}, mantém o benefício por pelo menos ${LEAST_KEPT_MONTHS} meses: ${months} é menos do que a lei manda.`,
      },
    ]
  },
}

const socialImport: Parameter = {
  key: IMPORT_POLICY,
  title: 'Importação de CadÚnico e BPC',
  help: 'Quando uma família encontrada entra sozinha na tarifa social, e por quanto tempo os dados do arquivo ficam guardados.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['document_alone', 'least_similarity', 'erase_days'],
    properties: {
      document_alone: {
        title: 'O documento basta',
        description:
          'O CPF ou NIS de quem responde pelo imóvel inclui a família mesmo que o endereço do programa seja outro. Sem isso, ela vai para as dúvidas.',
        type: 'boolean',
      },
      least_similarity: {
        title: 'Semelhança de logradouro e bairro (%)',
        description: 'A partir dela dois nomes são tidos como o mesmo. O número precisa ser igual.',
        type: 'integer',
        minimum: 30,
        maximum: 100,
      },
      erase_days: {
        title: 'Apagar os dados do arquivo depois de (dias)',
        description:
          'Quando o arquivo do mês seguinte não vem. Com ele, os dados do anterior são apagados na hora.',
        type: 'integer',
        minimum: 31,
        maximum: 90,
      },
    },
  },
  default: DEFAULT_IMPORT_POLICY as unknown as Json,
  because:
    'Lei 14.898/2024: classificação automática, sem pedido da família; Lei 13.709/2018 (LGPD), art. 6º: só os dados necessários.',
}

export const socialParameters: readonly Parameter[] = [socialLoss, socialImport]
