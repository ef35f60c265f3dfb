import type { MessageTemplate } from '#core/messaging/index'

export const DEBTS_MESSAGE = 'dunning.debts'
export const CUT_MESSAGE = 'dunning.cut_notice'
export const PROOF_ACCEPTED = 'dunning.proof_accepted'
export const PROOF_REFUSED = 'dunning.proof_refused'

const UTILITY = {
  utility: 'Serviço Autônomo de Água e Esgoto de Vale das Águas',
  phone: '0800 065 0195',
}
const DEBT = {
  ...{ debtor: 'Maria Aparecida dos Santos', unit: '0001234-5', number: '2026-000042' },
  ...{ bills: '2 contas (09/2026 e 10/2026)', amount: 'R$ 214,37', due: '23/12/2026' },
  line: '82650000002-1 14370001000-5 00012345202-6 61100000042-3',
  proof: 'Responda a esta mensagem com o comprovante.',
  ...UTILITY,
}
const PROOF = {
  ...{ debtor: DEBT.debtor, unit: DEBT.unit, number: DEBT.number },
  ...{ until: '30/11/2026', reason: 'O comprovante é de outra conta', ...UTILITY },
}

/** The same words on every channel: WhatsApp approves them as they are, under the name given. */
function template(
  about: Pick<MessageTemplate, 'name' | 'title' | 'subject' | 'sample'>,
  { approved, paragraphs }: { readonly approved: string; readonly paragraphs: readonly string[] }
): MessageTemplate {
  const text = paragraphs.join('\n\n')
  return {
    ...about,
    html: paragraphs.map((one) => `<p>${one}</p>`).join(''),
    text,
    whatsapp: {
      name: approved,
      parameters: [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!),
    },
  }
}

const END = '{{utility}}, telefone {{phone}}. Para não receber mais mensagens, responda SAIR.'
const HELLO = 'Olá, {{debtor}}.'

export default [
  template(
    {
      ...{ name: DEBTS_MESSAGE, title: 'Aviso de débitos', sample: DEBT },
      subject: 'Débitos da matrícula {{unit}}',
    },
    {
      approved: 'debitos_em_atraso',
      paragraphs: [
        `${HELLO} A matrícula {{unit}} tem {{bills}} em atraso, no total de {{amount}}.`,
        'Pague até {{due}} com o código {{line}} ou procure-nos para parcelar. Já pagou? {{proof}}',
        END,
      ],
    }
  ),
  template(
    {
      ...{ name: CUT_MESSAGE, title: 'Notificação de corte', sample: DEBT },
      subject: 'Notificação de corte nº {{number}} da matrícula {{unit}}',
    },
    {
      approved: 'notificacao_de_corte',
      paragraphs: [
        `${HELLO} Notificação de corte nº {{number}}: a matrícula {{unit}} tem {{bills}} em atraso, no total de {{amount}}.`,
        'Sem o pagamento até {{due}}, o fornecimento de água pode ser suspenso a partir do dia seguinte (Lei 11.445/2007, art. 40). Pague com o código {{line}} ou procure-nos para parcelar.',
        'Já pagou? {{proof}}',
        END,
      ],
    }
  ),
  template(
    {
      ...{ name: PROOF_ACCEPTED, title: 'Comprovante aceito', sample: PROOF },
      subject: 'Comprovante aceito: matrícula {{unit}}',
    },
    {
      approved: 'comprovante_aceito',
      paragraphs: [
        `${HELLO} Recebemos o seu comprovante. A notificação nº {{number}} da matrícula {{unit}} foi cancelada, e nenhum corte será feito por ela.`,
        'Esperamos a confirmação do banco até {{until}}. Sem ela, as contas voltam a ser cobradas.',
        END,
      ],
    }
  ),
  template(
    {
      ...{ name: PROOF_REFUSED, title: 'Comprovante recusado', sample: PROOF },
      subject: 'Comprovante recusado: matrícula {{unit}}',
    },
    {
      approved: 'comprovante_recusado',
      paragraphs: [
        `${HELLO} Não pudemos aceitar o comprovante enviado para a matrícula {{unit}}: {{reason}}.`,
        'A notificação nº {{number}} continua valendo. Se já pagou, envie o comprovante certo ou procure-nos.',
        END,
      ],
    }
  ),
] as readonly MessageTemplate[]
